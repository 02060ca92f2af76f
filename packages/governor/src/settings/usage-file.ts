import type { UsageAssumptions } from "../cost/price";
import type { Rule } from "../rules/rule";
import { parseSettings } from "./parse";
import { SettingsError } from "./problem";

/** A file of assumptions: a `governor.yaml` that sets `usage` alone. */
export interface UsageFile {
  readonly text: string;
  /** For messages. */
  readonly file: string;
}

/**
 * Lays the assumptions of a file over others: each section that it sets replaces the whole section, and `spaces` and
 * `resources` key by key.
 *
 * @throws {SettingsError} with all problems at once.
 */
export function withUsageFile(
  usage: UsageAssumptions,
  { text, file }: UsageFile,
  rules: readonly Rule[],
): UsageAssumptions {
  const { sections } = parseSettings(text, { origin: file, file, rules });
  const others = Object.keys(sections).filter((key) => key !== "usage");
  if (others.length > 0 || sections.usage === undefined) {
    const paths = others.length > 0 ? others : ["usage"];
    const message = others.length > 0 ? "is not for a file of assumptions" : "is missing";
    throw new SettingsError(
      file,
      paths.map((path) => ({ file, path, message, hint: "a file of assumptions sets only `usage`" })),
    );
  }
  const { spaces, resources, ...kinds } = sections.usage;
  return {
    ...usage,
    ...kinds,
    spaces: { ...usage.spaces, ...spaces },
    ...(usage.resources === undefined && resources === undefined
      ? {}
      : { resources: { ...usage.resources, ...resources } }),
  };
}
