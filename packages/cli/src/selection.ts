import type { Framework, Rule, Settings, Severity } from "@infrafabric/governor";
import { severities } from "@infrafabric/governor/internal";

/** Which rules a run is about. Each part narrows it further. */
export interface Selection {
  readonly ids: readonly string[];
  /** The least severity. */
  readonly severity: Severity | undefined;
  /** A framework that the rules serve a control of. */
  readonly framework: Framework | undefined;
}

/** The rules that a run is about. */
export function selected(rules: readonly Rule[], { ids, severity, framework }: Selection): readonly Rule[] {
  const least = severity === undefined ? 0 : severities.indexOf(severity);
  return rules.filter(
    (rule) =>
      (ids.length === 0 || ids.includes(rule.id)) &&
      severities.indexOf(rule.severity) >= least &&
      (framework === undefined || rule.controls?.[framework] !== undefined),
  );
}

/**
 * Settings under which only some rules are on, each as it would be otherwise: what another rule covers, or is exempt
 * from, is not for this run.
 */
export function narrowed(settings: Settings, rules: readonly Rule[], chosen: readonly Rule[]): Settings {
  if (chosen.length === rules.length) return settings;
  const ids = new Set(chosen.map(({ id }) => id));
  // A floor would switch the controls of components on again.
  const { floor: _, ...rest } = settings;
  const off = rules.filter(({ id }) => !ids.has(id)).map(({ id }) => [id, { level: "disabled" }] as const);
  return {
    ...rest,
    rules: { ...settings.rules, ...Object.fromEntries(off) },
    exemptions: settings.exemptions.filter(({ rule }) => ids.has(rule)),
  };
}
