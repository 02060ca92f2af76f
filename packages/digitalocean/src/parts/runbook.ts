/** What to do after one kind of failure. */
export interface Recovery {
  /** Completes "If ...". */
  readonly when: string;
  /** What of the data is gone afterwards. */
  readonly lost: string;
  /** How long it takes, as far as that is known. */
  readonly takes: string;
  readonly steps: readonly RecoveryStep[];
}

/** A step of a recovery. */
export interface RecoveryStep {
  readonly text: string;
  /** What to run for it, in the folder of the program. */
  readonly run: string;
}

/** How long DigitalOcean takes for what it gives no times of. */
export const unknownTime = "DigitalOcean documents no time. Play it once, and write down how long it took.";

/** The runbook of a component, in Markdown. */
export function runbook(title: string, recoveries: readonly Recovery[]): string {
  return `${[`# Recovery of ${title}`, ...recoveries.map(section)].join("\n\n")}\n`;
}

function section({ when, lost, takes, steps }: Recovery): string {
  const numbered = steps.map(({ text, run }, index) => `${index + 1}. ${text}\n\n   \`\`\`sh\n   ${run}\n   \`\`\``);
  return [`## If ${when}`, `- Lost: ${lost}\n- Takes: ${takes}`, ...numbered].join("\n\n");
}

/** A command line. Values that a shell would not take literally are quoted. */
export function commandLine(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((line, part, index) => `${line}${quoted(values[index - 1] ?? "")}${part}`);
}

function quoted(value: string): string {
  return /^[\w./:=@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
