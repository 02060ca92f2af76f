import { environmentSpacesKey, environmentToken, fileToken, openClient, type TokenSource } from "@infrafabric/connect";
import {
  auditSections,
  type KnownStack,
  liveAccount,
  readInventory,
  readSecurityScan,
} from "@infrafabric/connect/internal";
import { kinds } from "@infrafabric/governor/internal";
import { accountError } from "../account-error.ts";
import { readStackInput } from "../input.ts";
import { judge, openSettingsFor } from "../judge.ts";
import { type Judgment, judgmentHelp, judgmentOptions, readJudgment } from "../judgment.ts";
import { type Option, readOptions, usageError } from "../options.ts";
import { openLine } from "../progress.ts";
import { UsageError } from "../usage-error.ts";

const help = `Usage: governor audit [options]

Holds what runs in an account to governor.yaml: what violates it, what is wasted, what no stack manages and what has
changed behind the stacks. It only reads: a token with the scopes of --print-scopes is enough, and for buckets a Spaces
access key with full access.

Examples
  governor audit
  pulumi stack export > shop.json && governor audit --state shop.json    with what no stack manages, and drift
  governor audit --format html --output audit.html
  governor audit --write-baseline account.json      accept what is there today ...
  governor audit --baseline account.json            ... and fail only on what is new

Options
  --state FILE            What manages the account: output of pulumi stack export or terraform show -json; - for standard
                          input. May be given several times.
  --token-file FILE       The token of DigitalOcean; default DIGITALOCEAN_TOKEN, else DIGITALOCEAN_ACCESS_TOKEN
  --print-scopes          Prints the scopes that the token needs, and asks nothing of the API; on standard error, what buckets
                          need
${judgmentHelp(" the team's name")}
  --help                  Shows this

Environment
  DIGITALOCEAN_TOKEN, else DIGITALOCEAN_ACCESS_TOKEN    The token
  DIGITALOCEAN_API_URL                                  Where the API is; default https://api.digitalocean.com
  SPACES_ACCESS_KEY_ID, SPACES_SECRET_ACCESS_KEY        A Spaces access key with full access: others do not show the ACL, the
                                                        policy and the other settings of a bucket. Without one, buckets are
                                                        named as not read
  AWS_ENDPOINT_URL_S3, else SPACES_ENDPOINT_URL         URL of Spaces, with {{.Region}} for the region;
                                                        default https://{{.Region}}.digitaloceanspaces.com

What the token or the key may not read is named in the report, and the rest is judged.

Exit code
  0  nothing is violated that is mandatory; waste and drift do not change that
  1  mandatory violations, or an error such as an exemption that matches nothing
  2  wrong usage, settings or token, or an account that cannot be reached; nothing was written`;

const options = {
  state: { value: "FILE", isList: true },
  "token-file": { value: "FILE" },
  "print-scopes": {},
  ...judgmentOptions,
} as const satisfies Readonly<Record<string, Option>>;

/** What the command line asks for. */
export interface AuditArguments extends Judgment {
  readonly states: readonly string[];
  readonly tokenFile: string | undefined;
  readonly printsScopes: boolean;
}

/** @throws UsageError with every problem of the command line. @returns Undefined where it asks for help. */
export function readArguments(args: readonly string[]): AuditArguments | undefined {
  const given = readOptions("audit", args, options);
  if (given.help) return undefined;
  const { judgment, problems } = readJudgment(given);
  if (problems.length > 0) throw usageError("audit", problems);
  return {
    states: given.values("state"),
    tokenFile: given.value("token-file"),
    printsScopes: given.has("print-scopes"),
    ...judgment,
  };
}

/** An image of this age is waste, unless something was made from it. */
const snapshotDays = 90;

/** Audits the account of the token, and reports. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  if (asked === undefined) return console.log(help);
  if (asked.printsScopes) {
    console.log(readingScopes().join("\n"));
    return console.error(
      "buckets: no scope of a token; SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY of a Spaces access key with full access",
    );
  }
  const stacks: KnownStack[] = [];
  for (const name of asked.states)
    stacks.push({
      origin: name === "-" ? "standard input" : name,
      stack: await readStackInput(name, "--state"),
    });
  try {
    await audit(asked, stacks);
  } catch (error) {
    throw accountError(error);
  }
}

async function audit(asked: AuditArguments, stacks: readonly KnownStack[]): Promise<void> {
  const settingsOf = openSettingsFor(asked);
  const client = openClient({ token: tokenOf(asked) });
  const line = openLine();
  const inventory = await readInventory(client, {
    spaces: environmentSpacesKey(),
    onProgress: (objects) => line.show(`read ${objects} resources`),
  }).finally(() => line.end());
  const scan = await readSecurityScan(client);
  const isScanned = scan === undefined || "findings" in scan;
  const unread = isScanned ? inventory.unread : [...inventory.unread, { ...scan, kinds: [] }];
  const { account, records } = inventory;
  const origin = `the account ${account.team ?? account.uuid ?? "of the token"}`;
  if (records.length === 0)
    throw new UsageError(
      [`${origin} shows no resource`, ...unread.map(({ path, reason }) => `${path}: ${reason}`)].join("\n          "),
    );
  const live = liveAccount(inventory, origin);
  const now = new Date(Date.now() + client.clockSkewSeconds * 1000);
  const liveKinds = new Set(kinds.filter((kind) => kind.live !== undefined).map(({ name }) => name));
  const facts = {
    ...{ account: live, stacks, liveKinds, limits: account.limits, unread, now, snapshotDays },
    scan: isScanned ? scan : undefined,
  };
  await judge(asked, [{ origin, view: () => live.stack, sections: ({ usage }) => auditSections(facts, usage) }], {
    isFleet: false,
    noun: "account",
    settingsOf,
  });
}

function tokenOf({ tokenFile }: AuditArguments): string | TokenSource {
  return tokenFile === undefined
    ? environmentToken()
    : fileToken(tokenFile, { warn: (text) => console.error(`governor: warning: ${text}`) });
}

/** The scopes that it takes to read an account. */
export function readingScopes(): readonly string[] {
  const ofKinds = kinds.filter(({ live }) => live !== undefined).flatMap(({ scopes }) => scopes);
  return [...new Set(["account:read", "security:read", ...ofKinds.filter((scope) => scope.endsWith(":read"))])].sort();
}
