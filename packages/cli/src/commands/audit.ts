import { changesAfter, type ReportFormat, reportFormats } from "@infrafabric/governor/internal";
import { accountError } from "../account-error.ts";
import { tokenFileHelp } from "../account-token.ts";
import { type AccountSource, namedSources, singleSource } from "../audit/account-source.ts";
import { type AccountSubject, clockProblem, readAccount, readingScopes } from "../audit/read-account.ts";
import { repeat, untilAsked } from "../audit/repeat.ts";
import { judge, openSettingsFor, type SettingsOf, type Subject } from "../judge.ts";
import { type Judgment, judgmentHelp, judgmentOptions, readJudgment } from "../judgment.ts";
import { type Option, readOptions, usageError } from "../options.ts";
import { openLine } from "../progress.ts";
import { UsageError } from "../usage-error.ts";
import { requireWritable } from "../write-whole.ts";

const defaultInterval = 300;

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
  governor audit --watch                            and what changes from now on
  governor audit --accounts accounts.yaml           many accounts in one report

Options
  --state FILE            What manages the account: output of pulumi stack export or terraform show -json; - for standard
                          input. May be given several times.
  --token-file FILE       ${tokenFileHelp}
  --accounts FILE         Audits several accounts side by side: a YAML file of their names and where their tokens are
  --watch                 Audits again and again until Ctrl-C, and prints what is new and what is gone since the last
                          time; with --format json, a line for each time. Ends with the last exit code
  --interval S            Seconds from one audit to the next with --watch; default ${defaultInterval}. They are more while
                          less than half of the token's rate limit is left
  --print-scopes          Prints the scopes that the token needs, as lines or with --format json, and asks nothing of the
                          API; on standard error, what buckets need
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

File of accounts
  accounts:
    - name: shop                                    account/shop in reports, and for stacks of an environment
      token: { env: SHOP_TOKEN }
      states: [shop.json]                           what manages it; paths are relative to the file
      spaces: { env: [SHOP_KEY_ID, SHOP_SECRET] }   its Spaces access key, to read its buckets
    - name: lab
      token: { file: tokens/lab }
    - name: ops
      token: { command: [op, read, "op://infra/ops/token"] }

Exit code
  0  nothing is violated that is mandatory; waste and drift do not change that
  1  mandatory violations, or an error such as an exemption that matches nothing
  2  wrong usage, settings or token, or an account that cannot be reached; nothing was written. Of several accounts,
     those that cannot be read are named, and the others are reported`;

const options = {
  state: { value: "FILE", isList: true },
  "token-file": { value: "FILE" },
  accounts: { value: "FILE" },
  watch: {},
  interval: {
    value: "S",
    problemOf: (value) =>
      /^[1-9]\d{0,4}$/.test(value) ? undefined : `must be a whole number of seconds, not "${value}"`,
  },
  "print-scopes": {},
  ...judgmentOptions,
} as const satisfies Readonly<Record<string, Option>>;

/** What the command line asks for. */
export interface AuditArguments extends Judgment {
  readonly states: readonly string[];
  readonly tokenFile: string | undefined;
  readonly accounts: string | undefined;
  /** Seconds from one audit to the next; undefined: it audits once. */
  readonly watchSeconds: number | undefined;
  readonly printsScopes: boolean;
}

/** @throws UsageError with every problem of the command line. @returns Undefined where it asks for help. */
export function readArguments(args: readonly string[]): AuditArguments | undefined {
  const given = readOptions("audit", args, options);
  if (given.help) return undefined;
  const { judgment, problems: ofJudgment } = readJudgment(given);
  const problems = [
    ...ofJudgment,
    ...(given.has("accounts")
      ? (["state", "token-file"] as const).flatMap((name) =>
          given.has(name) ? [`--accounts and --${name} exclude each other: ${inFile[name]}`] : [],
        )
      : []),
    ...(given.has("print-scopes") && !isPlain(judgment.format)
      ? [`--print-scopes has the formats table and json, not ${judgment.format}`]
      : []),
    ...(given.has("watch")
      ? [
          ...(["output", "write-baseline"] as const).flatMap((name) =>
            given.has(name) ? [`--watch goes on to standard output: leave out --${name}`] : [],
          ),
          ...(isPlain(judgment.format) ? [] : [`--watch has the formats table and json, not ${judgment.format}`]),
        ]
      : given.has("interval")
        ? ["--interval is for --watch"]
        : []),
  ];
  if (problems.length > 0) throw usageError("audit", problems);
  return {
    states: given.values("state"),
    tokenFile: given.value("token-file"),
    accounts: given.value("accounts"),
    watchSeconds: given.has("watch") ? Number(given.value("interval") ?? defaultInterval) : undefined,
    printsScopes: given.has("print-scopes"),
    ...judgment,
  };
}

const isPlain = (format: Judgment["format"]) => format === "table" || format === "json";

/** What a file of accounts says instead of an option. */
const inFile = {
  state: "name the files under states of the account",
  "token-file": "write { file: FILE } as the token of the account",
};

/** Audits the accounts that the command line names, and reports. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  if (asked === undefined) return console.log(help);
  if (asked.printsScopes) {
    const scopes = readingScopes();
    console.log(asked.format === "json" ? JSON.stringify({ scopes }, undefined, 2) : scopes.join("\n"));
    return console.error(
      "buckets: no scope of a token; SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY of a Spaces access key with full access",
    );
  }
  const { watchSeconds: seconds } = asked;
  const signal = seconds === undefined ? undefined : untilAsked();
  try {
    const sources = await (asked.accounts === undefined
      ? singleSource(asked.tokenFile, asked.states, signal)
      : namedSources(asked.accounts, signal));
    const settingsOf = openSettingsFor(asked);
    if (asked.output !== undefined) requireWritable(asked.output, "--output");
    if (asked.writeBaseline !== undefined) requireWritable(asked.writeBaseline, "--write-baseline");
    if (seconds === undefined || signal === undefined) return await audit(asked, sources, { settingsOf });
    const first = await reportFormats[asked.format]();
    const format = changesAfter(first, { isJson: asked.format === "json" });
    await repeat(() => audit(asked, sources, { settingsOf, format }), { sources, seconds, signal });
  } catch (error) {
    throw accountError(error);
  }
}

/**
 * Reads the accounts side by side and reports on them. Those that cannot be read are named after the report.
 *
 * @throws UsageError if none can be read.
 */
async function audit(
  asked: AuditArguments,
  sources: readonly AccountSource[],
  options: { readonly settingsOf: SettingsOf; readonly format?: ReportFormat },
): Promise<void> {
  const { subjects, problems } = await readAll(sources);
  if (subjects.length === 0) throw new UsageError(problems.join("\n          "));
  await judge(asked, subjects, {
    ...{ isFleet: asked.accounts !== undefined, noun: "account" },
    ...options,
  });
  for (const problem of problems) console.error(`governor: ${problem}`);
  if (problems.length > 0) process.exitCode = 2;
}

async function readAll(
  sources: readonly AccountSource[],
): Promise<{ readonly subjects: readonly Subject[]; readonly problems: readonly string[] }> {
  const line = openLine();
  const counts = new Map<AccountSource, number>();
  const problems: string[] = [];
  const failed = ({ name }: AccountSource, error: unknown) => {
    const known = accountError(error, name === undefined ? "" : `the account ${name}: `);
    if (!(known instanceof UsageError)) throw error;
    problems.push(known.message);
    return [];
  };
  const reading: Promise<readonly AccountSubject[]>[] = [];
  const skews: (() => number)[] = [];
  for (const source of sources) {
    try {
      const client = await source.open();
      skews.push(() => client.clockSkewSeconds);
      const tell = (objects: number) => {
        counts.set(source, objects);
        line.show(`read ${[...counts.values()].reduce((sum, one) => sum + one, 0)} resources`);
      };
      reading.push(
        readAccount(source, client, tell).then(
          (subject) => [subject],
          (error) => failed(source, error),
        ),
      );
    } catch (error) {
      failed(source, error);
    }
  }
  const subjects = onceEach((await Promise.all(reading).finally(() => line.end())).flat(), problems);
  const ofClock = new Set(skews.flatMap((skew) => clockProblem(skew()) ?? []));
  for (const problem of ofClock) console.error(`governor: warning: ${problem}`);
  return { subjects, problems };
}

/** The accounts without those that stand above under another name, which would count twice. */
function onceEach(subjects: readonly AccountSubject[], problems: string[]): readonly AccountSubject[] {
  const known = new Map<string, AccountSubject>();
  return subjects.filter((subject) => {
    const { identity, origin } = subject;
    const other = identity === undefined ? undefined : known.get(identity);
    if (identity !== undefined && other === undefined) known.set(identity, subject);
    if (other !== undefined)
      problems.push(`${origin} is the same as ${other.origin}, and is reported once: leave one of them out`);
    return other === undefined;
  });
}
