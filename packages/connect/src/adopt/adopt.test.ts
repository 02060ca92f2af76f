import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type ResourceRecord, rules, unknown, type ValueMap } from "@infrafabric/governor";
import { kinds } from "@infrafabric/governor/internal";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { select } from "./adopted.ts";
import { quoted } from "./code.ts";
import { declarationOf } from "./declaration.ts";
import { importFile } from "./import-file.ts";
import { programFiles } from "./program.ts";
import { projectFiles } from "./project.ts";

const ids = { vpc: "8924c773-c05d-47b9-8039-6a2c566e9cfa", balancer: "69133b2c-227c-41ec-ae93-cbd06241183a" };

function record(kind: string, name: string, id: string, inputs: ValueMap): ResourceRecord {
  const type = kinds.find((one) => one.name === kind)?.type ?? "";
  return { urn: `urn:pulumi:acme::account::${type}::${name}`, type, name, id, inputs };
}

const vpc = record("Vpc", "shop", ids.vpc, { name: "shop", region: "nyc3", ipRange: "10.20.0.0/24" });
const droplet = record("Droplet", "web-1", "500000010", {
  ...{ name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpcUuid: ids.vpc },
  ...{ tags: ["web"], userData: unknown, sshKeys: unknown },
});
const firewall = record("Firewall", "web", "cd668664-5e61-42a9-8936-331af34106a9", {
  name: "web",
  dropletIds: [500000010],
  inboundRules: [
    { protocol: "tcp", portRange: "80", sourceLoadBalancerUids: [ids.balancer], sourceDropletIds: [500000010] },
  ],
});
const project = record("Project", "Shop", "e8d97009-f286-4133-84ea-210789e5dda0", {
  name: "Shop",
  resources: ["do:droplet:500000010", "do:domain:example.org", "do:space:elsewhere"],
});
const domain = record("Domain", "example.org", "example.org", { name: "example.org" });
const www = record("DnsRecord", "www", "example.org,7", {
  domain: "example.org",
  type: "A",
  name: "www",
  value: "192.0.2.1",
});
const alert = record("MonitorAlert", "busy", "97d1ff45-6e8e-432a-82e6-5127e06eb4c3", {
  alerts: { slacks: [{ channel: "#ops", url: "https://hooks.slack.com/services/T0/B0/example" }] },
  ...{ description: "CPU is busy", entities: ["500000010"], type: "v1/insights/droplet/cpu", value: 500000010 },
});

const codeOf = (...records: readonly ResourceRecord[]) =>
  programFiles(select({ records }).adopted.map((one) => declarationOf(one))).get("index.ts") ?? "";
const options = { project: "adopted", stack: "main", rules, date: "2026-11-29" };

/** How a formatter leaves a program, in the style that biome shares with prettier. */
function formatted(code: string): string {
  const biome = join(import.meta.dirname, "../../../../node_modules/.bin/biome");
  const { stdout, stderr, status } = spawnSync(
    biome,
    ["format", "--indent-style=space", "--line-width=80", "--stdin-file-path=index.ts"],
    { input: code, encoding: "utf8", cwd: "/" },
  );
  expect(status, stderr).toBe(0);
  return stdout;
}

describe("a program", () => {
  it("names resources by variables, after they are declared", () => {
    const code = codeOf(project, firewall, alert, www, droplet, domain, vpc);
    expect(code.match(/new digitalocean\.\w+/g)?.map((made) => made.slice(17))).toEqual([
      ...["Domain", "DnsRecord", "Vpc", "Droplet", "Firewall", "MonitorAlert", "Project"],
    ]);
    for (const line of [
      "vpcUuid: shopVpc.id,",
      "dropletIds: [web1Droplet.id.apply(Number)],",
      `sourceLoadBalancerUids: ["${ids.balancer}"],`,
      'resources: [\n      web1Droplet.dropletUrn,\n      exampleOrgDomain.domainUrn,\n      "do:space:elsewhere",\n    ],',
      "domain: exampleOrgDomain.name,",
      "entities: [web1Droplet.id],",
      'import: "example.org,7",',
    ])
      expect(code).toContain(line);
  });

  it("keeps what the API does not show, and writes no secret", () => {
    const code = codeOf(droplet, alert);
    expect(code).not.toMatch(/hooks\.slack|userData:|sshKeys:/);
    expect(code).toContain("// The API does not show sshKeys, userData.\n");
    expect(code).toContain('url: "kept as it is: see ignoreChanges",');
    expect(code).toContain('ignoreChanges: ["alerts.slacks"],');
  });

  it("does not make a public bucket private", () => {
    const bucket = (inputs: ValueMap) =>
      codeOf(record("SpacesBucket", "assets", "nyc3,assets", { name: "assets", region: "nyc3", ...inputs }));
    expect(bucket({ acl: "public-read" })).toContain('acl: "public-read",');
    expect(bucket({ acl: "public-read" })).not.toContain("ignoreChanges");
    for (const acl of ["private", unknown] as const) {
      expect(bucket({ acl })).not.toContain("acl:");
      expect(bucket({ acl })).toContain('ignoreChanges: ["acl"],');
    }
  });

  it("breaks a circle by an ID", () => {
    const one = record("VpcPeering", "one", "11111111-c05d-47b9-8039-6a2c566e9cfa", {
      name: "one",
      vpcIds: ["22222222-c05d-47b9-8039-6a2c566e9cfa"],
    });
    const two = record("VpcPeering", "two", "22222222-c05d-47b9-8039-6a2c566e9cfa", {
      name: "two",
      vpcIds: ["11111111-c05d-47b9-8039-6a2c566e9cfa"],
    });
    expect(codeOf(one, two).match(/vpcIds: .*/g)).toEqual([
      'vpcIds: ["11111111-c05d-47b9-8039-6a2c566e9cfa"],',
      "vpcIds: [twoVpcPeering.id],",
    ]);
  });

  it("of many resources has a file for each area, and no two files need each other", () => {
    const many = Array.from({ length: 70 }, (_, index) =>
      record("Droplet", `d${index}`, `${600000000 + index}`, { name: `d${index}`, vpcUuid: ids.vpc }),
    );
    const files = programFiles(
      select({ records: [...many, vpc, firewall, droplet, alert, www, domain] }).adopted.map((one) =>
        declarationOf(one),
      ),
    );
    expect([...files.keys()]).toEqual(["network.ts", "compute.ts", "traffic.ts", "oversight.ts", "index.ts"]);
    expect(files.get("index.ts")).toBe(
      'import "./network";\nimport "./compute";\nimport "./traffic";\nimport "./oversight";\n',
    );
    expect(files.get("compute.ts")).toMatch(/^import \* as .*\nimport { shopVpc } from ".\/network";\n/);
    expect(files.get("traffic.ts")).toMatch(
      /^import \{ web1Droplet \} from ".\/compute";\nimport \{ exampleOrgDomain \} from ".\/network";\n/m,
    );
    expect(files.get("network.ts")).toMatch(/^export const shopVpc/m);
    for (const code of files.values()) expect(formatted(code)).toBe(code);
  });

  it("is the same in whatever order the account was read", () => {
    const records = [project, firewall, alert, www, droplet, domain, vpc];
    expect(codeOf(...records.toReversed())).toBe(codeOf(...records));
  });

  it("stays as it is under a formatter, whatever names and texts are in it", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 90 }),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        '"',
        "'",
        "\"'",
        "`$" + "{process.exit()}`",
        "*/",
        "// x",
        "a\nb",
        "\u2028",
        "\\",
        '\\"',
        "__proto__",
        "class",
        "1",
        "ümlaut",
        "‮",
        "",
      ),
    );
    const made = fc.record({
      name: text,
      description: text,
      tags: fc.array(text, { maxLength: 4 }),
      labels: fc.dictionary(text, text, { maxKeys: 3 }),
    });
    fc.assert(
      fc.property(fc.array(made, { minLength: 20, maxLength: 60 }), (all) => {
        const records = all.map((inputs, index) => record("KubernetesNodePool", `${index}`, `${index}`, inputs));
        const { adopted } = select({ records });
        const code = programFiles(adopted.map((one) => declarationOf(one))).get("index.ts") ?? "";
        expect(formatted(code)).toBe(code);
        // What it says is what was there.
        const registered: unknown[] = [];
        const digitalocean = {
          KubernetesNodePool: class {
            constructor(_: string, inputs: unknown) {
              registered.push(inputs);
            }
          },
        };
        new Function("digitalocean", code.replace(/^import .*\n/, ""))(digitalocean);
        expect(registered).toEqual(adopted.map(({ inputs }) => inputs));
      }),
      // To shrink a failure takes a formatter a hundred times over.
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("breaks lines by columns, as formatters do, not by letters", () => {
    const wide = ["서울", "東京", "🚀".repeat(8), "\u{1d538}".repeat(12), "é"];
    for (let count = 1; count < 30; count += 1) {
      const tags = [...wide, "x".repeat(count)];
      const code = codeOf(record("KubernetesNodePool", "pool", "1", { name: "東".repeat(count), tags }));
      expect(formatted(code)).toBe(code);
    }
  });
});

describe("names", () => {
  it("are unique, valid and kept from what people wrote", () => {
    const names = [
      "web",
      "web",
      "web-2",
      "Ünïcode ☃",
      "☃",
      "class",
      "9lives",
      "$" + "{x}`\n*/",
      "a".repeat(300),
      "",
      "-",
    ];
    const { adopted } = select({
      records: names.map((name, index) =>
        record("Vpc", `${index}`.padStart(2, "0"), `id-${index}`, { name, region: "nyc3" }),
      ),
    });
    expect(adopted.map(({ name }) => name)).toEqual([
      ...["web", "web-2", "web-2-2", "Unicode", "vpc", "class", "9lives", "x", "a".repeat(40), "vpc-2", "vpc-3"],
    ]);
    expect(adopted.map(({ variable }) => variable)).toEqual([
      ...["webVpc", "web2Vpc", "web22Vpc", "unicodeVpc", "vpcVpc", "classVpc", "the9livesVpc", "xVpc"],
      ...[`${"a".repeat(40)}Vpc`, "vpc2Vpc", "vpc3Vpc"],
    ]);
  });

  it("stay unique if 200 are equal", () => {
    const records = Array.from({ length: 200 }, (_, index) =>
      record("Droplet", `${index}`, `${index}`, { name: "web" }),
    );
    const { adopted } = select({ records });
    for (const key of ["name", "variable"] as const) expect(new Set(adopted.map((one) => one[key])).size).toBe(200);
  });
});

describe("what is left out", () => {
  it("is said with its reason", () => {
    const tagged = (tag: string) => record("Droplet", tag, "500000099", { name: tag, tags: [tag] });
    const standard = record("Vpc", "default", "bcaa7258-7d2e-4e36-9e65-90d0b16fb121", {
      name: "default",
      region: "nyc3",
    });
    const { adopted, leftOut } = select({
      records: [
        standard,
        tagged("k8s:worker"),
        record("DnsRecord", "ns", "example.org,1", {
          domain: "example.org",
          type: "NS",
          name: "@",
          value: "ns1.digitalocean.com.",
        }),
        record("Tag", "web", "web", { name: "web" }),
        record("SpacesKey", "ci", "DO00", { name: "ci" }),
        { ...vpc, type: "digitalocean:index/later:Later" },
        vpc,
      ],
      objects: new Map([[standard.urn, { default: true }]]),
    });
    expect(adopted.map(({ name }) => name)).toEqual(["shop"]);
    expect(leftOut.map(({ record: { name }, reason }) => `${name}: ${reason}`).sort()).toEqual([
      "ci: the provider cannot import a key to Spaces, whose secret is shown only once",
      "default: a region's default VPC cannot be deleted, nor made by a program",
      "k8s:worker: made by a Kubernetes cluster, which changes and deletes it by itself",
      "ns: DigitalOcean makes it with the domain",
      "shop: its type is not known",
      "web: a tag exists by the resources that have it",
    ]);
  });
});

it("the default project is not named where everything goes that names none", () => {
  const project = "bcaa7258-7d2e-4e36-9e65-90d0b16fb121";
  const other = "bcaa7258-7d2e-4e36-9e65-90d0b16fb122";
  const of = (kind: string, name: string, id: string, projectId: string) =>
    record(kind, name, id, { name, region: "nyc3", projectId });
  const { adopted } = select({
    records: [
      record("Project", "first", project, { name: "first", isDefault: true }),
      of("LoadBalancer", "lb-1", "6888c58b-69b2-46f8-a11d-02d1dd0a2981", project),
      of("LoadBalancer", "lb-2", "6888c58b-69b2-46f8-a11d-02d1dd0a2982", other),
      of("DatabaseCluster", "db-1", "6888c58b-69b2-46f8-a11d-02d1dd0a2983", project),
      // The provider requires it of agents.
      of("GradientaiAgent", "agent", "6888c58b-69b2-46f8-a11d-02d1dd0a2984", project),
    ],
  });
  expect(Object.fromEntries(adopted.map(({ name, inputs }) => [name, inputs.projectId]))).toEqual({
    "db-1": undefined,
    "lb-1": undefined,
    "lb-2": other,
    agent: project,
  });
});

it("a cluster of several node pools is left out unless the provider knows which one is its own", () => {
  const cluster = record("KubernetesCluster", "apps", "6888c58b-69b2-46f8-a11d-02d1dd0a298c", { name: "apps" });
  const adoptedWith = (...pools: readonly (readonly string[])[]) =>
    select({
      records: [cluster],
      objects: new Map([[cluster.urn, { node_pools: pools.map((tags) => ({ tags })) }]]),
    }).adopted.length;
  expect([adoptedWith([]), adoptedWith([], []), adoptedWith([], ["terraform:default-node-pool"])]).toEqual([1, 0, 1]);
});

it("isolation that a cluster does not have is not written, as not every provider knows it", () => {
  const cluster = record("KubernetesCluster", "apps", "6888c58b-69b2-46f8-a11d-02d1dd0a298c", { name: "apps" });
  const isolated = [false, true].map((isolatedWorkers) => {
    const { adopted } = select({ records: [{ ...cluster, inputs: { ...cluster.inputs, isolatedWorkers } }] });
    return adopted[0]?.inputs.isolatedWorkers;
  });
  expect(isolated).toEqual([undefined, true]);
});

describe("a project", () => {
  const files = projectFiles(select({ records: [vpc, droplet, firewall, alert] }), options);

  it("carries today's violations in a baseline that its settings name", () => {
    const { stacks } = JSON.parse(files.get("baseline.json") ?? "");
    expect(stacks).toHaveLength(1);
    expect(stacks[0]).toMatchObject({ project: "adopted", stack: "main", date: "2026-11-29" });
    expect(stacks[0].findings).toContainEqual(
      expect.objectContaining({
        urn: "urn:pulumi:main::adopted::digitalocean:index/droplet:Droplet::web-1",
        status: "violation",
      }),
    );
    expect(files.get("governor.yaml")).toMatch(/\nbaseline: "baseline.json"\n$/);
    expect(files.get("governor.yaml")).not.toContain("enforcement");
  });

  it("holds no secret in any file", () => {
    for (const text of files.values()) expect(text).not.toContain("hooks.slack.com");
  });
});

it("an import file has types, names and IDs", () => {
  expect(JSON.parse(importFile(select({ records: [www, domain] }).adopted))).toEqual({
    nameTable: {},
    resources: [
      { type: domain.type, name: "example.org", id: "example.org" },
      { type: www.type, name: "www.example.org-A", id: "example.org,7" },
    ],
  });
});

it("a text is quoted with the fewest escapes", () => {
  expect([quoted("a"), quoted('say "a"'), quoted("it's"), quoted(`it's "a"`), quoted("\u202e")]).toEqual([
    ...['"a"', `'say "a"'`, `"it's"`, `'it\\'s "a"'`, '"\\u202e"'],
  ]);
});
