// Names and types of children are their identity: what an earlier version deployed, this one replaces nothing of.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import { afterAll, describe, expect, it } from "vitest";
import { openPages } from "../docs/project.ts";
import { example, hasEngine, openWorkbench, root } from "./workbench.ts";

const recorded = join(root, "test", "recorded");
const examples = [
  "app",
  "static-site",
  "three-teams/platform",
  "web-tier",
  "kubernetes",
  "docker-host",
  "database",
  "archive",
  "reusable-stack/app",
  "organisation/app",
];

/** What the programs need that no file of theirs has. */
const configs: Readonly<Record<string, Readonly<Record<string, string>>>> = { app: { sessionKey: "hush" } };

describe("the URNs of an example", () => {
  it.each(examples)("%s are those of every version", async (name) => {
    await expectUrns(example(name), name.replace("/", "-"));
  });
});

/** The pages of components that no example has. */
const pages = ["bastion", "global-web-tier", "monitoring-baseline", "nfs-share", "snapshot-schedule"];

describe("the URNs of the program on a component's page", () => {
  const programs = openPages();
  afterAll(programs.close);

  it.each(pages)("%s are those of every version", async (page) => {
    await expectUrns(programs.projectWith(`packages/digitalocean/docs/${page}.md`), page);
  });
});

async function expectUrns(dir: string, name: string): Promise<void> {
  const { resources } = await previewProgram({ dir, stack: "dev", config: configs[name] ?? {} });
  const urns = resources.map(({ urn }) => urn).sort();
  expect(urns.filter(isGoverned)).not.toEqual([]);
  await expect(`${urns.join("\n")}\n`).toMatchFileSnapshot(join(recorded, "urns", `${name}.txt`));
}

const states = globSync("states/*/**/*.json", { cwd: recorded }).sort();

describe.skipIf(!hasEngine)("a stack of an earlier version", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it.each(states)("%s has nothing that this version replaces, creates or deletes", async (file) => {
    const env = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "example" };
    const [, version, name = ""] = /^states\/([^/]+)\/(.+)\.json$/.exec(file) ?? [];
    const stack = await workbench.stack(example(name), { pack: "none", env });
    await stack.restore(join(recorded, file));
    const { steps = [] }: { readonly steps?: readonly { readonly op: string; readonly urn: string }[] } = JSON.parse(
      await stack.previewJson(),
    );
    expect(steps.length, `${version} has no such stack`).toBeGreaterThan(1);
    expect(steps.filter(({ op }) => op !== "same" && op !== "update")).toEqual([]);
    const { deployment } = JSON.parse(readFileSync(join(recorded, file), "utf8"));
    const kept = new Set(steps.map(({ urn }) => urn));
    expect(deployment.resources.map(({ urn }: { urn: string }) => urn).filter(isGoverned)).toSatisfy(
      (urns: readonly string[]) => urns.length > 1 && urns.every((urn) => kept.has(urn)),
    );
  });
});

function isGoverned(urn: string): boolean {
  return urn.includes("infrafabric-digitalocean:");
}
