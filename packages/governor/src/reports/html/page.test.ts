import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readStack } from "../../readers/read";
import { rules } from "../../rules";
import { sampleReport } from "../fixtures/sample-report";
import { resourceWords } from "../table";
import { parsed } from "./fixtures/parsed";
import { mostNodes } from "./graph";
import { formatReports } from "./page";

const droplet = (name: string, more: object = {}) => ({
  urn: `urn:pulumi:prod::shop::digitalocean:index/droplet:Droplet::${name}`,
  type: "digitalocean:index/droplet:Droplet",
  custom: true,
  inputs: { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb" },
  propertyDependencies: {},
  ...more,
});

function reportOn(states: readonly { readonly urn: string }[]) {
  const steps = states.map((newState) => ({ op: "create", urn: newState.urn, newState }));
  const sample = sampleReport();
  const stack = readStack(JSON.stringify({ steps }), "preview.json");
  return { ...sample, stack };
}

describe("the page", () => {
  it("is one that a parser takes, with every finding in it", () => {
    const report = sampleReport("preview", { framework: "cis", rules });
    const { elements, text } = parsed(formatReports([report]));
    const items = elements.filter(({ attributes }) => attributes.get("class") === "finding");
    expect(items).toHaveLength(report.evaluation.findings.length);
    for (const { rule, message, urn } of report.evaluation.findings) {
      expect(text).toContain(rule);
      expect(text).toContain(message.replaceAll(/\p{Cc}/gu, "?"));
      expect(text).toContain(resourceWords(urn));
    }
    for (const part of [
      "CIS Controls v8, by control",
      "1 carried from the baseline, 1 mended",
      "Exempt until 2027-01-01",
    ])
      expect(text).toContain(part);
    const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("begins with what is destroyed, what holds data first", () => {
    const { text } = parsed(formatReports([sampleReport()]));
    const at = (part: string) => {
      expect(text).toContain(part);
      return text.indexOf(part);
    };
    expect(at("Destroys 2 resources")).toBeLessThan(at("One of them holds data, which is lost with it."));
    expect(at("One of them holds data,")).toBeLessThan(at("DatabaseCluster data holds data because of region"));
    expect(at("DatabaseCluster data holds data because of region")).toBeLessThan(at("deleted Vpc net"));
    expect(at("deleted Vpc net")).toBeLessThan(at("Search"));
    expect(parsed(formatReports([sampleReport("state")])).text).not.toContain("Destroys");
  });

  it("runs its own script alone, and loads nothing", () => {
    const page = formatReports([sampleReport()]);
    const { elements } = parsed(page);
    const policy = elements.find(({ attributes }) => attributes.has("http-equiv"))?.attributes.get("content") ?? "";
    const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    const hash = createHash("sha256").update(script).digest("base64");
    expect(policy).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/\s(?:src|srcset|action|data|poster)="|@import|url\(['"]?(?!#)/);
    for (const { attributes } of elements) for (const name of attributes.keys()) expect(name).not.toMatch(/^on/);
  });

  it("takes names as text, in its elements as in its data", () => {
    const name = `</script><script>alert(1)</script><!--"'&\u2028\u202e]]>`;
    const report = reportOn([droplet(name)]);
    const finding = { ...sampleReport().evaluation.findings[0], rule: "x\"><b onclick='a'>", urn: droplet(name).urn };
    const evaluation = { findings: [finding, finding], notices: [{ level: "error", message: name }] };
    const page = formatReports([{ ...report, evaluation: evaluation as never, origin: name }]);
    const { elements, text } = parsed(page);
    expect(elements.filter((element) => element.name === "script")).toHaveLength(2);
    expect(elements.filter((element) => element.attributes.has("onclick"))).toEqual([]);
    expect(page).not.toMatch(/[\u2028\u202e]/);
    expect(text).toContain(`Droplet </script><script>alert(1)</script><!--"'&`);
    const [, data = ""] = /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(data)["stack-1"][0].at(-1)).toBe(droplet(name).urn);
  });

  it("refers to pages only", () => {
    const report = sampleReport();
    const changed = report.rules.map((rule) => ({
      ...rule,
      references: ["javascript:alert(1)", "https://example.com/a"],
    }));
    const { elements } = parsed(formatReports([{ ...report, rules: changed }]));
    const links = new Set(elements.flatMap(({ attributes }) => attributes.get("href") ?? []));
    expect([...links].filter((link) => !link.startsWith("#"))).toEqual(["https://example.com/a"]);
  });

  it("names what has no price, and gives it a dash", () => {
    const report = sampleReport();
    const [entry] = report.cost.entries;
    if (entry === undefined) throw new Error("the sample costs nothing");
    const price = { state: "unpriced", reason: "its size is a riddle" } as const;
    const cost = { ...report.cost, entries: [{ ...entry, price }, ...report.cost.entries.slice(1)] };
    const { text } = parsed(formatReports([{ ...report, cost }]));
    expect(text).toMatch(/Droplet =evil.*-not priced: its size is a riddle/);
  });

  it("says nothing of an environment that is secret", () => {
    const report = sampleReport();
    const environment = { name: "skunkworks", production: false, secret: true } as const;
    const page = formatReports([{ ...report, settings: { ...report.settings, environment } }]);
    expect(page).not.toContain("skunkworks");
    expect(page).toContain("[secret]");
  });

  it("has an index of many stacks, which links to each", () => {
    const { elements, text } = parsed(formatReports([sampleReport(), sampleReport("state")], { isFleet: true }));
    expect(text).toContain("2 are blocked.");
    expect(text).toContain("2, 1 with data");
    const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ["stack-1", "stack-2"]) {
      expect(ids).toContain(id);
      expect(elements.some(({ attributes }) => attributes.get("href") === `#${id}`)).toBe(true);
    }
  });
});

describe("the drawing", () => {
  const nodesOf = (page: string) =>
    parsed(page).elements.filter(({ attributes }) => /^(?:node|box) /.test(attributes.get("class") ?? ""));

  it("has each resource in its component, and what depends on it to its right", () => {
    const tier = { urn: "urn:pulumi:prod::shop::my:index:Tier::tier", type: "my:index:Tier", custom: false };
    const base = droplet("base", { parent: tier.urn });
    const next = droplet("next", { parent: tier.urn, propertyDependencies: { userData: [base.urn] } });
    const page = formatReports([reportOn([tier, next, base])]);
    const nodes = nodesOf(page);
    expect(nodes.map(({ attributes }) => attributes.get("aria-label"))).toEqual([
      "Tier tier · created · nothing found",
      "Droplet next · created · nothing found",
      "Droplet base · created · nothing found",
    ]);
    const [box = 0, right = 0, left = 0] = nodes.map(({ attributes }) =>
      Number(/\((\S+)/.exec(attributes.get("transform") ?? "")?.[1]),
    );
    expect(box).toBeLessThan(left);
    expect(left).toBeLessThan(right);
    expect(page).toContain('data-from="2" data-to="1"');
  });

  it("tells of what was found by more than a colour", () => {
    const labels = nodesOf(formatReports([sampleReport()])).map(({ attributes }) => attributes.get("aria-label"));
    expect(labels).toContainEqual(expect.stringMatching(/^Droplet web · updated · \d findings, worst: \w+ violation$/));
  });

  it("draws those of a kind as one where there are too many, and says so", () => {
    const many = Array.from({ length: mostNodes + 1 }, (_, index) => droplet(`web-${index}`));
    const page = formatReports([reportOn(many)]);
    expect(nodesOf(page)).toHaveLength(1);
    expect(page).toContain(`${many.length} × Droplet`);
    expect(page).toContain(`${many.length} resources are more than a drawing of ${mostNodes} can hold`);
  });

  it("draws components of a type as one where those are too many", () => {
    const tiers = Array.from({ length: mostNodes + 1 }, (_, index) => ({
      ...{ urn: `urn:pulumi:prod::shop::my:index:Tier::tier-${index}`, type: "my:index:Tier", custom: false },
    }));
    const inside = tiers.map(({ urn }, index) => droplet(`web-${index}`, { parent: urn }));
    const labels = nodesOf(formatReports([reportOn([...tiers, ...inside])])).map(({ attributes }) =>
      attributes.get("aria-label"),
    );
    expect(labels).toEqual([
      `${tiers.length} × Tier · created · nothing found`,
      `${tiers.length} × Droplet · created · nothing found`,
    ]);
  });
});
