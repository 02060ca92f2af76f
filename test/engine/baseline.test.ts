// An estate that violates rules and has a baseline: the same verdict by governor check, in the pack and in process.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { blocks } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";
import { hasEngine, inShort, openWorkbench, policyPack } from "./workbench.ts";

const droplet = (name: string) =>
  `new digitalocean.Droplet("${name}", { image: "ubuntu-24-04-x64", region: "ams3", size: "s-1vcpu-1gb" });\n`;
const strict = `providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    resources: { droplet: { backup_required: true } }
`;

describe.skipIf(!hasEngine)("a baseline", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("lets an existing stack go on, and stops what is new, wherever it is judged", async () => {
    const dir = workbench.project({ program: droplet("old"), settings: "enforcement: report\n" });
    const stack = await workbench.stack(dir, { pack: policyPack });
    expect((await stack.up()).code).toBe(0);
    writeFileSync(join(dir, "governor.yaml"), strict);
    const blocked = await stack.preview();
    expect(blocked.code, blocked.text).not.toBe(0);

    writeFileSync(join(dir, "state.json"), await stack.exported());
    const governor = (...args: readonly string[]) =>
      spawnSync(join(root, "node_modules", ".bin", "governor"), ["check", "--file", ...args], {
        cwd: dir,
        encoding: "utf8",
      });
    expect(governor("state.json").status).toBe(1);
    expect(governor("state.json", "--write-baseline", "baseline.json").status).toBe(0);
    writeFileSync(join(dir, "governor.yaml"), `${strict}baseline: baseline.json\n`);

    const carried = await stack.preview();
    expect(carried.code, carried.text).toBe(0);
    expect(carried.text).toMatch(/in the baseline: backups: the Droplet has no backups/);
    expect((await stack.up()).code).toBe(0);
    expect(governor("state.json").status).toBe(0);

    const entry = join(dir, "index.js");
    writeFileSync(entry, `${readFileSync(entry, "utf8")}${droplet("new")}`);
    const { code, policyEvents } = await stack.preview();
    expect(code).not.toBe(0);
    const stopping = policyEvents.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(stopping.map(({ resourceUrn }) => resourceUrn.split("::").at(-1))).not.toContain("old");
    writeFileSync(join(dir, "preview.json"), await stack.previewJson());
    const report = JSON.parse(governor("preview.json", "--format", "json").stdout);
    const inProcess = await previewProgram({ dir, stack: report.findings[0].urn.split(":")[2] });
    const short = (findings: typeof inProcess.findings) =>
      findings.filter(blocks).map(({ rule, urn }) => `mandatory ${rule} ${urn.split("::").at(-1)}`);
    expect(inShort(stopping)).toEqual(short(report.findings).sort());
    expect(short(inProcess.findings).sort()).toEqual(short(report.findings).sort());
  });
});
