import { blocks, type Evaluation, formatFindings, summaryOf } from "@infrafabric/governor";

/** What stops the run, a line for each finding, and the summary of all. */
export function inShort(evaluation: Evaluation, color: boolean): string {
  const stopping = { findings: evaluation.findings.filter(blocks), notices: [] };
  // The first line of each block; its details are indented, and the last line counts what stops the run alone.
  const lines = formatFindings(stopping, { color }).split("\n").slice(0, -1);
  return [...lines.filter((line) => !line.startsWith(" ")), summaryOf(evaluation)].join("\n");
}

/** An amount as a price: `$70.20`. */
export function dollars(amount: unknown): string {
  return typeof amount === "number" ? `$${amount.toFixed(2)}` : "an unknown cost";
}
