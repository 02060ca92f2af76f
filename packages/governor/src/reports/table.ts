import { blocks, type Evaluation, type Finding, type Notice } from "../findings/finding";
import { statusWordOf, statusWords } from "../findings/status-words";
import { parseUrn } from "../view/urn";
import { fixWords } from "./fix-words";
import { printable } from "./printable";

/** How findings are printed. */
export interface FormatOptions {
  /** ANSI colours; default false. Callers turn it on for a terminal only. */
  readonly color?: boolean;
}

type Paint = (text: string) => string;

interface Row {
  readonly word: string;
  readonly paint: Paint;
  readonly severity: string;
  readonly rule: string;
  readonly resource: string;
  readonly place: string;
  readonly lines: readonly string[];
}

/**
 * Prints an evaluation for a person: what stops the run first, one block for all findings that differ only in
 * their resource, a summary last.
 */
export function formatFindings(evaluation: Evaluation, options: FormatOptions = {}): string {
  const paint = options.color === true ? colours : plain;
  const rows = alike([...evaluation.findings].sort(bySeriousness)).map((findings) => rowOf(findings, paint));
  const widths = {
    word: Math.max(widest(rows, "word"), ...evaluation.notices.map(({ level }) => level.length)),
    severity: widest(rows, "severity"),
    rule: widest(rows, "rule"),
    resource: widest(rows, "resource"),
  };
  const blocksOfText = rows.map((row) => {
    const head = [
      row.paint(row.word.padEnd(widths.word)),
      row.severity.padEnd(widths.severity),
      row.rule.padEnd(widths.rule),
      row.resource.padEnd(widths.resource),
      paint.dim(row.place),
    ];
    return [head.join("  ").trimEnd(), ...row.lines.map((line) => `    ${line}`)].join("\n");
  });
  const notices = evaluation.notices.map((notice) => noticeLine(notice, paint, widths.word));
  const first = evaluation.reportOnly === true ? [paint.warn("report only: nothing is blocked")] : [];
  return [...first, ...blocksOfText, ...notices, summaryOf(evaluation)].join("\n");
}

/** One line that counts: `3 findings block the update; 1 undecided, 2 advisory`. */
export function summaryOf({ findings, notices, extent }: Evaluation): string {
  const stopping = findings.filter(blocks).length + notices.filter(({ level }) => level === "error").length;
  const rest = findings.filter((finding) => !blocks(finding));
  const tolerated = rest.filter(({ reportOnly }) => reportOnly !== true);
  const counts = [
    count(rest, ({ reportOnly }) => reportOnly === true, "would block it if enforced"),
    count(tolerated, (finding) => statusWordOf(finding) === undefined, "advisory"),
    ...statusWords.map((word) => count(tolerated, (finding) => statusWordOf(finding) === word, word)),
  ].filter((part) => part !== undefined);
  const head = (extent === "account" ? violatedWords : blockingWords)(stopping);
  const replacing = findings.filter(({ replaces, status }) => replaces === true && status !== "exempt").length;
  const replacements =
    replacing === 0
      ? []
      : [replacing === 1 ? "1 fix replaces its resource" : `${replacing} fixes replace their resources`];
  return [head, ...(counts.length === 0 ? [] : [counts.join(", ")]), ...replacements].join("; ");
}

function blockingWords(stopping: number): string {
  if (stopping === 0) return "nothing blocks the update";
  return stopping === 1 ? "1 finding blocks the update" : `${stopping} findings block the update`;
}

function violatedWords(count: number): string {
  if (count === 0) return "no mandatory rule is violated";
  return count === 1 ? "1 mandatory violation" : `${count} mandatory violations`;
}

/** A resource in a few words: `Droplet web`. */
export function resourceWords(urn: string): string {
  const parts = parseUrn(printable(urn));
  if (parts === undefined) return printable(urn);
  return parts.type === "pulumi:pulumi:Stack" ? `stack ${parts.name}` : `${parts.type.split(":").at(-1)} ${parts.name}`;
}

/** Findings that say the same of several resources of a type, at the place of the first. */
function alike(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const { rule, level, severity, status, path, message, fix, urn } = finding;
    const { remediated, reportOnly, exemption, baseline, replaces } = finding;
    const type = parseUrn(urn)?.type;
    const key = JSON.stringify([
      ...[rule, level, severity, status, path, message, fix],
      ...[remediated, reportOnly, exemption, baseline, replaces, type],
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function rowOf(findings: readonly [Finding, ...Finding[]], paint: Palette): Row {
  const [finding] = findings;
  const { status } = finding;
  const word = finding.reportOnly === true ? "would block" : (statusWordOf(finding) ?? finding.level);
  const single = findings.length === 1;
  return {
    word,
    paint: blocks(finding) ? paint.bad : status === "violation" || status === "undecided" ? paint.warn : paint.dim,
    severity: finding.severity,
    rule: finding.rule,
    resource: single ? resourceWords(finding.urn) : `${findings.length} × ${typeWords(finding.urn)}`,
    place: single ? placeWords(finding) : "",
    lines: [
      ...(single ? [] : [findings.map(nameWithPlace).join(", ")]),
      finding.path === undefined ? finding.message : `${finding.path}: ${finding.message}`,
      ...(finding.exemption !== undefined && status === "exempt"
        ? [`exempt until ${finding.exemption.expires}: ${finding.exemption.reason} (${finding.exemption.owner})`]
        : [`fix: ${fixWords(finding)}`]),
    ],
  };
}

function typeWords(urn: string): string {
  return resourceWords(urn).split(" ", 1)[0] ?? urn;
}

/** `web (index.ts:3:1)` */
function nameWithPlace(finding: Finding): string {
  const words = resourceWords(finding.urn);
  const place = placeWords(finding);
  return `${words.slice(typeWords(finding.urn).length + 1)}${place === "" ? "" : ` (${place})`}`;
}

function placeWords({ source }: Finding): string {
  return source === undefined ? "" : `${source.file}:${source.line}:${source.column}`;
}

function noticeLine({ level, message }: Notice, paint: Palette, width: number): string {
  return `${(level === "error" ? paint.bad : paint.warn)(level.padEnd(width))}  ${message}`;
}

const severityOrder = { critical: 0, high: 1, medium: 2, low: 3 } as const;

function bySeriousness(a: Finding, b: Finding): number {
  return (
    Number(blocks(b)) - Number(blocks(a)) ||
    Number(b.reportOnly === true) - Number(a.reportOnly === true) ||
    Number(b.status === "violation") - Number(a.status === "violation") ||
    severityOrder[a.severity] - severityOrder[b.severity] ||
    a.rule.localeCompare(b.rule, "en") ||
    a.urn.localeCompare(b.urn, "en") ||
    (a.path ?? "").localeCompare(b.path ?? "", "en", { numeric: true })
  );
}

function widest(rows: readonly Row[], key: "word" | "severity" | "rule" | "resource"): number {
  return rows.reduce((width, row) => Math.max(width, row[key].length), 0);
}

function count(findings: readonly Finding[], which: (finding: Finding) => boolean, word: string): string | undefined {
  const found = findings.filter(which).length;
  return found === 0 ? undefined : `${found} ${word}`;
}

interface Palette {
  readonly bad: Paint;
  readonly warn: Paint;
  readonly dim: Paint;
}

const same: Paint = (text) => text;
const plain: Palette = { bad: same, warn: same, dim: same };
const ansi =
  (code: number): Paint =>
  (text) =>
    text === "" ? text : `\u001b[${code}m${text}\u001b[0m`;
const colours: Palette = { bad: ansi(31), warn: ansi(33), dim: ansi(2) };
