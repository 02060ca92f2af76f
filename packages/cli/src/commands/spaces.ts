import { homedir } from "node:os";
import { join } from "node:path";
import { type CopyOptions, type CopyReport, copyBucket, SpacesError } from "@infrafabric/connect";
import { columns, counted, governorVersion, printable } from "@infrafabric/governor/internal";
import { type Option, readOptions, usageError } from "../options.ts";
import { bucketPlace } from "../spaces/bucket-place.ts";
import { byteCount } from "../spaces/byte-count.ts";
import { openTransferBar } from "../spaces/transfer-bar.ts";
import { UsageError } from "../usage-error.ts";

const help = `Usage: governor spaces copy FROM TO [options]

Copies the objects of one bucket to another, in the same or another region, so that a copy is there when a region is not.
FROM and TO are BUCKET@REGION; both buckets must exist. Run it again at any time: what is there already and the same is
not copied again, and large objects go on with the part at which they stopped.

Examples
  governor spaces copy backups@nyc3 backups-copy@ams3
  governor spaces copy backups@nyc3 backups-copy@ams3 --prefix db/ --dry-run
  governor spaces copy backups@nyc3 backups-copy@ams3 --delete      a mirror: what the source no longer has goes, too

Options
  --prefix P         Only objects whose keys begin with P, at both ends
  --delete           Deletes at the destination what the source does not have. Deletes nothing if a listing is incomplete,
                     if an object could not be copied, or if the source is empty
  --keep-acl         Lets anybody read the copies of objects that anybody may read; by default all copies are private
  --dry-run          Shows what would be copied and deleted, and does nothing
  --concurrency N    Objects and parts under way at once, each with up to 16 MiB of memory; default 8
  --state DIR        Where uploads that are not complete are remembered; default ~/.local/state/infrafabric/spaces-copy
  --format F         Form of the report: table, json; default table
  --help             Shows this

Environment
  SPACES_ACCESS_KEY_ID, SPACES_SECRET_ACCESS_KEY     A Spaces access key that may read FROM and write to TO; or one each:
  SOURCE_SPACES_ACCESS_KEY_ID, ...                   for FROM
  DESTINATION_SPACES_ACCESS_KEY_ID, ...              for TO
  AWS_ENDPOINT_URL_S3, else SPACES_ENDPOINT_URL      URL of Spaces, with {{.Region}} for the region;
                                                     default https://{{.Region}}.digitaloceanspaces.com

What is copied
  Bytes, checked by MD5 on their way, content type and the other headers, metadata and tags. Not older versions, not the
  settings of the bucket, and ACLs only if asked for. Within a region, Spaces itself copies.

Exit code
  0    everything is there
  1    some objects were not copied or deleted; they are named
  2    wrong usage, or a bucket cannot be read; nothing was changed
  130  stopped by Ctrl-C; run it again to go on`;

const mostConcurrency = 64;

const options = {
  prefix: { value: "P" },
  delete: {},
  "keep-acl": {},
  "dry-run": {},
  concurrency: {
    value: "N",
    problemOf: (value) =>
      /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= mostConcurrency
        ? undefined
        : `must be a whole number from 1 to ${mostConcurrency}, not "${value}"`,
  },
  state: { value: "DIR" },
  format: { value: "FORMAT", choices: ["table", "json"] },
} as const satisfies Readonly<Record<string, Option>>;

/** What the command line asks for. */
export interface CopyArguments {
  readonly options: CopyOptions;
  readonly isJson: boolean;
}

/** @throws UsageError with every problem of the command line and the environment. @returns Undefined if it asks for help. */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): CopyArguments | undefined {
  const [subcommand, ...rest] = args;
  if (subcommand === undefined || subcommand === "--help" || subcommand === "-h") return undefined;
  if (subcommand !== "copy")
    throw usageError("spaces", [`unknown command "spaces ${subcommand}"; there is spaces copy`]);
  const given = readOptions("spaces copy", rest, options, "FROM TO");
  if (given.help) return undefined;
  const [from, to, ...more] = given.words;
  if (from === undefined || to === undefined)
    throw usageError("spaces copy", ["name two buckets: governor spaces copy BUCKET@REGION BUCKET@REGION"]);
  const source = bucketPlace(from, "source", env);
  const destination = bucketPlace(to, "destination", env);
  const problems = [
    ...more.map((word) => `"${word}" is not expected`),
    // Keys for both are missing once.
    ...new Set([...source.problems, ...destination.problems]),
    ...(from === to ? [`${from} is source and destination: a bucket is not copied to itself`] : []),
  ];
  if (problems.length > 0) throw usageError("spaces copy", problems);
  const folder =
    given.value("state") ??
    join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "infrafabric", "spaces-copy");
  const prefix = given.value("prefix");
  const concurrency = given.value("concurrency");
  return {
    isJson: given.value("format") === "json",
    options: {
      from: source.place,
      to: destination.place,
      deletes: given.has("delete"),
      keepAcl: given.has("keep-acl"),
      dryRun: given.has("dry-run"),
      journal: join(folder, `${from}--${to}.jsonl`),
      ...(prefix === undefined ? {} : { prefix }),
      ...(concurrency === undefined ? {} : { concurrency: Number(concurrency) }),
    },
  };
}

/** Copies a bucket and reports. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = readArguments(args, process.env);
  if (asked === undefined) return console.log(help);
  const bar = openTransferBar();
  // At once: whatever was done is on record before it was done.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(bar));
  const planned: { action: "copy" | "delete"; key: string; size: number }[] = [];
  const isDry = asked.options.dryRun === true;
  const report = await copyBucket({
    ...asked.options,
    onProgress: (progress) => bar.show(progress),
    onObject(action, { key, size }) {
      if (!isDry) return;
      if (asked.isJson) planned.push({ action, key, size });
      else console.log(`would ${action}  ${printable(key)}  ${byteCount(size)}`);
    },
  })
    .catch((error: unknown) => {
      throw error instanceof SpacesError ? new UsageError(error.message.replaceAll("\n", "\n          ")) : error;
    })
    .finally(() => bar.end());
  console.log(asked.isJson ? jsonOf(asked.options, report, planned) : tableOf(asked.options, report));
  process.exitCode = report.failed.length > 0 || report.stopped !== undefined ? 1 : 0;
}

function stop(bar: { end(): void }): void {
  bar.end();
  console.error("governor: stopped; run the same command again to go on");
  process.exit(130);
}

function jsonOf(
  { from, to, dryRun = false, prefix = "" }: CopyOptions,
  report: CopyReport,
  planned: readonly object[],
): string {
  const place = ({ bucket, region }: CopyOptions["from"]) => ({ bucket, region });
  const head = { version: governorVersion, from: place(from), to: place(to), prefix, dryRun };
  return JSON.stringify({ ...head, ...report, ...(dryRun ? { planned } : {}) }, undefined, 2);
}

/** What a copy came to, as lines. */
export function tableOf({ dryRun = false, deletes = false }: CopyOptions, report: CopyReport): string {
  const { copied, same, deleted, reusedParts, checkedByPart, failed, stopped } = report;
  const isWhole = failed.length === 0 && stopped === undefined;
  const rows = [
    [dryRun ? "to copy" : "copied", objects(copied.objects), byteCount(copied.bytes)],
    ["already there", objects(same), ""],
    ...(deletes && (isWhole || deleted > 0) ? [[dryRun ? "to delete" : "deleted", objects(deleted), ""]] : []),
    ...(failed.length > 0 ? [["failed", objects(failed.length), ""]] : []),
  ];
  return [
    ...columns(rows),
    ...(reusedParts > 0 ? [`${counted(reusedParts, "part")} had been copied by an earlier run`] : []),
    ...(checkedByPart > 0
      ? [`${objects(checkedByPart)}: checked part by part, as the ETag of the source does not tell more`]
      : []),
    ...failed.map(({ key, reason }) => `failed: ${printable(key)}: ${printable(reason)}`),
    ...(stopped === undefined ? [] : [`stopped: ${printable(stopped)}`]),
    ...(deletes && !isWhole && deleted === 0 ? ["nothing was deleted, as not everything was copied"] : []),
  ].join("\n");
}
const objects = (number: number) => counted(number, "object");
