import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ResourceType, resourceTokens, resourceType, unset } from "../../../../test/standin/table";
import { isKnownRegion } from "../catalogue/index";
import { neighboursOf } from "../cost/neighbours";
import { defaultUsage } from "../cost/usage";
import { viewOf } from "../view/resource";
import { unknown, type ValueMap } from "../view/value";
import { kindNamed, kindOf, kinds } from "./index";
import { inputTypeAt } from "./inputs";

/** What the provider's schema says of each type that it has. */
const table: ReadonlyMap<string, ResourceType> = new Map(resourceTokens().map((token) => [token, resourceType(token)]));

/** What 4.80.1 replaces on beyond the table, which is of v4.76. Source: terraform-provider-digitalocean, 6 Aug 2026. */
const newerReplacing: Readonly<Record<string, readonly string[]>> = {
  DatabaseAdvancedMysqlConfig: ["clusterId"],
  Droplet: ["gpuPartitionMode"],
  KubernetesCluster: ["isolatedWorkers", "nodePool.gpuPartitionMode"],
  KubernetesNodePool: ["gpuPartitionMode"],
  LoadBalancer: ["ip", "subnetUuid"],
};

/** Became inputs after the table was made. */
const newerInputs = ["ip", "egresses"];

const packageFolder = dirname(createRequire(import.meta.url).resolve("@pulumi/digitalocean/package.json"));

/** Class and token of every resource of the installed package, from its files: loading it takes seconds. */
function installedClasses(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(packageFolder).filter((name) => name.endsWith(".js"))) {
    const token = /__pulumiType = '(digitalocean:index\/\w+:(\w+))'/.exec(
      readFileSync(join(packageFolder, file), "utf8"),
    );
    if (token?.[1] !== undefined && token[2] !== undefined) found.set(token[2], token[1]);
  }
  return found;
}

/** Names of the properties of an interface in the package's declarations. */
function propertiesOf(className: string, interfaceName: string): readonly string[] {
  const file = `${className.charAt(0).toLowerCase()}${className.slice(1)}.d.ts`;
  const source = readFileSync(join(packageFolder, file), "utf8");
  const body = new RegExp(`export interface ${interfaceName} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? "";
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].flatMap(([, name]) => name ?? []);
}

describe("kinds", () => {
  const installed = installedClasses();

  it("there is one for every resource class of the installed @pulumi/digitalocean, and no other", () => {
    expect(kinds.map((kind) => [kind.name, kind.type])).toEqual([...installed].sort(([a], [b]) => (a < b ? -1 : 1)));
  });

  it("are found by type and by name", () => {
    for (const kind of kinds) {
      expect(kindOf(kind.type)).toBe(kind);
      expect(kindNamed(kind.name)).toBe(kind);
    }
    expect(kindOf("aws:s3/bucket:Bucket")).toBeUndefined();
    expect(kindNamed("Drplet")).toBeUndefined();
  });

  it("stand one to a file that bears its name, together with an older class for the same resource", () => {
    const files = readdirSync(import.meta.dirname).filter(
      (file) =>
        file.endsWith(".ts") &&
        !/^(index|kind|define-kind|inputs|(?:token-)?scopes|.*\.generated|.*\.test)\.ts$/.test(file),
    );
    const own = kinds.filter(({ successor }) => successor === undefined);
    const expected = own.map(({ name }) => `${name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()}.ts`);
    expect(files.sort()).toEqual(expected.sort());
  });

  it("share a file with a class that has taken their place", () => {
    const renamed = kinds.filter(({ successor }) => successor !== undefined);
    expect(renamed.length).toBeGreaterThan(0);
    for (const { name, successor = "" } of renamed) {
      expect(kindNamed(successor)?.successor, name).toBeUndefined();
      expect(kindNamed(successor)?.name).toBe(successor);
    }
  });

  it("own what prices and limits go by: neither names a kind", () => {
    const folders = ["cost", "limits"].map((folder) => join(import.meta.dirname, "..", folder));
    const sources = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
        .map((file) => readFileSync(join(folder, file), "utf8")),
    );
    expect(sources.length).toBeGreaterThan(0);
    for (const { name } of kinds) {
      expect(
        sources.filter((source) => source.includes(`"${name}"`)),
        name,
      ).toEqual([]);
    }
  });

  describe.each(kinds)("$name", (kind) => {
    const inputs = propertiesOf(kind.name, `${kind.name}Args`);
    const state = propertiesOf(kind.name, `${kind.name}State`);
    const entry = table.get(kind.type);
    const head = (path: string) => path.split(".")[0];

    it("computes what the package has as an output and not as an input", () => {
      expect(kind.computed).toEqual(state.filter((name) => !inputs.includes(name)).sort());
    });

    it("names only properties that exist", () => {
      const paths = [
        ...kind.replacing,
        ...Object.keys(kind.defaults ?? {}),
        ...[kind.tags?.path, kind.tags?.inner, kind.region?.path, kind.size?.path, kind.nameInput].flatMap(
          (path) => path ?? [],
        ),
      ];
      for (const path of paths) expect(inputs, path).toContain(head(path));
      for (const path of kind.secrets) expect([...inputs, ...kind.computed], path).toContain(head(path));
    });

    it("sets limits to inputs that the provider's schema has, with their citation", () => {
      for (const limit of kind.limits) {
        expect(inputTypeAt(kind.name, limit.path), limit.path).toBeDefined();
        expect(limit.allowed).not.toBe("");
        expect(limit.citation).toMatch(
          /(OpenAPI|docs: .+|provider-digitalocean|\w+\/[\w-]+ issue \d+|RFC \d+), .*\b(19|20)\d\d$|csi-digitalocean v\d|^catalogue of 20\d\d-/,
        );
      }
    });

    it("has tags, region and name where the package has them", () => {
      if (inputs.includes("tags")) expect(kind.tags?.path).toBe("tags");
      if (inputs.includes("region")) expect(kind.region?.path).toBe("region");
      expect(kind.nameInput).toBe(inputs.includes("name") ? "name" : undefined);
    });

    it("replaces on what the provider's schema says, and keeps its secrets", () => {
      expect(kind.replacing).toEqual([...(entry?.replaces ?? []), ...(newerReplacing[kind.name] ?? [])].sort());
      expect(kind.secrets).toEqual(expect.arrayContaining([...(entry?.secrets ?? [])]));
      const outputs = Object.keys(entry?.outputs ?? {}).filter((name) => !newerInputs.includes(name));
      expect(kind.computed).toEqual(expect.arrayContaining(outputs));
    });

    it("has the provider's defaults, where it states any", () => {
      const { defaults, stateDefaults } = unset(kind.type);
      const known: Readonly<Record<string, unknown>> = { ...defaults, ...stateDefaults };
      for (const [path, value] of Object.entries(known)) expect(kind.defaults?.[path], path).toBe(value);
    });

    it("has a region by default only if it exists", () => {
      const byDefault = kind.region === undefined ? undefined : kind.defaults?.[kind.region.path];
      if (typeof byDefault === "string") expect(isKnownRegion(byDefault)).toBe(true);
    });

    it("tells a price, or why there is none, from no inputs at all", () => {
      const resource = viewOf({ urn: "u", type: kind.type, name: "n", inputs: {} }, kind);
      const price = kind.price(resource, { usage: defaultUsage, neighbours: neighboursOf([]) });
      if (price.state === "unpriced") expect(price.reason).not.toBe("");
      if (price.state === "priced") expect(price.monthly.high).toBeGreaterThan(0);
    });
  });

  it("has tags that select Droplets on two types only, where a label would open ports", () => {
    expect(kinds.filter((kind) => kind.tags?.use === "selector").map((kind) => kind.name)).toEqual([
      "Firewall",
      "MonitorAlert",
    ]);
  });

  it("asks for a size on the types that are made of Droplets or database nodes", () => {
    const sized = kinds
      .filter((kind) => kind.size !== undefined)
      .map((kind) => [kind.name, kind.size?.path, kind.size?.list]);
    expect(sized).toEqual([
      ["DatabaseCluster", "size", "database"],
      ["DatabaseReplica", "size", "database"],
      ["Droplet", "size", "droplet"],
      ["DropletAutoscale", "dropletTemplate.size", "droplet"],
      ["KubernetesCluster", "nodePool.size", "kubernetes"],
      ["KubernetesNodePool", "size", "kubernetes"],
    ]);
  });

  it.each<[string, ValueMap, number | undefined]>([
    ["Droplet", {}, 1],
    ["DropletAutoscale", { config: { minInstances: 1, maxInstances: 4 } }, 4],
    ["DropletAutoscale", { config: { targetNumberInstances: 3 } }, 3],
    ["DropletAutoscale", { config: unknown }, undefined],
    ["KubernetesNodePool", { nodeCount: 2 }, 2],
    ["KubernetesNodePool", { autoScale: true, minNodes: 1, maxNodes: 5 }, 5],
    ["KubernetesNodePool", { nodeCount: unknown }, undefined],
    ["KubernetesCluster", { nodePool: { nodeCount: 3 } }, 3],
    ["KubernetesCluster", { nodePool: unknown }, undefined],
  ])("%s can be up to %j, so many Droplets: %s", (name, inputs, count) => {
    const kind = kindNamed(name);
    expect(kind?.droplets?.(viewOf({ urn: "u", type: kind.type, name: "n", inputs }, kind))).toBe(count);
  });

  it("count Droplets on no other type", () => {
    expect(kinds.filter((kind) => kind.droplets !== undefined)).toHaveLength(4);
  });
});
