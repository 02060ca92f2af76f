/**
 * Compliance frameworks whose controls rules serve, by the name that `--framework` takes: CIS Controls v8, ISO/IEC
 * 27001:2022 (Annex A), SOC 2 (2017 Trust Services Criteria), PCI DSS 4, NIST SP 800-53 r5.
 */
export const frameworks = ["cis", "iso27001", "soc2", "pci-dss", "nist-800-53"] as const;
export type Framework = (typeof frameworks)[number];

/** Ids of controls by framework, such as `{ "cis": ["4.4"], "soc2": ["CC6.6"] }`. */
export type Controls = { readonly [F in Framework]?: readonly string[] };

/** What is known of a framework. */
export interface FrameworkFacts {
  /** What it is called, with its edition. */
  readonly name: string;
  /** Public ids of its controls, in the framework's own order. */
  readonly ids: readonly string[];
  /** Ids of parts of a control, such as 1.3.1 of 1.3: a rule may name either. */
  readonly parts?: readonly string[];
  /** In a few words of our own, what the controls that rules serve are about. */
  readonly titles: Readonly<Record<string, string>>;
}

/** `numbered("5.", 3)` is 5.1, 5.2 and 5.3. */
export function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}

/** Ids that are numbered under several prefixes, which say how many each has. */
export function numberedUnder(counts: Readonly<Record<string, number>>, separator: string): readonly string[] {
  return Object.entries(counts).flatMap(([prefix, count]) => numbered(`${prefix}${separator}`, count));
}
