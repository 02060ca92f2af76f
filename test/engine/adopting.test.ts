// The way of policy-pack/docs/adopting.md, step by step, as it is written there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { hasEngine, inShort, openWorkbench, policyPack, root } from "./workbench.ts";

const [introduction = "", ...sections] = readFileSync(join(policyPack, "docs", "adopting.md"), "utf8").split(/^## /m);
const steps = sections.filter((section) => /^\d\. /.test(section));

const blockIn = (section: string, language: string) =>
  section.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``))?.[1];
const exitCodeOf = (section: string) => Number(section.match(/^Exit code: (\d+)$/m)?.[1]);

describe.skipIf(!hasEngine)("docs/adopting.md", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("leads an estate that violates from report only to mandatory, each step with its exit code", async () => {
    const estate = blockIn(introduction, "ts") ?? "";
    const dir = workbench.project({ program: estate, settings: blockIn(steps[0] ?? "", "yaml") ?? "" });
    const imports = readFileSync(join(dir, "index.js"), "utf8").replace(estate, "");
    const stack = await workbench.stack(dir);
    const fresh = await workbench.stack(dir, { name: "fresh" });

    // The estate exists, and report only lets the update through.
    const before = await stack.up();
    expect(before.code, before.text).toBe(0);
    expect(workbench.done().sort()).toEqual(["create Droplet", "create Firewall", "create SpacesBucket"]);

    const walked: string[] = [];
    const previews = [];
    for (const step of steps) {
      const [settings, program] = [blockIn(step, "yaml"), blockIn(step, "ts")];
      if (settings !== undefined) writeFileSync(join(dir, "governor.yaml"), settings);
      if (program !== undefined) writeFileSync(join(dir, "index.js"), `${imports}${program}`);
      const preview = await stack.preview();
      previews.push(preview);
      walked.push(`${step.split("\n", 1)[0]}: ${preview.code}`);
      expect(preview.code, preview.text).toBe(exitCodeOf(step));
      if (step.startsWith("2. ")) {
        const blocked = await fresh.preview();
        expect(blocked.code, blocked.text).toBe(1);
        expect(step).toContain(`exit code ${blocked.code}`);
        expect(blocked.text).not.toContain("report only");
      }
    }
    expect(walked).toEqual([
      "1. Report only: 0",
      "2. Enforce in new stacks: 0",
      "3. Make one rule mandatory: 1",
      "4. Fix what it finds: 0",
      "5. Repair violations that have a safe fix: 0",
      "6. Exempt violations that have to wait: 0",
      "7. Mandatory: 1",
    ]);

    const [reported, existing, firewall, fixed, repaired, exempt, mandatory] = previews;
    for (const preview of [reported, existing]) {
      expect(preview?.text).toMatch(/governed by .*; report only \(enforcement: report\): nothing is blocked/);
      expect(wouldBlock(preview)).toEqual([
        "advisory droplet-backups web",
        "advisory droplet-in-vpc web",
        "advisory firewall-no-public-admin-ports web",
        "advisory region-allowed web",
        "advisory required-tags web",
        "advisory spaces-private-acl assets",
      ]);
    }
    const blocking = (preview: typeof reported) =>
      inShort(preview?.policyEvents.filter(({ enforcementLevel }) => enforcementLevel !== "advisory") ?? []);
    expect(blocking(firewall)).toEqual(["mandatory firewall-no-public-admin-ports web"]);
    expect(blocking(fixed)).toEqual([]);
    expect(messages(repaired, /^remediated: /m)).toEqual([
      "advisory droplet-backups web",
      "advisory required-tags web",
      "advisory spaces-private-acl assets",
    ]);
    expect(messages(exempt, /^exempt: /m)).toEqual(["advisory droplet-in-vpc web", "advisory region-allowed web"]);
    expect(blocking(mandatory)).toEqual(["mandatory region-allowed data"]);
  });

  it("accepts by a baseline what is there, and nothing that is new", async () => {
    const section = sections.find((candidate) => candidate.startsWith("With a baseline\n")) ?? "";
    const [, command = ""] = /^npx @infrafabric\/cli (check .*)$/m.exec(section) ?? [];
    const estate = blockIn(introduction, "ts") ?? "";
    const dir = workbench.project({ program: estate, settings: "enforcement: report\n" });
    const imports = readFileSync(join(dir, "index.js"), "utf8").replace(estate, "");
    const stack = await workbench.stack(dir);
    expect((await stack.up()).code).toBe(0);

    writeFileSync(join(dir, "state.json"), await stack.exported());
    writeFileSync(join(dir, "governor.yaml"), blockIn(section, "yaml") ?? "");
    const governor = join(root, "node_modules", ".bin", "governor");
    const written = await capture(governor, command.split(" "), { cwd: dir });
    expect(written.code, written.stderr).toBe(0);
    const accepted = await stack.preview();
    expect(accepted.code, accepted.text).toBe(exitCodeOf(section));
    expect(accepted.text).toContain("in the baseline: ");

    const withVolume = blockIn(steps.find((step) => step.startsWith("7. ")) ?? "", "ts") ?? "";
    writeFileSync(join(dir, "index.js"), `${imports}${withVolume}`);
    const stopped = await stack.preview();
    expect(section).toContain(`exit code is ${stopped.code}`);
    expect(inShort(stopped.policyEvents.filter(({ enforcementLevel }) => enforcementLevel !== "advisory"))).toEqual([
      "mandatory region-allowed data",
      "mandatory required-tags data",
    ]);
  });

  it("creates a governed component that violates, which says so, and none from arguments that cannot work", async () => {
    const tier = (args: string) => `const { GovernedWebTier } = require("@infrafabric/digitalocean");
      new GovernedWebTier("web", { region: "nyc1", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64",
        domain: "www.example.com", alertEmails: ["ops@example.com"], ${args} });`;
    const settings = blockIn(steps[0] ?? "", "yaml") ?? "";
    const dir = workbench.project({ program: tier("dropletArgs: { backups: false }"), settings });
    const { code, text, policyEvents } = await (await workbench.stack(dir)).preview();
    expect(code, text).toBe(0);
    expect(text).toMatch(
      /warning: report only \(enforcement: report\), nothing is blocked: GovernedWebTier "web" would be refused, 2 problems/,
    );
    expect(inShort(policyEvents)).toContain("advisory droplet-backups web-a");

    const wrong = await (await workbench.stack(workbench.project({ program: tier('keys: "a"'), settings }))).preview();
    expect(wrong.code).toBe(1);
    expect(wrong.text).toMatch(/GovernedWebTier "web" cannot be created: 1 problem/);
  });

  type Preview = Awaited<ReturnType<Awaited<ReturnType<typeof workbench.stack>>["preview"]>>;
  const messages = (preview: Preview | undefined, words: RegExp) =>
    inShort(preview?.policyEvents.filter(({ message }) => words.test(message.replace(/<\{%.*?%\}>/g, ""))) ?? []);
  const wouldBlock = (preview: Preview | undefined) => messages(preview, /^would block: /m);
});
