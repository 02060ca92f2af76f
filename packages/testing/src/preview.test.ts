import { join } from "node:path";
import { hidden, type ResourceView, unknown } from "@infrafabric/governor";
import { describe, expect, test } from "vitest";
import type { PreviewOptions } from "./options";
import { previewProgram } from "./preview";
import { droplet, program, projectWith } from "./test/project";
import { noNyc, settings } from "./test/rules";

const dropletType = "digitalocean:index/droplet:Droplet";

function preview(files: Readonly<Record<string, string>>, options: Omit<PreviewOptions, "dir"> = {}) {
  return previewProgram({ dir: projectWith(files), settings, rules: [noNyc], ...options });
}

function named(resources: readonly ResourceView[], name: string): ResourceView {
  const found = resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no resource ${name} among ${resources.map((one) => one.name)}`);
  return found;
}

describe("what a program registers", () => {
  test("a component and its children, as the engine would record them", async () => {
    const { resources, stack } = await preview({
      "index.ts": program(`
class Site extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("acme:index:Site", name, { tier: "web" }, opts);
    const inner = new pulumi.ComponentResource("acme:index:Inner", \`\${name}-inner\`, {}, { parent: this });
    new digitalocean.Droplet(\`\${name}-web\`, ${droplet}, { parent: inner });
    this.registerOutputs({ tier: "web", answer: 42 });
  }
}
const account = new digitalocean.Provider("other", { token: pulumi.secret("t0ken"), apiEndpoint: "https://example.org" });
new Site("site", { protect: true, provider: account });
new digitalocean.Droplet("free", ${droplet}, { protect: false });`),
    });
    expect(resources.map(({ urn }) => urn).sort()).toEqual([
      "urn:pulumi:dev::shop::acme:index:Site$acme:index:Inner$digitalocean:index/droplet:Droplet::site-web",
      "urn:pulumi:dev::shop::acme:index:Site$acme:index:Inner::site-inner",
      "urn:pulumi:dev::shop::acme:index:Site::site",
      "urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::free",
      "urn:pulumi:dev::shop::pulumi:providers:digitalocean::other",
    ]);
    const web = named(resources, "site-web");
    expect(web).toMatchObject({
      type: dropletType,
      parent: "urn:pulumi:dev::shop::acme:index:Site$acme:index:Inner::site-inner",
      provider: "urn:pulumi:dev::shop::pulumi:providers:digitalocean::other",
      protect: true,
      managed: true,
      source: { file: "index.ts", line: 8, column: 5 },
    });
    expect(web.kind?.name).toBe("Droplet");
    expect(web.read("region").text()).toBe("nyc3");
    expect(named(resources, "free")).toMatchObject({ protect: false, parent: stack.urn });
    const provider = stack.resource(web.provider ?? "");
    expect(provider?.read("apiEndpoint").text()).toBe("https://example.org");
    expect(provider?.read("token").state).toBe("hidden");
    expect(stack.resource(stack.urn)?.type).toBe("pulumi:pulumi:Stack");
  });

  test("unknowns and secrets, each element by itself", async () => {
    const { resources } = await preview({
      "index.ts": program(`
const vpc = new digitalocean.Vpc("net", { region: "nyc3" });
const web = new digitalocean.Droplet("web", { ...${droplet}, vpcUuid: vpc.id, tags: ["a", pulumi.secret("hush"), vpc.id] });
new digitalocean.Firewall("wall", {
  dropletIds: [1, web.id.apply(Number)],
  inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["10.0.0.0/8", vpc.ipRange] }],
  tags: web.tags.apply((tags) => tags ?? []),
});`),
    });
    const web = named(resources, "web");
    const wall = named(resources, "wall");
    const net = "urn:pulumi:dev::shop::digitalocean:index/vpc:Vpc::net";
    expect(web.read("vpcUuid").state).toBe("unknown");
    expect(web.dependsOn("vpcUuid")).toEqual([net]);
    expect(web.dependsOn("region")).toEqual([]);
    expect(
      web
        .read("tags")
        .elements()
        .map(({ state }) => state),
    ).toEqual(["known", "hidden", "unknown"]);
    expect(
      wall
        .read("dropletIds")
        .elements()
        .map(({ state }) => state),
    ).toEqual(["known", "unknown"]);
    expect(wall.read("inboundRules[0].portRange").text()).toBe("22");
    expect(wall.read("inboundRules[0].sourceAddresses[0]").text()).toBe("10.0.0.0/8");
    expect(wall.read("inboundRules[0].sourceAddresses[1]").state).toBe("unknown");
    expect(wall.dependsOn("inboundRules")).toEqual([net]);
  });

  test("what a provider computes inside an input is unknown, and what the program set is known", async () => {
    const { outputs, resources } = await preview({
      "index.ts": program(`
const pool = { name: "main", size: "s-1vcpu-2gb", nodeCount: 2 };
const cluster = new digitalocean.KubernetesCluster("k", { region: "fra1", version: "1.34", nodePool: pool });
const balancer = new digitalocean.LoadBalancer("lb", {
  region: "fra1",
  forwardingRules: [{ entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" }],
});
const app = new digitalocean.App("app", { spec: { name: "app", services: [{ name: "web", instanceCount: 1 }] } });
export const nodes = cluster.nodePool.nodes.apply((nodes) => nodes.map((node) => node.dropletId));
export const poolId = cluster.nodePool.id;
export const size = cluster.nodePool.size;
export const tags = cluster.nodePool.tags.apply((tags) => tags ?? "none");
export const certificate = balancer.forwardingRules.apply((rules) => (rules ?? []).map((rule) => rule.certificateId.length));
export const service = app.spec.apply((spec) => spec?.name);`),
    });
    expect(outputs).toMatchObject({ nodes: unknown, poolId: unknown, size: "s-1vcpu-2gb", tags: "none" });
    expect(outputs.certificate).toBe(unknown);
    expect(named(resources, "k").read("nodePool.nodes").state).toBe("absent");
  });

  test("a resource that the program reads is external", async () => {
    const { resources } = await preview({
      "index.ts": program(`
const vpc = digitalocean.Vpc.get("shared", "5a4981aa-9653-4bd1-bef5-d6bff52042e4");
new digitalocean.Droplet("web", { ...${droplet}, vpcUuid: vpc.id });`),
    });
    expect(named(resources, "shared")).toMatchObject({
      external: true,
      managed: false,
      id: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
    });
    expect(named(resources, "web").read("vpcUuid").text()).toBe("5a4981aa-9653-4bd1-bef5-d6bff52042e4");
  });

  test("what is registered after the last line has run", async () => {
    const { resources } = await preview({
      "index.ts": program(`
setTimeout(() => new digitalocean.Droplet("late", ${droplet}), 20);
pulumi.output("later").apply((name) => { new digitalocean.Droplet(name, ${droplet}); });`),
    });
    expect(resources.map(({ name }) => name).sort()).toEqual(["late", "later"]);
  });

  test("ids: unknown in a preview; in `up` known, the same every time, a number for a Droplet", async () => {
    const files = {
      "index.ts": program(`
const web = new digitalocean.Droplet("web", ${droplet});
const vpc = new digitalocean.Vpc("net", { region: "nyc3" });
export const ids = [web.id.apply(Number), vpc.id];
export const dryRun = pulumi.runtime.isDryRun();`),
    };
    const [before, up, again] = await Promise.all([
      preview(files),
      preview(files, { mode: "up" }),
      preview(files, { mode: "up" }),
    ]);
    expect(before.outputs).toEqual({ ids: [unknown, unknown], dryRun: true });
    expect(up.outputs).toEqual({ ids: [expect.any(Number), expect.stringMatching(/^[0-9a-f-]{36}$/)], dryRun: false });
    expect(again.outputs).toEqual(up.outputs);
    expect(named(up.resources, "web").id).toBe(String(Array.isArray(up.outputs.ids) ? up.outputs.ids[0] : ""));
    expect(named(before.resources, "web")).not.toHaveProperty("id");
  });

  test("functions answer what was given for them", async () => {
    const { resources } = await preview(
      {
        "index.ts": program(`
const image = digitalocean.getImageOutput({ slug: "debian-13-x64" });
new digitalocean.Droplet("web", { ...${droplet}, image: image.slug.apply((slug) => slug ?? "") });`),
      },
      { invokes: { "digitalocean:index/getImage:getImage": { id: 7, slug: "debian-13-x64" } } },
    );
    expect(named(resources, "web").read("image").text()).toBe("debian-13-x64");
  });
});

describe("what comes with it", () => {
  test("outputs, with their unknowns and secrets", async () => {
    const { outputs } = await preview({
      "index.ts": program(`
const web = new digitalocean.Droplet("web", ${droplet});
export const plain = { list: [1, "two", true, null] };
export const known = web.region;
export const address = pulumi.interpolate\`http://\${web.ipv4Address}\`;
export const parts = { id: web.id, size: web.size };
export const password = pulumi.secret("hush");
export const nested = { password: pulumi.secret({ inner: "hush" }) };`),
    });
    expect(outputs).toEqual({
      plain: { list: [1, "two", true, null] },
      known: "nyc3",
      address: unknown,
      parts: { id: unknown, size: "s-1vcpu-1gb" },
      password: hidden,
      nested: { password: hidden },
    });
  });

  test("what the program logs", async () => {
    const { diagnostics } = await preview({
      "index.ts": program(`
pulumi.log.info("hello");
const web = new digitalocean.Droplet("web", ${droplet});
pulumi.log.warn("mind this", web);
pulumi.log.error("bad");`),
    });
    expect(diagnostics).toEqual([
      { severity: "info", message: "hello" },
      { severity: "warning", message: "mind this", urn: `urn:pulumi:dev::shop::${dropletType}::web` },
      { severity: "error", message: "bad" },
    ]);
  });

  test("findings with the place in the program", async () => {
    const result = await preview({ "index.ts": program(`new digitalocean.Droplet("web", ${droplet});`) });
    expect(result.findings).toMatchObject([
      {
        rule: "no-nyc",
        status: "violation",
        level: "mandatory",
        path: "region",
        source: { file: "index.ts", line: 3 },
      },
    ]);
    expect(result.findings).toBe(result.evaluation.findings);
  });

  test("a notice of what does not run without the engine", async () => {
    const { evaluation } = await preview({
      "index.ts": program(`
pulumi.runtime.registerResourceTransform(() => undefined);
new digitalocean.Droplet("web", ${droplet}, { transforms: [() => undefined] });
new pulumi.ComponentResource("eks:index:Cluster", "remote", {}, {}, true);`),
    });
    expect(
      evaluation.notices.map(({ level, message, urn }) => [level, message.slice(0, 28), urn?.split("::").at(-1)]),
    ).toEqual(
      expect.arrayContaining([
        ["warning", "transforms do not run withou", "shop-dev"],
        ["warning", "transforms do not run withou", "web"],
        ["warning", "a component that its provide", "remote"],
      ]),
    );
  });
});

describe("project, stack and configuration", () => {
  test("names come from Pulumi.yaml and can be given", async () => {
    const files = {
      "index.ts": program(`
new digitalocean.Droplet("web", ${droplet});
export const names = [pulumi.getProject(), pulumi.getStack(), pulumi.getOrganization(), process.cwd(), pulumi.runtime.getRootDirectory()];`),
    };
    const dir = projectWith(files);
    const own = await previewProgram({ dir, settings, rules: [] });
    expect(own.outputs).toEqual({ names: ["shop", "dev", "organization", dir, dir] });
    expect(own.stack).toMatchObject({ project: "shop", stack: "dev" });
    const given = await previewProgram({ dir, settings, rules: [], project: "store", stack: "prod" });
    expect(given.stack.urn).toBe("urn:pulumi:prod::store::pulumi:pulumi:Stack::store-prod");
  });

  test("configuration: given values over those of Pulumi.yaml, by short and by full key", async () => {
    const { outputs } = await preview(
      {
        "Pulumi.yaml":
          "name: shop\nruntime: nodejs\nconfig:\n  size: { type: string, default: small }\n  shop:zone: { default: a }\n  digitalocean:token: { value: t }\n  plain: 3\n",
        "index.ts": program(`
const config = new pulumi.Config();
new digitalocean.Droplet("web", ${droplet});
export const values = [config.get("size"), config.get("zone"), config.getNumber("plain"), config.getBoolean("on"), new pulumi.Config("digitalocean").get("token"), new pulumi.Config("other").get("key")];`),
      },
      { config: { "shop:size": "large", on: "true", "other:key": "value" } },
    );
    expect(outputs).toEqual({ values: ["large", "a", 3, true, "t", "value"] });
  });

  test("governed components see the settings and the environment that were asked for", async () => {
    const { outputs } = await preview(
      {
        "index.ts": program(`
const config = new pulumi.Config("governor");
new digitalocean.Droplet("web", ${droplet});
export const seen = [config.get("settings"), config.get("environment"), process.env.GOVERNOR_CONFIG ?? "none"];`),
        "own/settings.yaml": `${settings}environments:\n  prod: {}\n`,
      },
      { settings: "own/settings.yaml", environment: "prod" },
    );
    expect(outputs.seen).toEqual([expect.stringMatching(/own\/settings\.yaml$/), "prod", "none"]);
  });

  test("settings are found upwards from the project", async () => {
    const dir = projectWith({
      "governor.yaml": settings,
      "apps/web/Pulumi.yaml": "name: web\nruntime: nodejs\n",
      "apps/web/index.ts": program(`new digitalocean.Droplet("web", ${droplet});`),
    });
    const { findings } = await previewProgram({ dir: join(dir, "apps/web"), rules: [noNyc] });
    expect(findings).toHaveLength(1);
  });

  test("wrong settings are the governor's own error, before anything runs", async () => {
    await expect(
      preview({ "index.ts": "" }, { settings: "providers:\n  digitalocean:\n    region: {}\n" }),
    ).rejects.toThrow(expect.objectContaining({ name: "SettingsError" }));
  });
});
