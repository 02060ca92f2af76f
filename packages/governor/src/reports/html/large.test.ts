import { describe, expect, it } from "vitest";
import { estimateCost } from "../../cost/estimate";
import { costReport } from "../../cost-report/cost-report";
import { costPage } from "../../cost-report/page";
import { evaluate } from "../../evaluate";
import { readStack } from "../../readers/read";
import { rules } from "../../rules";
import { loadSettings } from "../../settings/load";
import { leastCpuOf } from "../../test/cpu";
import type { Report } from "../report";
import { formatReports } from "./page";

const settings = loadSettings({
  ...{ order: "project", explicit: "providers: { digitalocean: { cost_limit_monthly: 100 } }", env: {} },
  ...{ startDir: "/", rules, project: "shop", stack: "prod" },
});

/** Droplets, firewalls and volumes in components of a hundred, each with something to find. */
function stackOf(count: number) {
  const kinds = ["Droplet", "Firewall", "Volume"] as const;
  const inputs = {
    Droplet: { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", tags: ["team:web"] },
    Firewall: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["0.0.0.0/0"] }] },
    Volume: { region: "nyc3", size: 10 },
  };
  const tier = (index: number) => `urn:pulumi:prod::shop::my:index:Tier::tier-${index}`;
  const steps = Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? "Droplet";
    const type = `digitalocean:index/${kind.toLowerCase()}:${kind}`;
    const urn = `urn:pulumi:prod::shop::${type}::r${index}`;
    const parent = tier(Math.floor(index / 100));
    const newState = { urn, type, custom: true, parent, inputs: inputs[kind], propertyDependencies: {} };
    return { op: "create", urn, newState };
  });
  const tiers = Array.from({ length: count / 100 }, (_, index) => {
    const urn = tier(index);
    return { op: "create", urn, newState: { urn, type: "my:index:Tier", custom: false } };
  });
  return readStack(JSON.stringify({ steps: [...tiers, ...steps] }), "preview.json");
}

function reportOf(count: number): Report {
  const stack = stackOf(count);
  const evaluation = evaluate(stack, settings, rules);
  return { origin: "", stack, settings, rules, evaluation, cost: estimateCost(stack.resources, settings.usage) };
}

/** Ten times as many resources; a time that grows with their square would be a hundred times as long. */
function growth<R>(reportOf: (count: number) => R, write: (report: R) => string): number {
  const [few, many] = [reportOf(1_000), reportOf(10_000)];
  expect(write(many)).toContain("r9999");
  return leastCpuOf(() => write(many)) / leastCpuOf(() => write(few));
}

describe("a page of 10,000 resources", () => {
  it("takes a time that grows with their number, after a check", () => {
    expect(growth(reportOf, (report) => formatReports([report]))).toBeLessThan(30);
  });

  it("takes a time that grows with their number, on cost", () => {
    expect(growth((count) => costReport(stackOf(count), settings), costPage)).toBeLessThan(30);
  });
});
