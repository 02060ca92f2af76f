import { describe, expect, it } from "vitest";
import { estimateCost } from "../cost/estimate";
import { evaluate } from "../evaluate";
import { factsOf } from "../frameworks";
import { frameworks } from "../frameworks/framework";
import { rules } from "../rules";
import { exampleStack, settingsText } from "../rules/example-stack";
import { defineRule, type ExampleResource, type Rule } from "../rules/rule";
import { parseSettings } from "../settings/parse";
import { stackOf } from "../view/stack";
import { unknown } from "../view/value";
import { formatFramework, frameworkReport } from "./framework";
import type { Report } from "./report";

const controls = { soc2: ["CC6.6"] };
const own = (id: string, more: Partial<Pick<Rule, "level" | "kinds">> = {}): Rule =>
  defineRule({
    id: `acme/${id}`,
    title: "Droplets have a name.",
    kinds: ["Droplet"],
    level: "mandatory",
    controls,
    ...more,
    *check(resource) {
      const name = resource.read("name");
      if (name.opaque) yield { status: "undecided", message: "unknown" };
      else if (!name.present) yield { status: "violation", message: "missing" };
    },
  });

function reportOf(resources: readonly ExampleResource[], list: readonly Rule[], more = "enabled: true"): Report {
  const example = { title: "", resources, settings: more };
  const stack = exampleStack(example);
  const settings = parseSettings(settingsText(more), { origin: "the test", rules: list }).base;
  return {
    stack,
    settings,
    rules: list,
    evaluation: evaluate(stack, settings, list),
    cost: estimateCost(stack.resources),
  };
}

const droplet = (inputs: ExampleResource["inputs"], name = "web"): ExampleResource => ({
  kind: "Droplet",
  name,
  inputs,
});

describe("frameworkReport", () => {
  it("says of each rule how it stands, and of a control what outweighs the rest", () => {
    const list = [own("named"), own("off", { level: "disabled" }), own("elsewhere", { kinds: ["Volume"] })];
    const [control, ...others] = frameworkReport(reportOf([droplet({}), droplet({}, "api")], list), "soc2").controls;
    expect(others).toEqual([]);
    expect(control).toEqual({
      id: "CC6.6",
      title: "threats from outside the boundary",
      state: "violated",
      rules: [
        { id: "acme/named", state: "violated", findings: 2 },
        { id: "acme/off", state: "off", findings: 0 },
        { id: "acme/elsewhere", state: "nothing to check", findings: 0 },
      ],
    });
  });

  it.each([
    ["passes", { name: "web" }],
    ["undecided", { name: unknown }],
  ] as const)("%s", (state, inputs) => {
    expect(frameworkReport(reportOf([droplet(inputs)], [own("named")]), "soc2").controls[0]?.state).toBe(state);
  });

  it("counts what an exemption covers as exempt, and what the pack repaired as passing", () => {
    const report = reportOf([droplet({})], [own("named")]);
    const [finding] = report.evaluation.findings;
    const stateWith = (more: object) => {
      const findings = finding === undefined ? [] : [{ ...finding, ...more }];
      return frameworkReport({ ...report, evaluation: { findings, notices: [] } }, "soc2").controls[0]?.state;
    };
    expect(stateWith({ status: "exempt" })).toBe("exempt");
    expect(stateWith({ status: "unverifiable" })).toBe("not verifiable");
    expect(stateWith({ remediated: true })).toBe("passes");
  });

  it("cannot tell of a source without the unchanged resources that there is nothing to check", () => {
    const report = reportOf([], [own("named")]);
    const partial = stackOf([], { project: "example", stack: "dev", gaps: ["unchanged-resources"] });
    expect(frameworkReport(report, "soc2").controls[0]?.state).toBe("nothing to check");
    expect(frameworkReport({ ...report, stack: partial }, "soc2").controls[0]?.state).toBe("undecided");
  });

  it.each(frameworks)("%s: each control is served or named as one that no rule verifies", (framework) => {
    const { controls, unverified } = frameworkReport(reportOf([droplet({})], rules), framework);
    const { ids } = factsOf(framework);
    expect(controls.length).toBeGreaterThan(0);
    expect(unverified.length).toBeGreaterThan(0);
    const served = ids.filter((id) => controls.some((one) => one.id === id || one.id.startsWith(`${id}.`)));
    expect([...served, ...unverified].sort()).toEqual([...ids].sort());
  });
});

describe("formatFramework", () => {
  it("puts what is violated first, and names what no rule verifies", () => {
    const list = rules.filter(({ id }) =>
      ["spaces-private-acl", "encryption-required", "load-balancer-https", "droplet-backups"].includes(id),
    );
    const settings = "resources: { spaces: { encryption_required: true } }";
    const resources: readonly ExampleResource[] = [
      { kind: "SpacesBucket", name: "site", inputs: { acl: "public-read" } },
      { kind: "LoadBalancer", name: "edge", inputs: { network: "INTERNAL" } },
    ];
    const text = formatFramework(frameworkReport(reportOf(resources, list, settings), "soc2"));
    expect(text).toMatchInlineSnapshot(`
      "SOC 2 (2017 Trust Services Criteria): stack dev of example
      CC6.1  violated  logical access
          encryption-required  not verifiable (1 finding)
          spaces-private-acl   violated (1 finding)
      C1.1   violated  confidential information protected
          encryption-required  not verifiable (1 finding)
          spaces-private-acl   violated (1 finding)
      CC6.7  passes    data in transit
          load-balancer-https  passes
      A1.2   off       backups and recovery
          droplet-backups      off
      rules serve 4 of 61 controls: 2 violated, 1 passes, 1 off
      no rule verifies these controls: CC1.1 to CC1.5, CC2.1 to CC2.3, CC3.1 to CC3.4, CC4.1, CC4.2, CC5.1 to CC5.3, CC6.2 to CC6.6, CC6.8, CC7.1 to CC7.5, CC8.1, CC9.1, CC9.2, A1.1, A1.3, C1.2, PI1.1 to PI1.5, P1.1, P2.1, P3.1, P3.2, P4.1 to P4.3, P5.1, P5.2, P6.1 to P6.7, P7.1, P8.1"
    `);
  });

  it("shows a part under its own id, and counts the control that it belongs to", () => {
    const list = rules.filter(({ id }) => id === "firewall-no-public-ingress");
    const report = frameworkReport(reportOf([{ kind: "Firewall", inputs: {} }], list), "pci-dss");
    expect(report.controls.map(({ id }) => id)).toEqual(["1.3.1", "1.4.2"]);
    expect(report.unverified.slice(0, 3)).toEqual(["1.1", "1.2", "1.5"]);
    expect(formatFramework(report)).toContain("rules serve 2 of 63 controls: 2 pass");
    expect(formatFramework(report)).toContain("9.1 to 9.5");
  });
});
