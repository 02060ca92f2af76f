import { describe, expect, it } from "vitest";
import { withAssignment } from "../cost/what-if";
import { blocks } from "../findings/finding";
import { governorVersion } from "../version";
import { stackOf } from "../view/stack";
import { costReport } from "./cost-report";
import {
  sampleBudgets as budgets,
  now,
  resource,
  sampleResources as resources,
  settings,
  sampleStack as stack,
} from "./fixtures/sample";
import { costJson } from "./json";
import { costMarkdown } from "./markdown";
import { costTable } from "./table";

describe("a report on cost", () => {
  const report = costReport(stack, settings(budgets), { now });

  it("shows a person each resource, the budgets, what is assumed and what is worth knowing", () => {
    expect(costTable(report)).toMatchInlineSnapshot(`
      "shop/dev: 6 resources: 3 priced, 2 free, 1 not priced

      resource                 size                region      low  expected     high             an hour  confidence  as of       basis
      Droplet gpu              gpu-4000adax1-20gb  tor1    $510.72   $554.80  $565.44             $0.7600  low         2026-09     gpu-4000adax1-20gb $0.76 an hour without a monthly cap
      KubernetesNodePool pool  s-2vcpu-4gb                     $24       $24      $72  $0.0357 to $0.1071  high        2026-09     1 to 3 x s-2vcpu-4gb $24
      Nfs share                                    nyc3          -         -        -                                              not priced: size is unknown until pulumi up
      web (WebTier):
        Droplet a              s-4vcpu-8gb         nyc3     $62.40    $62.40   $62.40             $0.0929  high        2026-09     s-4vcpu-8gb $48 + daily backups 30 %, the default
      once per team:
        Droplet transfer                                    $27.84    $87.84  $125.92                      high        2026-08     usage: 18,000 GiB sent out, 9,216 included, beyond that $0.01 each
        Spaces subscription                                     $5        $5       $5                      high        2026-07-13  Spaces $5 once per team

      fixed                                                $602.12   $646.20  $704.84
      usage (assumed)                                       $27.84    $87.84  $125.92
      total a month                                        $629.96   $734.04  $830.76

      free
        SpacesBucket files, Vpc net

      not priced
        Nfs share: size is unknown until pulumi up

      budget
        the stack: $734.04 of $500 a month, $234.04 over (147 % used), and 1 not priced
        everything in component web: $71.20 of $100 a month, $28.80 remaining (71 % used)
        everything tagged team:web: $71.20 of $50 a month, $21.20 over (142 % used)

      assumed usage
        droplet: outbound_gib 6000
        spaces: what the subscription includes (default)

      worth knowing
        SpacesBucket files: Spaces costs $5 once per team, not per bucket: set usage.spaces.subscription_active if another stack pays for it
        Droplet a, Droplet gpu: a powered-off Droplet is billed in full
        Droplet a: backups without a plan are daily and add 30 %, not the 20 % of weekly ones
        Droplet gpu: billed by the second without a monthly cap: a month of 744 hours costs the most
        Nfs share: performanceTier is not set: the default is high, at twice the price, and cannot be lowered

      list prices in USD without tax, as of 2026-11-23 (8 days old)"
    `);
  });

  it("shows a pull request the same", () => {
    expect(costMarkdown(report)).toMatchInlineSnapshot(`
      "### shop/dev: $734.04 ($629.96 to $830.76) a month

      6 resources: 3 priced, 2 free, 1 not priced

      - the stack: $734.04 of $500 a month, $234.04 over (147 % used), and 1 not priced
      - everything in component web: $71.20 of $100 a month, $28.80 remaining (71 % used)
      - everything tagged team:web: $71.20 of $50 a month, $21.20 over (142 % used)

      <details><summary>By resource</summary>

      | component | resource | size | region | low | expected | high | confidence | as of | basis |
      | --- | --- | --- | --- | ---: | ---: | ---: | --- | --- | --- |
      |  | Droplet gpu | gpu-4000adax1-20gb | tor1 | $510.72 | $554.80 | $565.44 | low | 2026-09 | gpu-4000adax1-20gb $0.76 an hour without a monthly cap |
      |  | KubernetesNodePool pool | s-2vcpu-4gb |  | $24 | $24 | $72 | high | 2026-09 | 1 to 3 x s-2vcpu-4gb $24 |
      |  | Nfs share |  | nyc3 | - | - | - |  |  | not priced: size is unknown until pulumi up |
      | web (WebTier) | Droplet a | s-4vcpu-8gb | nyc3 | $62.40 | $62.40 | $62.40 | high | 2026-09 | s-4vcpu-8gb $48 + daily backups 30 %, the default |
      | once per team | Droplet transfer |  |  | $27.84 | $87.84 | $125.92 | high | 2026-08 | 18,000 GiB sent out, 9,216 included, beyond that $0.01 each |
      | once per team | Spaces subscription |  |  | $5 | $5 | $5 | high | 2026-07-13 | Spaces $5 once per team |
      | | fixed | | | $602.12 | $646.20 | $704.84 | | | |
      | | usage (assumed) | | | $27.84 | $87.84 | $125.92 | | | |
      | | **total** | | | $629.96 | $734.04 | $830.76 | | | |

      </details>

      **Free**

      - SpacesBucket files, Vpc net

      **Not priced**

      - Nfs share: size is unknown until pulumi up

      **Assumed usage**

      - droplet: outbound&#95;gib 6000
      - spaces: what the subscription includes (default)

      **Worth knowing**

      - SpacesBucket files: Spaces costs $5 once per team, not per bucket: set usage.spaces.subscription&#95;active if another stack pays for it
      - Droplet a, Droplet gpu: a powered-off Droplet is billed in full
      - Droplet a: backups without a plan are daily and add 30 %, not the 20 % of weekly ones
      - Droplet gpu: billed by the second without a monthly cap: a month of 744 hours costs the most
      - Nfs share: performanceTier is not set: the default is high, at twice the price, and cannot be lowered

      <sub>list prices in USD without tax, as of 2026-11-23 (8 days old)</sub>
      "
    `);
  });

  it("gives a machine the numbers, and no number for an unknown price", () => {
    const document: unknown = JSON.parse(costJson(report));
    expect(document).toMatchObject({
      version: governorVersion,
      currency: "USD",
      catalogue: { asOf: "2026-11-23", ageDays: 8 },
      summary: { resources: 6, priced: 3, free: 2, unpriced: 1 },
      budget: { limit: 500, remaining: report.budgets[0]?.remaining },
      budgets: [{ path: "cost_limit_monthly" }, { path: "budgets[web]" }, { path: "budgets[team:web]" }],
      unpriced: ["urn:pulumi:dev::shop::digitalocean:index/nfs:Nfs::share"],
      resources: expect.arrayContaining([
        {
          urn: "urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::a",
          kind: "Droplet",
          component: "web (WebTier)",
          size: "s-4vcpu-8gb",
          region: "nyc3",
          monthly: { low: 62.4, expected: 62.4, high: 62.4 },
          hourly: 0.09286,
          hourlyRange: { low: 0.09286, high: 0.09286 },
          charge: "fixed",
          basis: "s-4vcpu-8gb $48 + daily backups 30 %, the default",
          confidence: "high",
          asOf: "2026-09",
        },
        expect.objectContaining({
          kind: "KubernetesNodePool",
          hourly: 0.03571,
          hourlyRange: { low: 0.03571, high: 0.10714 },
        }),
        expect.objectContaining({ kind: "Droplet", hourlyRange: { low: 0.76, high: 0.76 } }),
        expect.objectContaining({
          kind: "Nfs",
          monthly: null,
          confidence: null,
          basis: "size is unknown until pulumi up",
        }),
        expect.objectContaining({ kind: "Vpc", monthly: { low: 0, expected: 0, high: 0 } }),
        expect.objectContaining({ kind: "Spaces subscription", urn: null, charge: "fixed" }),
        expect.objectContaining({ kind: "Droplet transfer", urn: null, charge: "usage" }),
      ]),
    });
  });

  it("is the same in whatever order the resources come", () => {
    const turned = stackOf([...resources].reverse(), { project: "shop", stack: "dev" });
    const lines = (text: string) => text.split("\n").filter((line) => !line.startsWith("  Droplet"));
    expect(lines(costTable(costReport(turned, settings(budgets), { now })))).toEqual(lines(costTable(report)));
  });

  it("blocks by the rule monthly-budget, whose exemption it shows with owner and end", () => {
    expect(report.findings.some(blocks)).toBe(true);
    const exempt = `${budgets}exemptions: [{ rule: monthly-budget, resource: "*", reason: launch week, owner: ann, expires: 2027-01-31 }]\n`;
    const covered = costReport(stack, settings(exempt), { now });
    expect(covered.findings.some(blocks)).toBe(false);
    const words = "exempt from monthly-budget until 2027-01-31: launch week (ann)";
    expect(costTable(covered)).toContain(words);
    expect(costMarkdown(covered)).toContain(words);
    expect(JSON.parse(costJson(covered))).toMatchObject({
      exemptions: expect.arrayContaining([
        {
          rule: "monthly-budget",
          path: "cost_limit_monthly",
          reason: "launch week",
          owner: "ann",
          expires: "2027-01-31",
        },
      ]),
    });
  });

  it("says what would be if, against the plan", () => {
    const whatIf = withAssignment(resources, "a.size=s-2vcpu-2gb");
    if ("problem" in whatIf) throw new Error(whatIf.problem);
    const tried = costReport(stack, settings("tags: {}"), { now, whatIfs: [whatIf] });
    expect(tried.whatIfs[0]?.difference.expected).toBeCloseTo(-39, 2);
    expect(costTable(tried)).toContain("what if a.size=s-2vcpu-2gb");
    expect(costTable(tried)).toMatch(/changed {2}Droplet a +\$62\.40 -> \$23\.40 +-\$39 +-62 %/);
  });

  it("compares with a state before, and names what is gone", () => {
    const before = stackOf([...resources, resource("Volume", "old", { size: 10 })], { project: "shop", stack: "dev" });
    const compared = costReport(stack, settings(budgets), { now, before: { stack: before, origin: "last.json" } });
    expect(costTable(compared)).toMatch(/this change, since last\.json\n {2}-\$1 a month/);
    expect(costMarkdown(compared)).toContain("gone | Volume old | $1 |  | -$1 |");
  });

  it("says that a preview without unchanged resources is too low, and that old prices may have changed", () => {
    const partial = stackOf(resources, { project: "shop", stack: "dev", gaps: ["unchanged-resources"] });
    const { notices } = costReport(partial, settings("tags: {}"), { now: new Date("2027-03-01T00:00:00Z") });
    expect(notices).toEqual([
      expect.stringContaining("the total is too low"),
      "the prices are of 2026-11-23, 98 days ago, and may have changed since",
    ]);
  });

  it("says of assumptions that they name no resource", () => {
    const { notices } = costReport(stack, settings("usage: { resources: { nobody: { job_hours: 1 }, shar: {} } }"), {
      now,
    });
    expect(notices).toEqual([
      'usage.resources names "nobody", which is not a resource of this stack',
      'usage.resources names "shar", which is not a resource of this stack; did you mean "share"?',
    ]);
  });

  it("says of assumptions that no price depends on them", () => {
    const own = "{ a: { outbound_gib: 1, job_hours: 1 }, files: { storage_gib: 9 }, web: { job_hours: 1 } }";
    expect(costReport(stack, settings(`usage: { resources: ${own} }`), { now }).notices).toEqual([
      'usage.resources["a"] sets job_hours, which the price of a Droplet does not depend on',
      'usage.resources["files"] sets storage_gib, which the price of a SpacesBucket does not depend on',
      'usage.resources["web"] sets job_hours, which the price of a component does not depend on',
    ]);
  });

  it("takes nothing from a name for a command or for markup", () => {
    const odd = stackOf([resource("Droplet", "<b>\u001b[31m|`x`", { size: "s-1vcpu-1gb" })], {
      project: "shop",
      stack: "dev",
    });
    const strange = costReport(odd, settings("tags: {}"), { now });
    expect(costTable(strange)).not.toContain("\u001b");
    expect(costMarkdown(strange)).not.toContain("\u001b");
    expect(costMarkdown(strange)).not.toMatch(/<b>|`x`/);
  });
});
