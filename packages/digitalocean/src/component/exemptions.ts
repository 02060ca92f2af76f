import type { Problem, Settings } from "@infrafabric/governor";
import type { ExemptionArgs } from "./args";

/** Code may exempt only from what the settings list, and an exemption that does not count must not look like one. */
export function unlistedExemptions(exemptions: readonly ExemptionArgs[], settings: Settings): readonly Problem[] {
  return exemptions.flatMap(({ rule }, index) =>
    settings.exempt_in_code.includes(rule)
      ? []
      : [
          {
            path: `exemptions[${index}].rule`,
            message: `${rule} cannot be exempted in code`,
            hint: `ask the owner of governor.yaml to list ${rule} under exempt_in_code, or to exempt the resource there`,
          },
        ],
  );
}
