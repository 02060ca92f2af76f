import { createRequire } from "node:module";
import { unknown } from "@infrafabric/governor";
import { describe, expect, test } from "vitest";
import type { PreviewOptions } from "./options";
import { previewProgram } from "./preview";
import { droplet, program, projectWith } from "./test/project";
import { settings } from "./test/rules";

function preview(body: string, options: Omit<PreviewOptions, "dir"> = {}) {
  return previewProgram({ dir: projectWith({ "index.ts": program(body) }), settings, rules: [], ...options });
}

const one = `const web = new digitalocean.Droplet("web", ${droplet});`;

test("the monitor has every method of the SDK's service", async () => {
  const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
  const service: object = load("./proto/resource_grpc_pb").ResourceMonitorService;
  const { outputs } = await preview(`${one}
const monitor: any = pulumi.runtime.getMonitor();
export const missing = ${JSON.stringify(Object.keys(service))}.filter((name) => typeof monitor[name] !== "function");`);
  expect(Object.keys(service)).toContain("registerResourceHook");
  expect(outputs.missing).toEqual([]);
});

describe("hooks", () => {
  const hooks = `
const calls: string[] = [];
const dry = new pulumi.ResourceHook("dry", (args) => { calls.push(\`dry \${args.name} \${JSON.stringify((args.newInputs as any).region)}\`); }, { onDryRun: true });
const real = new pulumi.ResourceHook("real", () => { calls.push("real"); });
const again = new pulumi.ErrorHook("again", () => true);
const web = new digitalocean.Droplet("web", ${droplet}, { hooks: { beforeCreate: [dry, real], afterCreate: [dry], onError: [again] } });
export const seen = pulumi.output(web.urn).apply(() => calls);`;

  test("a preview runs those of a dry run", async () => {
    expect((await preview(hooks)).outputs.seen).toEqual(['dry web "nyc3"', 'dry web "nyc3"']);
  });

  test("`up` runs none and says so", async () => {
    const { outputs, evaluation } = await preview(hooks, { mode: "up" });
    expect(outputs.seen).toEqual([]);
    expect(evaluation.notices[0]?.message).toBe('hook "dry" does not run here: its effect is not judged');
  });

  test("one that fails before creation fails the program", async () => {
    await expect(
      preview(`
const dry = new pulumi.ResourceHook("dry", () => { throw new Error("no luck"); }, { onDryRun: true });
new digitalocean.Droplet("web", ${droplet}, { hooks: { beforeCreate: [dry] } });`),
    ).rejects.toThrow('before hook "dry" failed: no luck');
  });
});

describe("functions that were not given", () => {
  test.each(["preview", "up"] as const)("are unknown, with one notice, in %s", async (mode) => {
    const { outputs, evaluation } = await preview(
      `${one}
const caller = pulumi.runtime.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
const chart = () => pulumi.runtime.invokeOutput<any>("kubernetes:helm:template", {});
export = async () => {
  const image = await digitalocean.getImage({ slug: "debian-13-x64" });
  new digitalocean.Droplet("other", { ...${droplet}, image: image.slug!, tags: [(await caller).accountId] });
  return {
    objects: chart().apply((answer) => answer.result.map((one: any) => one.kind)),
    again: chart().result,
    image: digitalocean.getImageOutput({ slug: "x" }).id,
  };
};`,
      { mode },
    );
    expect(outputs).toEqual({ objects: unknown, again: unknown, image: unknown });
    expect(evaluation.notices.map(({ message }) => message).sort()).toEqual(
      [
        "aws:index/getCallerIdentity:getCallerIdentity",
        "digitalocean:index/getImage:getImage",
        "kubernetes:helm:template",
      ].map(
        (token) =>
          `the answer of ${token} is unknown, as nothing is looked up here: give it to previewProgram as \`invokes: { "${token}": { ... } }\``,
      ),
    );
  });

  test("unknown in the inputs of a resource", async () => {
    const { resources } = await preview(`
export = async () => {
  const image = await digitalocean.getImage({ slug: "debian-13-x64" });
  new digitalocean.Droplet("web", { ...${droplet}, image: image.slug!, tags: [image.status, "a"] });
};`);
    expect(resources[0]?.read("image").state).toBe("unknown");
    expect(
      resources[0]
        ?.read("tags")
        .elements()
        .map(({ state }) => state),
    ).toEqual(["unknown", "known"]);
  });

  test.each(["image.slug + `-x`", "image.regions.map((one) => one)", "[...image.regions]", "image.id + 1"])(
    "read at once, the option is named: %s",
    async (expression) => {
      await expect(
        preview(`${one}
export = async () => {
  const image = await digitalocean.getImage({ slug: "debian-13-x64" });
  return { value: ${expression} };
};`),
      ).rejects.toThrow(
        /is unknown here.*give it to previewProgram as `invokes: \{ "digitalocean:index\/getImage:getImage"/,
      );
    },
  );
});

describe("other stacks", () => {
  const stacks = { "acme/network/prod": { vpcId: "v1", zones: ["a", "b"], key: { secret: "hush" } } };
  const reference = `${one} const network = new pulumi.StackReference("acme/network/prod");`;

  test.each(["preview", "up"] as const)("outputs that were given, in %s", async (mode) => {
    const { outputs, evaluation } = await preview(
      `${reference}
export = async () => ({
  vpc: network.getOutput("vpcId"), zones: network.requireOutput("zones"), key: network.getOutput("key"),
  secret: network.getOutput("key").apply((key) => key.length > 0), absent: network.getOutput("absent").apply((value) => value ?? "absent"),
  value: await network.getOutputValue("vpcId"), details: await network.getOutputDetails("vpcId"),
  hasKey: (await network.getOutputDetails("key")).secretValue === "hush", required: await network.requireOutputValue("zones"),
});`,
      { mode, stacks },
    );
    expect(outputs).toMatchObject({
      vpc: "v1",
      zones: ["a", "b"],
      absent: "absent",
      value: "v1",
      details: { value: "v1" },
      hasKey: true,
      required: ["a", "b"],
    });
    expect(JSON.stringify(outputs)).not.toContain("hush");
    expect(evaluation.notices).toEqual([]);
  });

  test.each(["preview", "up"] as const)("others are unknown, with one notice, in %s", async (mode) => {
    const { outputs, evaluation } = await preview(
      `${reference}
export const vpc = network.getOutput("vpcId").apply((id) => id.length);
export const zones = network.requireOutput("zones").apply((zones) => zones.map((zone: string) => zone));
export const all = network.outputs.apply((outputs) => outputs.vpcId.length);`,
      { mode },
    );
    expect(outputs).toEqual({ vpc: unknown, zones: unknown, all: unknown });
    expect(evaluation.notices.map(({ message }) => message)).toEqual([
      'the outputs of stack acme/network/prod are unknown, as nothing is looked up here: give them to previewProgram as `stacks: { "acme/network/prod": { ... } }`',
    ]);
  });

  test.each(["getOutputDetails", "getOutputValue", "requireOutputValue"])(
    "%s of a stack that was not given names the option",
    async (method) => {
      await expect(
        preview(`${reference} export = async () => ({ value: await network.${method}("vpcId") });`),
      ).rejects.toThrow(
        `${method} needs a value at once, and the outputs of stack acme/network/prod were not given: give them to previewProgram as \`stacks: { "acme/network/prod": { ... } }\``,
      );
    },
  );
});
