import { environmentToken, fileToken, type TokenSource } from "@infrafabric/connect";
import type { Option } from "./options.ts";

/** The option of every command that reads the account of a token. */
export const tokenOptions = { "token-file": { value: "FILE" } } as const satisfies Readonly<Record<string, Option>>;

/** What `--token-file` means, for the help of a command. */
export const tokenFileHelp = "A file that holds the token and nothing else; default the environment's token";

/** Where an account is found, for the help of a command. */
export const accountHelp = `Environment
  DIGITALOCEAN_TOKEN, else DIGITALOCEAN_ACCESS_TOKEN  The token
  DIGITALOCEAN_API_URL                                Where the API is; default https://api.digitalocean.com`;

/**
 * The token in a file or in the environment.
 *
 * @param file Its name; undefined: the environment's.
 * @param variable Of the environment; default DIGITALOCEAN_TOKEN, else DIGITALOCEAN_ACCESS_TOKEN.
 * @throws TokenError if the environment has none; the source of a file throws it.
 */
export function accountToken(file: string | undefined, variable?: string): string | TokenSource {
  return file === undefined
    ? environmentToken(variable)
    : fileToken(file, { warn: (text) => console.error(`governor: warning: ${text}`) });
}
