// Governed components in the real engine: what they tell the pack, and what they rest on.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, inShort, openWorkbench, root } from "./workbench.ts";

/** The tiers of these programs have no keys. */
const withoutKeys = ["advisory droplet-ssh-keys web-a", "advisory droplet-ssh-keys web-b"];

const settings = `providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    resources: { droplet: { backup_required: true, monitoring_required: true } }
`;

/** A web tier in a JavaScript program; `around` stands before it, `opts` are its options. */
const program = (args = "", around = "", opts = "{}") => `
const { GovernedWebTier } = require("@infrafabric/digitalocean");
${around}
const web = new GovernedWebTier("web", {
  region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", domain: "www.example.com",
  skipAlerts: true, skipUptimeCheck: true, ${args}
}, ${opts});
exports.tag = web.dropletTag;
`;

const nested = `
class Around extends pulumi.ComponentResource {}
const around = new Around("acme:index:Around", "around");`;

describe("a governed component in process", () => {
  const projectOf = (files: Readonly<Record<string, string>>): string => {
    const dir = mkdtempSync(join(tmpdir(), "infrafabric-component-"));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const imports = `const pulumi = require("@pulumi/pulumi");\n`;
    const all = { "Pulumi.yaml": "name: shop\nruntime: nodejs\n", "governor.yaml": settings, ...files };
    for (const [name, text] of Object.entries(all)) {
      writeFileSync(join(dir, name), name.endsWith(".js") ? imports + text : text);
    }
    symlinkSync(join(root, "test", "node_modules"), join(dir, "node_modules"));
    return dir;
  };

  it("that used other settings is an error, too", async () => {
    const other = JSON.stringify(`${settings}rules: { droplet-in-vpc: advisory }\n`);
    const { evaluation } = await previewProgram({ dir: projectOf({ "index.js": program(`governor: ${other}`) }) });
    expect(evaluation.notices).toMatchObject([
      { level: "error", message: expect.stringContaining("used different settings from those in") },
    ]);
  });

  it("finds the names that the provider makes up during up", async () => {
    const archive = `const { ArchivedBucket } = require("@infrafabric/digitalocean");
      new ArchivedBucket("archive", { region: "nyc3" });`;
    const { findings } = await previewProgram({ dir: projectOf({ "index.js": archive }), mode: "up" });
    expect(findings).toEqual([]);
  });
});

describe.skipIf(!hasEngine)("a governed component in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("that used other settings than the pack is stopped", async () => {
    const other = JSON.stringify(`${settings}rules: { droplet-in-vpc: advisory }\n`);
    const dir = workbench.project({ program: program(`governor: ${other}`), settings });
    const { code, policyEvents, text } = await (await workbench.stack(dir)).preview();
    expect(inShort(policyEvents), text).toEqual([...withoutKeys, "mandatory governor web"]);
    expect(policyEvents.find(({ policyName }) => policyName === "governor")?.message).toContain(
      "used different settings from those in",
    );
    expect(code).not.toBe(0);
  });

  it("is held to its controls also where a transform weakens one that the settings do not ask for", async () => {
    const weaken = `{ transforms: [({ type, props, opts }) =>
      type === "digitalocean:index/droplet:Droplet" ? { props: { ...props, monitoring: false }, opts } : undefined] }`;
    const quiet = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";
    const dir = workbench.project({ program: program("", "", weaken), settings: quiet });
    const { code, policyEvents, text } = await (await workbench.stack(dir)).preview();
    expect(inShort(policyEvents), text).toEqual([
      ...withoutKeys,
      "mandatory droplet-monitoring web-a",
      "mandatory droplet-monitoring web-b",
    ]);
    expect(code).not.toBe(0);
  });

  it("passes the pack with an exemption in code, which the pack reads from it", async () => {
    const exempting = "exempt_in_code: [droplet-backups]\n";
    const args = `dropletArgs: { backups: false },
      exemptions: [{ rule: "droplet-backups", reason: "stateless", owner: "ann", expires: "2035-12-31" }],`;
    const dir = workbench.project({ program: program(args), settings: settings + exempting });
    const { code, policyEvents, text } = await (await workbench.stack(dir)).preview();
    expect(code, text).toBe(0);
    expect(inShort(policyEvents)).toEqual([
      "advisory droplet-backups web-a",
      "advisory droplet-backups web-b",
      ...withoutKeys,
    ]);
    expect(policyEvents.find(({ policyName }) => policyName === "droplet-backups")?.message).toContain("exempt: ");
  });

  it("knows the URNs that its children get, also inside another component", async () => {
    const urn = (name: string) =>
      `urn:pulumi:dev::project-*::acme:index:Around$infrafabric-digitalocean:index:GovernedWebTier$digitalocean:index/droplet:Droplet::web-${name}`;
    const exemptions = ["a", "b"].map(
      (name) =>
        `  - { rule: droplet-monitoring, resource: "${urn(name)}", reason: r, owner: o, expires: "2035-12-31" }\n`,
    );
    const dir = workbench.project({
      program: program("dropletArgs: { monitoring: false },", nested, "{ parent: around }"),
      settings: `${settings}exemptions:\n${exemptions.join("")}`,
    });
    const stack = await workbench.stack(dir);
    const { code, policyEvents, text } = await stack.preview();
    expect(code, text).toBe(0);
    expect(inShort(policyEvents)).toEqual([
      "advisory droplet-monitoring web-a",
      "advisory droplet-monitoring web-b",
      ...withoutKeys,
    ]);
  });

  it("stops a rollout at a Droplet that is not healthy: the next is unchanged, and none is deleted", async () => {
    const healthcheck = { protocol: "http", port: 80, path: "/", checkIntervalSeconds: 3, healthyThreshold: 2 };
    const quick = { loadBalancerArgs: { healthcheck } };
    const dir = workbench.project({
      program: program('...require("./args.json"),'),
      settings,
      files: { "args.json": JSON.stringify(quick) },
    });
    const stack = await workbench.stack(dir, { pack: "none" });
    const up = await stack.up("--skip-preview");
    expect(up.code, up.text).toBe(0);
    const change = (args: object) => writeFileSync(join(dir, "args.json"), JSON.stringify({ ...quick, ...args }));
    const health = { healthUrl: "http://127.0.0.1:1/{ip}", healthTimeoutSeconds: 4 };
    change({ ...health, tags: { owner: "web" } });
    const tagged = await stack.up("--skip-preview");
    expect(tagged.code, tagged.text).toBe(0);
    change({ ...health, userData: "#!/bin/sh\necho two" });
    const before = workbench.done().length;
    const stopped = await stack.up("--skip-preview");
    expect(stopped.code).not.toBe(0);
    expect(stopped.text).toMatch(/web-a is not healthy after 4 s: http:\/\/127\.0\.0\.1:1\/[0-9.]+ did not answer/);
    expect(workbench.done().slice(before)).toEqual(["create Droplet"]);
  });
});
