// The example of an organisation: an app under the floor of its platform team, judged by that team's pack.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { example, hasEngine, inShort, openWorkbench } from "./workbench.ts";

const app = example("organisation/app");
const platform = example("organisation/platform");

describe("the organisation's app in process", () => {
  it("is governed under the floor that it extends, in production too", async () => {
    for (const stack of ["dev", "prod"]) expect(await previewProgram({ dir: app, stack })).toBeGoverned();
  });

  it("cannot be previewed with settings that loosen the floor", async () => {
    const settings = 'extends: "@acme/governor"\nproviders: { digitalocean: { cost_limit_monthly: 201 } }\n';
    await expect(previewProgram({ dir: app, settings })).rejects.toThrow(
      /2:50 .*201 is more than 200, the floor's limit \(.*platform\/governor\.yaml:4:25\)/,
    );
  });
});

describe.skipIf(!hasEngine)("the organisation's app in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("passes the platform team's pack, which says under which floor", async () => {
    const { code, policyEvents, text } = await (await workbench.stack(app, { pack: platform })).preview();
    expect(inShort(policyEvents.filter(({ enforcementLevel }) => enforcementLevel === "mandatory")), text).toEqual([]);
    expect(code, text).toBe(0);
    expect(text).toContain(
      `governed by ${join(app, "governor.yaml")} under the floor ${join(platform, "governor.yaml")}`,
    );
  });

  it("passes the gate as the README starts it", async () => {
    const [, command = ""] =
      /^npx @infrafabric\/cli (gate .*)$/m.exec(readFileSync(example("organisation/README.md"), "utf8")) ?? [];
    const { configFile } = await workbench.stack(app, { name: "gated" });
    const words = [...command.replace("--stack dev", "--stack gated").split(" "), "--config-file", configFile];
    const governor = join(platform, "node_modules", ".bin", "governor");
    const { code, stdout, stderr } = await capture(governor, words, { cwd: platform, env: workbench.env });
    expect(stdout, stderr).toContain("nothing blocks the update");
    expect(code, stderr).toBe(0);
  });

  it("is stopped with other settings, by the pack alone", async () => {
    const file = join(workbench.folder, "own.yaml");
    writeFileSync(file, "rules: { droplet-in-vpc: disabled }\n");
    const stack = await workbench.stack(app, { name: "own", pack: platform, env: { GOVERNOR_CONFIG: file } });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/own\.yaml:1:26 .*disabled is weaker than mandatory, the floor's level/);
  });
});
