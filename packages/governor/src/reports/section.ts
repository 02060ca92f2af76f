import { fingerprintOf } from "../findings/fingerprint";
import type { Report } from "./report";

/** A part of a report beside the findings: what whoever makes the report knows besides, such as what is wasted. */
export interface ReportSection {
  /** Its key in JSON, such as `waste`. */
  readonly id: string;
  readonly title: string;
  /** What it comes to, such as `12 resources, $85 a month`. */
  readonly summary: string;
  readonly rows: readonly SectionRow[];
}

/** A line of a section. It blocks nothing: what shall block is a finding of a rule. */
export interface SectionRow {
  /** What it is, such as `volume-unattached`. Rows of one id stand together and have the same fix. */
  readonly id: string;
  /** The resource that it is about; default none. */
  readonly urn?: string;
  /** Input that it is about; default none. */
  readonly path?: string;
  readonly message: string;
  /** What to do; default nothing. */
  readonly fix?: string;
  /** USD per month; null for a price that is not known; default it is not about money. */
  readonly monthly?: number | null;
  /** Further facts for programs, in JSON alone. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Every row of the sections, with its section. */
export function sectionRows({ sections = [] }: Report): readonly (readonly [SectionRow, ReportSection])[] {
  return sections.flatMap((section) => section.rows.map((row) => [row, section] as const));
}

/** The rows of a section by what they are, in the order of the first of each. */
export function rowsById({ rows }: ReportSection): ReadonlyMap<string, readonly SectionRow[]> {
  const groups = new Map<string, SectionRow[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group === undefined) groups.set(row.id, [row]);
    else group.push(row);
  }
  return groups;
}

/** True for a section that is about money. */
export const hasMoney = ({ rows }: ReportSection) => rows.some(({ monthly }) => monthly !== undefined);

/** What a row says after its resource. */
export const rowWords = ({ path, message }: SectionRow) => (path === undefined ? message : `${path}: ${message}`);

/** Stable over runs, as that of a finding. */
export function rowFingerprint({ id, urn, path, message }: SectionRow): string {
  return fingerprintOf(id, urn ?? message, path);
}
