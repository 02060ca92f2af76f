import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { withAssignment } from "../cost/what-if";
import { parsed } from "../reports/html/fixtures/parsed";
import { stackOf } from "../view/stack";
import { costReport } from "./cost-report";
import { now, resource, sampleBudgets, sampleResources, sampleStack, settings } from "./fixtures/sample";
import { costPage } from "./page";

const report = costReport(sampleStack, settings(sampleBudgets), { now });
const page = costPage(report);

describe("the page of a report on cost", () => {
  it("begins with the verdict against the budget, and has every number", () => {
    const { elements, text } = parsed(page);
    expect(text.indexOf("Over the budget: the stack: $734.04 of $500 a month")).toBeGreaterThan(0);
    for (const { entry, name } of report.rows)
      if (entry.price.state !== "free") expect(text).toContain(`${entry.kind} ${name}`.trim());
    for (const words of [...report.traps, ...report.assumptions, "$510.72", "$565.44", "SpacesBucket files, Vpc net"])
      expect(text).toContain(words);
    for (const chart of ["by resource", "by tag", "by component"])
      expect(elements.some(({ attributes }) => attributes.get("aria-label") === `Monthly cost ${chart}`)).toBe(true);
    const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("shows a dash for what has no price, and names why", () => {
    expect(parsed(page).text).toMatch(/Nfs share-not priced: size is unknown/);
    expect(parsed(page).text).toMatch(/Nfs share: size is unknown/);
  });

  it.each([
    ["tags: {}", "No budget is set."],
    [
      "providers: { digitalocean: { cost_limit_monthly: 5000 } }",
      "Within the budget as far as prices are known: 1 resource is not priced.",
    ],
    [
      "providers: { digitalocean: { cost_limit_monthly: 500 } }\nrules: { monthly-budget: advisory }",
      "Over the budget, which blocks nothing: the stack",
    ],
  ])("passes with %s", (text, words) => {
    const { elements, text: shown } = parsed(costPage(costReport(sampleStack, settings(text), { now })));
    expect(shown).toContain(words);
    expect(elements.some(({ attributes }) => attributes.get("class") === "verdict passes")).toBe(true);
  });

  it("shows what a change adds and saves, and what would be if", () => {
    const whatIf = withAssignment(sampleResources, "a.size=s-2vcpu-2gb");
    if ("problem" in whatIf) throw new Error(whatIf.problem);
    const before = stackOf([resource("Droplet", "gone", { size: "s-1vcpu-1gb" })], { project: "shop", stack: "dev" });
    const compared = costReport(sampleStack, settings("tags: {}"), {
      now,
      before: { stack: before, origin: "last.json" },
      whatIfs: [whatIf],
    });
    const { elements, text } = parsed(costPage(compared));
    expect(text).toContain("This change, since last.json");
    expect(text).toMatch(/Droplet gone-\$6-\$6gone: \$6/);
    expect(text).toMatch(/Nfs share-new: -/);
    expect(text).toContain("What if a.size=s-2vcpu-2gb");
    expect(text).toMatch(/Droplet a-\$39-\$39changed: \$62\.40 → \$23\.40/);
    const classes = elements.map(({ attributes }) => attributes.get("class"));
    expect(classes).toEqual(expect.arrayContaining(["saved", "added"]));
  });

  it("runs its own script alone, loads nothing, and takes names as text", () => {
    const name = `</script><script>alert(1)</script><b onclick='a'>"\u202e`;
    const odd = stackOf([resource("Droplet", name, { size: "s-1vcpu-1gb" })], { project: "shop", stack: "dev" });
    const strange = costPage(costReport(odd, settings("tags: {}"), { now }));
    const { elements, text } = parsed(strange);
    const policy = elements.find(({ attributes }) => attributes.has("http-equiv"))?.attributes.get("content") ?? "";
    const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(strange) ?? [];
    expect(policy).toContain(`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    expect(elements.filter((element) => element.name === "script")).toHaveLength(1);
    expect(elements.filter(({ attributes }) => attributes.has("onclick") || attributes.has("src"))).toEqual([]);
    expect(strange).not.toContain("\u202e");
    expect(text).toContain("Droplet </script><script>alert(1)</script>");
  });
});
