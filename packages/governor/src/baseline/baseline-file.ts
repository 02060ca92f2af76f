import * as z from "zod";
import { blocks, type Finding } from "../findings/finding";
import { fingerprintOf } from "../findings/fingerprint";
import { parseUrn } from "../view/urn";
import type { Baseline, BaselineEntry } from "./baseline";

/** A baseline that cannot be used. The message needs no stack trace. */
export class BaselineError extends Error {
  override readonly name = "BaselineError";
}

const entry = z.strictObject({
  rule: z.string(),
  urn: z.string(),
  path: z.string().exactOptional(),
  status: z.enum(["violation", "undecided"]),
  fingerprint: z.string(),
});

const baselineFile = z.strictObject({
  baseline: z.literal(1),
  stacks: z.array(
    z.strictObject({
      project: z.string(),
      stack: z.string(),
      governor: z.string(),
      date: z.iso.date(),
      findings: z.array(entry),
    }),
  ),
});

/** What a baseline file holds: the baselines of stacks, of one project or of many. */
export type BaselineFile = z.infer<typeof baselineFile>;

/** The form of the file: a later version that says something else is told apart. */
const form = 1;

/**
 * Reads a baseline file.
 *
 * @throws BaselineError for text that is none, or in which an entry does not say what its fingerprint stands for.
 */
export function readBaselines(text: string, origin: string): BaselineFile {
  const result = baselineFile.safeParse(parsed(text), { jitless: true });
  if (!result.success) {
    const [issue] = result.error.issues;
    const at = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
    throw new BaselineError(
      `${origin} is not a valid baseline${at}: write it with governor check --write-baseline FILE`,
    );
  }
  for (const { project, stack, findings } of result.data.stacks) {
    const forged = findings.find(
      ({ rule, urn, path, fingerprint }) =>
        fingerprintOf(rule, urn, path) !== fingerprint || !isOf(urn, project, stack),
    );
    // Whoever reviews the file reads rule and resource, so they must be what is carried.
    if (forged !== undefined)
      throw new BaselineError(
        `${origin} was edited: the fingerprint ${JSON.stringify(forged.fingerprint.slice(0, 40))} in ${project}/${stack} does not match its rule, resource and path; write it again with governor check --write-baseline FILE`,
      );
  }
  return result.data;
}

/**
 * The baseline of one stack; undefined where the file records other stacks, such as those of the same project.
 *
 * @throws BaselineError if the file is another project's: its violations have nothing to do with this stack.
 */
export function baselineOf(
  { stacks }: BaselineFile,
  at: { readonly project: string; readonly stack: string; readonly origin: string },
): Baseline | undefined {
  const { project, stack, origin } = at;
  const found = stacks.find((one) => one.project === project && one.stack === stack);
  if (found !== undefined) return { origin, date: found.date, findings: found.findings };
  const projects = [...new Set(stacks.map((one) => one.project))];
  if (projects.length === 1 && projects[0] !== project)
    throw new BaselineError(
      `${origin} is the baseline of the project ${projects[0]}, and this is ${project}/${stack}: write one for it with governor check --write-baseline FILE`,
    );
  return undefined;
}

/** What a baseline records of a stack: violations, and what is undecided if it blocks the update. */
export interface Recorded {
  readonly project: string;
  readonly stack: string;
  readonly findings: readonly Finding[];
}

/**
 * The text of a baseline file with the stacks that were checked; other stacks keep what was recorded of them.
 *
 * @param before The file as it was; undefined if there is none.
 */
export function baselineText(
  checked: readonly Recorded[],
  before: BaselineFile | undefined,
  facts: { readonly governor: string; readonly date: string },
): string {
  const stacks = new Map((before?.stacks ?? []).map((one) => [`${one.project}/${one.stack}`, one]));
  for (const { project, stack, findings } of checked)
    stacks.set(`${project}/${stack}`, { project, stack, ...facts, findings: entriesOf(findings) });
  const sorted = [...stacks].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, stack]) => stack);
  const file: BaselineFile = { baseline: form, stacks: sorted };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** In an order of their own, so that two files differ only in what differs. */
function entriesOf(findings: readonly Finding[]): BaselineEntry[] {
  const byFingerprint = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const { rule, urn, path, status, fingerprint } = finding;
    if (!isRecorded(finding) || status === "exempt" || status === "unverifiable") continue;
    const before = byFingerprint.get(fingerprint);
    if (before?.status === "violation") continue;
    byFingerprint.set(fingerprint, { rule, urn, ...(path === undefined ? {} : { path }), status, fingerprint });
  }
  const key = ({ rule, urn, path = "" }: BaselineEntry) => [rule, urn, path].join("\n");
  return [...byFingerprint.values()].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function isRecorded(finding: Finding): boolean {
  const carriedOn = finding.baseline === true || finding.reportOnly === true;
  return finding.status === "violation" || (finding.status === "undecided" && (carriedOn || blocks(finding)));
}

function isOf(urn: string, project: string, stack: string): boolean {
  const parts = parseUrn(urn);
  return parts?.project === project && parts.stack === stack;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
