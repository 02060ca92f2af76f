import { cis } from "./cis";
import type { Framework, FrameworkFacts } from "./framework";
import { iso27001 } from "./iso27001";
import { nist80053 } from "./nist-800-53";
import { pciDss } from "./pci-dss";
import { soc2 } from "./soc2";

const facts: Readonly<Record<Framework, FrameworkFacts>> = {
  cis,
  iso27001,
  soc2,
  "pci-dss": pciDss,
  "nist-800-53": nist80053,
};

/** What is known of a framework. */
export function factsOf(framework: Framework): FrameworkFacts {
  return facts[framework];
}

/** True if the framework has a control of this id, or a part of one. */
export function isControl({ ids, parts = [] }: FrameworkFacts, id: string): boolean {
  return ids.includes(id) || parts.includes(id);
}

/** The control that an id is, or that it is part of: 1.3 for 1.3.1. */
export function wholeOf({ ids }: FrameworkFacts, id: string): string {
  return ids.find((whole) => id === whole || id.startsWith(`${whole}.`)) ?? id;
}
