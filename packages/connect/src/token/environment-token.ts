import { readToken } from "./read-token.ts";
import { TokenError } from "./token-error.ts";

/** In the order of DigitalOcean's Terraform provider. */
const variables = ["DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"] as const;

/**
 * The token of the environment: `DIGITALOCEAN_TOKEN`, else `DIGITALOCEAN_ACCESS_TOKEN`.
 *
 * @param name Another variable to read in their place.
 * @throws TokenError if there is none, or if it cannot be one.
 */
export function environmentToken(name?: string, env: NodeJS.ProcessEnv = process.env): string {
  const names = name === undefined ? variables : [name];
  const found = names.find((one) => (env[one] ?? "") !== "");
  if (found !== undefined) return readToken(env[found] ?? "", found);
  const isEmpty = names.filter((one) => env[one] === "");
  throw new TokenError(
    isEmpty.length > 0
      ? `no token: ${isEmpty.join(" and ")} ${isEmpty.length > 1 ? "are" : "is"} empty`
      : `no token: ${names.join(" and ")} ${names.length > 1 ? "are" : "is"} not set. Create a token at https://cloud.digitalocean.com/account/api/tokens`,
  );
}
