import { dirname, resolve } from "node:path";
import {
  type Client,
  commandToken,
  environmentSpacesKey,
  openClient,
  type RateLimit,
  type SpacesKey,
  type TokenSource,
} from "@infrafabric/connect";
import { type KnownStack, type NamedAccount, readAccounts } from "@infrafabric/connect/internal";
import { accountToken } from "../account-token.ts";
import { readInput, readStackInput } from "../input.ts";
import { UsageError } from "../usage-error.ts";

/** An account that is to be read. */
export interface AccountSource {
  /** What reports call it; undefined: the name of its team. */
  readonly name: string | undefined;
  /** The stacks that manage it. */
  readonly stacks: readonly KnownStack[];
  /** Opens its buckets; undefined: they are not read. */
  readonly spaces: SpacesKey | undefined;
  /**
   * Opens a client of it, once; a command is asked for the token right away.
   *
   * @throws TokenError.
   */
  open(): Promise<Client>;
  /** How much of its token's rate limit is used. */
  usage(): RateUsage;
}

/** What the requests of an account have used. */
export interface RateUsage {
  /** Requests so far. */
  readonly sent: number;
  /** As of the last answer; undefined before the first. */
  readonly rateLimit: RateLimit | undefined;
}

/** The account of the environment's token, or of the token in a file. */
export async function singleSource(
  tokenFile: string | undefined,
  states: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly AccountSource[]> {
  const stacks = await stacksIn(states, "--state", (name) => name);
  const token = async () => accountToken(tokenFile);
  return [sourceOf({ name: undefined, stacks, spaces: environmentSpacesKey(), signal }, token)];
}

/**
 * The accounts that a file names. Paths in it are relative to its folder.
 *
 * @throws AccountsError, UsageError.
 */
export async function namedSources(file: string, signal: AbortSignal | undefined): Promise<readonly AccountSource[]> {
  const accounts = readAccounts(await readInput(file, "--accounts"), file);
  const at = (name: string) => resolve(dirname(file), name);
  const sources: AccountSource[] = [];
  for (const { name, token, spaces, states = [] } of accounts) {
    const stacks = await stacksIn(states, `states of ${name}:`, at);
    const given = async () => {
      const source = tokenOf(token, at);
      // Commands may ask on the terminal: not while others do, and not in the time that the API has to answer.
      if (typeof source !== "string") await source({});
      return source;
    };
    sources.push(sourceOf({ name, stacks, spaces: spaces && spacesOf(name, spaces.env), signal }, given));
  }
  return sources;
}

async function stacksIn(
  names: readonly string[],
  option: string,
  at: (name: string) => string,
): Promise<readonly KnownStack[]> {
  const stacks: KnownStack[] = [];
  for (const name of names) {
    const stack = await readStackInput(name === "-" ? name : at(name), option);
    stacks.push({ origin: name === "-" ? "standard input" : name, stack });
  }
  return stacks;
}

function spacesOf(account: string, names: readonly [id: string, secret: string]): SpacesKey {
  const key = environmentSpacesKey(process.env, names);
  if (key !== undefined) return key;
  throw new UsageError(`spaces of ${account}: ${names.join(" and ")} are not set`);
}

function tokenOf({ env, file, command }: NamedAccount["token"], at: (name: string) => string): string | TokenSource {
  const [program, ...args] = command ?? [];
  if (program !== undefined) return commandToken([program, ...args]);
  return accountToken(file === undefined ? undefined : at(file), env);
}

/** Opens the client when it is first asked for. What fails is tried again. */
function sourceOf(
  {
    signal,
    ...known
  }: Pick<AccountSource, "name" | "stacks" | "spaces"> & { readonly signal: AbortSignal | undefined },
  token: () => Promise<string | TokenSource>,
): AccountSource {
  let client: Client | undefined;
  let sent = 0;
  const onRequest = () => {
    sent += 1;
  };
  return {
    ...known,
    async open() {
      client ??= openClient({ token: await token(), onRequest, signal });
      return client;
    },
    usage: () => ({ sent, rateLimit: client?.rateLimit }),
  };
}
