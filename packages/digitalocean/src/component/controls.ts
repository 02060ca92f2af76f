import { type Rule, rules, type Settings } from "@infrafabric/governor";

/**
 * The settings by which a component judges its own children: its controls are mandatory, whether or not governor.yaml
 * asks for them, unless it sets a level for the rule or says no to it. So a control is weakened by an exemption, or by
 * whoever keeps the settings, and never by an argument alone.
 */
export function withControls(settings: Settings, controls: readonly string[]): Settings {
  const raised = rules
    .filter((rule) => controls.includes(rule.id) && !isDecided(rule, settings))
    .map(({ id }) => [id, { ...settings.rules[id], level: "mandatory" }] as const);
  return { ...settings, rules: { ...settings.rules, ...Object.fromEntries(raised) } };
}

function isDecided(rule: Rule, settings: Settings): boolean {
  return settings.rules[rule.id]?.level !== undefined || rule.asked?.by(settings) === "no";
}
