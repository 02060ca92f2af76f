import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readStack, type StackView } from "@infrafabric/governor";
import { beforeAll, describe, expect, test } from "vitest";
import { previewProgram } from "./preview";
import { projectWith } from "./test/project";
import { settings } from "./test/rules";

const recorded = join(__dirname, "../../../test/recorded");
const text = readFileSync(join(recorded, "preview-create.json"), "utf8");

/** What the real engine and provider recorded, and what a preview without them says of the same program. */
let real: StackView;
let ours: StackView;

beforeAll(async () => {
  const dir = projectWith({});
  copyFileSync(join(recorded, "program.ts"), join(dir, "index.ts"));
  real = readStack(text);
  const { project, stack } = real;
  ({ stack: ours } = await previewProgram({
    dir,
    project,
    stack,
    settings,
    rules: [],
    config: { password: "made up" },
  }));
});

describe("against a preview that the real engine made", () => {
  test("the same resources, with the same parents", () => {
    const facts = ({ resources }: StackView) =>
      resources.map(({ urn, type, name, parent, protect, external }) => ({
        urn,
        type,
        name,
        parent,
        protect,
        external,
      }));
    const byUrn = (a: { urn: string }, b: { urn: string }) => a.urn.localeCompare(b.urn);
    expect(facts(ours).sort(byUrn)).toEqual(facts(real).sort(byUrn));
  });

  test("in the same lines of the program", () => {
    const lines = ({ resources }: StackView) =>
      Object.fromEntries(resources.map(({ urn, source }) => [urn, `${source?.file}:${source?.line}`]));
    expect(lines(ours)).toEqual(lines(real));
  });

  test("from the same dependencies, with the same inputs but for what the provider and the recording add", () => {
    const differences: string[] = [];
    for (const { urn, key } of inputsInTheProgram()) {
      expect(ours.resource(urn)?.dependsOn(key), `${urn} ${key}`).toEqual(real.resource(urn)?.dependsOn(key));
      const [found, wanted] = [ours.resource(urn)?.read(key), real.resource(urn)?.read(key)];
      if (!isSame(found, wanted)) differences.push(`${ours.resource(urn)?.name}.${key}`);
    }
    expect(differences.sort()).toEqual([
      // The engine hides a list with a secret in it as a whole.
      "app.spec",
      // The provider makes up a name where the program gives none; without it the name is unknown.
      "object.bucket",
      "policy.bucket",
      "policy.policy",
      "skey.grants",
      "tier-lb.forwardingRules",
      // The provider sets the defaults.
      "tier-lb.healthcheck",
    ]);
  });
});

/** Inputs that the recording does not mark as the provider's defaults. */
function inputsInTheProgram(): readonly { readonly urn: string; readonly key: string }[] {
  const preview: { steps: { urn: string; newState: { inputs?: Record<string, unknown> } }[] } = JSON.parse(text);
  return preview.steps.flatMap(({ urn, newState: { inputs = {} } }) => {
    const defaults = Array.isArray(inputs.__defaults) ? inputs.__defaults : [];
    return Object.keys(inputs)
      .filter((key) => key !== "__defaults" && !defaults.includes(key))
      .map((key) => ({ urn, key }));
  });
}

function isSame(found: unknown, wanted: unknown): boolean {
  try {
    expect(found).toEqual(wanted);
    return true;
  } catch {
    return false;
  }
}
