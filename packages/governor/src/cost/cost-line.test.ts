import { expect, it } from "vitest";
import { kindNamed } from "../kinds";
import { viewOf } from "../view/resource";
import { unknown, type ValueMap } from "../view/value";
import { costLine } from "./cost-line";
import { estimateCost } from "./estimate";

function line(...resources: readonly (readonly [kind: string, name: string, inputs: ValueMap])[]): string | undefined {
  const views = resources.map(([className, name, inputs]) => {
    const kind = kindNamed(className);
    const type = kind?.type ?? className;
    return viewOf({ urn: `urn:pulumi:dev::p::${type}::${name}`, type, name, inputs }, kind);
  });
  return costLine(estimateCost(views));
}

it("is the sum, its range, and what is without a price by name", () => {
  expect(line()).toBeUndefined();
  expect(line(["Vpc", "v", {}])).toBe("monthly cost: $0");
  expect(line(["Droplet", "web", { size: "s-2vcpu-2gb" }])).toBe("monthly cost: $18");
  const pool = { size: "s-1vcpu-1gb", autoScale: true, minNodes: 2, maxNodes: 4 };
  expect(line(["KubernetesNodePool", "pool", pool])).toBe("monthly cost: $12 expected ($12 to $24)");
  expect(line(["Droplet", "web", { size: "s-2vcpu-2gb" }], ["Droplet", "db", { size: unknown }])).toBe(
    "monthly cost: $18, 1 resource without a known price: Droplet db",
  );
  expect(line(["Droplet", "a", {}], ["Droplet", "b", {}])).toBe(
    "monthly cost: -, 2 resources without a known price: Droplet a, Droplet b",
  );
});
