import { showFound } from "./found";
import { identity } from "./identity";
import type { Exemption } from "./settings";
import type { Tightener } from "./tightener";

/** The floor's exemptions, and others only from rules that it lists under `exempt_in_code`. */
export const tightenExemptions: Tightener<readonly Exemption[]> = (floor, own, at) => {
  if (!Array.isArray(own)) return floor;
  const ofFloor: readonly unknown[] = Array.isArray(floor) ? floor : [];
  // The same exemption twice, as where a floor is extended and given to the pack as well, is one.
  const known = new Set(ofFloor.map(identity));
  const more = [...own.entries()].filter(([, exemption]: [number, unknown]) => !known.has(identity(exemption)));
  const exemptible = at.settings.floor.exempt_in_code;
  const kept = more.filter(([index, exemption]: [number, unknown]) => {
    const rule = ruleOf(exemption);
    if (at.replaces || exemptible.includes(rule)) return true;
    at.within(index, "rule").loosens({
      found: showFound(rule),
      message: `the floor allows no other exemptions from ${rule} (${at.floorPlace(["exempt_in_code"])})`,
      ...(exemptible.length === 0 ? {} : { allowed: exemptible.join(", ") }),
      hint: "ask the owner of the floor for the exemption, or to list the rule under `exempt_in_code`",
    });
    return false;
  });
  return [...ofFloor, ...kept.map(([, exemption]: [number, unknown]) => exemption)];
};

function ruleOf(exemption: unknown): string {
  const rule: unknown = Reflect.get(Object(exemption), "rule");
  return typeof rule === "string" ? rule : "";
}
