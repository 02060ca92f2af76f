import { openClient, type RateLimit } from "@infrafabric/connect";
import { type Held, heldScopes, secondsLeftOf } from "@infrafabric/connect/internal";
import { governorVersion, tokenScopesOf } from "@infrafabric/governor/internal";
import { accountError } from "../account-error.ts";
import { accountHelp, accountToken, tokenFileHelp, tokenOptions } from "../account-token.ts";
import { findInputs, stackIn } from "../input.ts";
import { type Option, readOptions, usageError } from "../options.ts";

const help = `Usage: governor token check [--file FILE]... [options]

Checks which scopes an API token has, by requests that change nothing: lists are read, and changes are asked for without
what they require or of what does not exist. With stacks, tells which scopes are missing and which are not needed.

Examples
  governor token check
  governor token check --file preview.json
  governor token check --file shop.json --file network.json --format json

Options
  --file FILE        Output of pulumi preview --json --show-sames, pulumi stack export or terraform show -json,
                     or a folder of these; - for standard input; several times
  --token-file FILE  ${tokenFileHelp}
  --format F         Form of the report: table, json; default table
  --help             Shows this

${accountHelp}

What is not verifiable
  No harmless request tells of some scopes, such as spaces_key:create_credentials. They are named, and do not count as
  missing.

Exit code
  0  no scope that is needed is missing
  1  a scope is missing
  2  wrong usage or input, or no token that is valid`;

const options = {
  file: { value: "FILE", isList: true },
  ...tokenOptions,
  format: { value: "FORMAT", choices: ["table", "json"] },
} as const satisfies Readonly<Record<string, Option>>;

/** What is known of a token. */
export interface TokenReport {
  /** Scopes that it has. */
  readonly scopes: readonly string[];
  /** Scopes that the stacks need and that it has not; undefined without stacks. */
  readonly missing: readonly string[] | undefined;
  /** Scopes that it has and the stacks do not need; undefined without stacks. */
  readonly unneeded: readonly string[] | undefined;
  /** Scopes of which no harmless request tells; with stacks those that they need. */
  readonly notVerifiable: readonly string[];
  /** Seconds until it expires; null if it never does, undefined if DigitalOcean does not say. */
  readonly secondsLeft: number | null | undefined;
  readonly rateLimit: RateLimit | undefined;
}

/** Checks a token. */
export async function run(args: readonly string[]): Promise<void> {
  const [subcommand, ...rest] = args;
  if (subcommand === undefined || subcommand === "--help" || subcommand === "-h") return console.log(help);
  if (subcommand !== "check")
    throw usageError("token", [`unknown command "token ${subcommand}"; there is token check`]);
  const given = readOptions("token check", rest, options);
  if (given.help) return console.log(help);
  const files = given.values("file");
  const { inputs } = await findInputs(files);
  const needed = inputs.flatMap((input) => tokenScopesOf(stackIn(input)).scopes.map(({ scope }) => scope));
  const report = await checked(given.value("token-file"), files.length === 0 ? undefined : new Set(needed));
  console.log(
    given.value("format") === "json"
      ? JSON.stringify({ version: governorVersion, ...report }, undefined, 2)
      : tableOf(report),
  );
  if (report.missing !== undefined && report.missing.length > 0) process.exitCode = 1;
}

async function checked(file: string | undefined, needed: ReadonlySet<string> | undefined): Promise<TokenReport> {
  const hint = setTimeout(() => console.error("asking DigitalOcean for each scope ..."), 2000);
  try {
    const source = accountToken(file);
    const token = typeof source === "string" ? source : await source({});
    const client = openClient({ token });
    const held = await heldScopes(client);
    return reportOf(held, needed, await secondsLeftOf(token, client.url), client.rateLimit);
  } catch (error) {
    throw accountError(error);
  } finally {
    clearTimeout(hint);
  }
}

/** Compares the scopes that a token has with those that stacks need. */
export function reportOf(
  held: ReadonlyMap<string, Held>,
  needed: ReadonlySet<string> | undefined,
  secondsLeft: number | null | undefined,
  rateLimit: RateLimit | undefined,
): TokenReport {
  const those = (wanted: Held) => [...held].filter(([, one]) => one === wanted).map(([scope]) => scope);
  const scopes = those("yes");
  return {
    scopes,
    missing: needed && those("no").filter((scope) => needed.has(scope)),
    unneeded: needed && scopes.filter((scope) => !needed.has(scope)),
    notVerifiable: those("not-verifiable").filter((scope) => needed?.has(scope) ?? true),
    secondsLeft,
    rateLimit,
  };
}

const day = 86_400;

/** The report as lines. */
export function tableOf({ scopes, missing, unneeded, notVerifiable, secondsLeft, rateLimit }: TokenReport): string {
  const rows: readonly (readonly [string, string])[] = [
    ["has", listOf(scopes)],
    ...(missing === undefined ? [] : [["missing", listOf(missing)] as const]),
    ...(unneeded === undefined ? [] : [["not needed", listOf(unneeded)] as const]),
    ["not verifiable", listOf(notVerifiable)],
    ["expires", expiryOf(secondsLeft)],
    ["rate limit", rateLimit === undefined ? "unknown" : `${rateLimit.remaining} of ${rateLimit.limit} requests left`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(14)}  ${value}`).join("\n");
}

/** One below the other. */
function listOf(scopes: readonly string[]): string {
  return scopes.length === 0 ? "none" : scopes.join(`\n${" ".repeat(16)}`);
}

function expiryOf(seconds: number | null | undefined): string {
  if (seconds === undefined) return "unknown: DigitalOcean does not say";
  if (seconds === null) return "never";
  const [count, unit] =
    seconds >= 2 * day
      ? [seconds / day, "days"]
      : seconds >= 7200
        ? [seconds / 3600, "hours"]
        : [seconds / 60, "minutes"];
  return `in ${Math.floor(count)} ${unit}`;
}
