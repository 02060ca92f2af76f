// Every source tells which resources are protected, by their own option or by that of a component above them.
import { evaluate, loadSettings, readStack, rules, type StackView } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const program = `
const volume = (name, opts) => new digitalocean.Volume(name, { region: "nyc3", size: 100 }, opts);
class Tier extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("example:index:Tier", name, {}, opts);
    volume(name + "-data", { parent: this });
    volume(name + "-scratch", { parent: this, protect: false });
  }
}
new Tier("kept", { protect: true });
new Tier("free");
volume("own", { protect: true });
volume("bare");
`;
const settings =
  'providers: { digitalocean: {} }\nenvironments: { production: { stacks: ["*/prod-*"], production: true } }\nrules: { volume-attached: disabled }\n';
const expected = ["bare", "free-data", "free-scratch", "kept-scratch"].map((name) => `protect-stateful ${name}`);

describe.skipIf(!hasEngine)("the option protect", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);
  const dir = workbench.project({ program, settings });

  function judged(stack: StackView): readonly string[] {
    const found = loadSettings({
      order: "project",
      env: {},
      startDir: dir,
      rules,
      project: stack.project,
      stack: stack.stack,
    });
    return evaluate(stack, found, rules)
      .findings.map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1)}`)
      .sort();
  }

  it("reaches the policy pack", async () => {
    const stack = await workbench.stack(dir, { name: "prod-pack" });
    const { policyEvents, text } = await stack.preview();
    expect(inShort(policyEvents), text).toEqual(expected.map((words) => `mandatory ${words}`));
  });

  it.each([
    ["plain", {}],
    ["streamed", { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" }],
  ])("is in a %s preview", async (form, env) => {
    const stack = await workbench.stack(dir, { name: `prod-${form}`, env, pack: "none" });
    expect(judged(readStack(await stack.previewJson()))).toEqual(expected);
  });

  it("is in a stack export", async () => {
    const stack = await workbench.stack(dir, { name: "prod-up", pack: "none" });
    const { code, text } = await stack.up();
    expect(code, text).toBe(0);
    expect(judged(readStack(await stack.exported()))).toEqual(expected);
  });

  it("is seen in process", async () => {
    expect(judged((await previewProgram({ dir, stack: "prod-here" })).stack)).toEqual(expected);
  });
});
