// Whose governor.yaml governs, wherever `pulumi` is started from: always the project's own.
import { copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as automation from "@pulumi/pulumi/automation/index.js";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench, policyPack } from "./workbench.ts";

const vpc = 'new digitalocean.Vpc("net", { region: "nyc1" });';
const only = (region: string) => `providers: { digitalocean: { regions: { allowed: [${region}] } } }\n`;

describe.skipIf(!hasEngine)("whose governor.yaml governs", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  /** Another project, whose settings let everything pass, and one that has its own. */
  const projects = () => ({
    theirs: workbench.project({ program: "", settings: only("nyc1") }),
    own: workbench.project({ program: vpc, settings: only("nyc3") }),
  });

  it("the project's, where a program starts `pulumi` in its folder and leaves PWD as it was", async () => {
    const { theirs, own } = projects();
    const stack = await workbench.stack(own, { pwd: theirs });
    const { policyEvents, text } = await stack.preview();
    expect(inShort(policyEvents), text).toEqual(["mandatory region-allowed net"]);
    expect(text).toContain(`governed by ${join(own, "governor.yaml")}`);
  });

  it("the project's, with -C", async () => {
    const { theirs, own } = projects();
    const stack = await workbench.stack(own, { cwd: theirs });
    const { policyEvents, text } = await stack.preview("-C", own);
    expect(inShort(policyEvents), text).toEqual(["mandatory region-allowed net"]);
  });

  it("the project's, from one of its subfolders", async () => {
    const own = workbench.project({
      program: vpc,
      settings: only("nyc3"),
      files: { "src/governor.yaml": only("nyc1") },
    });
    const { policyEvents, text } = await (await workbench.stack(own, { cwd: join(own, "src") })).preview();
    expect(inShort(policyEvents), text).toEqual(["mandatory region-allowed net"]);
  });

  it("the repository's for a project without one, and never a sibling's", async () => {
    const repository = workbench.project({ program: "", settings: only("nyc3") });
    mkdirSync(join(repository, "apps"));
    const sibling = workbench.project({ program: "", settings: only("nyc1") }, join(repository, "apps"));
    const own = workbench.project({ program: vpc }, join(repository, "apps"));
    const stack = await workbench.stack(own, { pwd: sibling });
    const { policyEvents, text } = await stack.preview();
    expect(inShort(policyEvents), text).toEqual(["mandatory region-allowed net"]);
  });

  it("a relative GOVERNOR_CONFIG starts at the project's root", async () => {
    const { theirs } = projects();
    const own = workbench.project({
      program: vpc,
      files: { "governor.yaml": only("nyc1"), "strict.yaml": only("nyc3") },
    });
    const env = { GOVERNOR_CONFIG: "strict.yaml" };
    const { policyEvents, text } = await (await workbench.stack(own, { env, pwd: theirs })).preview();
    expect(inShort(policyEvents), text).toEqual(["mandatory region-allowed net"]);
  });

  it("nobody's where the engine is not to be found: it stops and asks for GOVERNOR_CONFIG", async () => {
    const { own } = projects();
    const cli = join(workbench.folder, "iac");
    copyFileSync(workbench.engine, cli);
    const { code, text } = await (await workbench.stack(own, { cli, name: "other" })).preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/the project's folder is unknown: none of the processes that started the policy pack/);
    expect(text).toContain("set GOVERNOR_CONFIG to the absolute path of your governor.yaml");
    const env = { GOVERNOR_CONFIG: "governor.yaml" };
    const relative = await (await workbench.stack(own, { cli, name: "relative", env })).preview();
    expect(relative.code).not.toBe(0);
    expect(relative.text).toMatch(/is a relative path, and the project's folder is unknown/);
    const named = { GOVERNOR_CONFIG: join(own, "governor.yaml") };
    const asked = await (await workbench.stack(own, { cli, name: "asked", env: named })).preview();
    expect(inShort(asked.policyEvents), asked.text).toEqual(["mandatory region-allowed net"]);
  });

  it("the project's, in the Automation API with a workDir", async () => {
    const { own } = projects();
    const env = Object.fromEntries(
      Object.entries(workbench.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const created = await workbench.stack(own, { name: "auto" });
    copyFileSync(created.configFile, join(own, "Pulumi.auto.yaml"));
    const installed = join(workbench.folder, "installed");
    mkdirSync(join(installed, "bin"), { recursive: true });
    symlinkSync(workbench.engine, join(installed, "bin", "pulumi"));
    const pulumiCommand = await automation.PulumiCommand.get({ root: installed });
    const stack = await automation.LocalWorkspace.selectStack(
      { stackName: "auto", workDir: own },
      { envVars: env, pulumiCommand },
    );
    let output = "";
    const preview = stack.preview({ policyPacks: [policyPack], onOutput: (text) => (output += text) });
    await expect(preview).rejects.toThrow(/region-allowed/);
    expect(output).toContain(`governed by ${join(own, "governor.yaml")}`);
  });
});
