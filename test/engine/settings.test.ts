// Settings that are missing or wrong block, whatever the pack's configuration says; right ones are found everywhere.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const vpc = 'new digitalocean.Vpc("net", { region: "nyc1" });';
const nyc3Only = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";

describe.skipIf(!hasEngine)("settings in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  const broken: readonly (readonly [what: string, settings: string, says: readonly RegExp[]])[] = [
    ["text that is no YAML", "providers: [", [/governor\.yaml:\d+:\d+ .*not valid YAML/]],
    [
      "unknown keys, wrong values, sizes that do not exist and contradictions, all at once",
      `providers:
  digitalocean:
    region: {}
    cost_limit_monthly: -1
    resources:
      droplet: { allowed_sizes: [s-1vpcu-1gb], backup_required: true }
rules: { droplet-backups: disabled }
rule: {}
`,
      [
        /governor\.yaml:3:5 .*did you mean "regions"/,
        /governor\.yaml:4:25 .*found -1/,
        /governor\.yaml:6:34 .*unknown size "s-1vpcu-1gb"; did you mean "s-1vcpu-1gb"/,
        /governor\.yaml:7:\d+ .*backup_required requires it/,
        /governor\.yaml:8:1 .*did you mean "rules"/,
      ],
    ],
  ];

  it.each(broken)("%s: blocks, and says all of it", async (_, settings, says) => {
    const stack = await workbench.stack(workbench.project({ program: vpc, settings }));
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    for (const words of says) expect(text).toMatch(words);
    expect(text).not.toMatch(/^\s+at .*\.js:\d+/m);
  });

  it("none at all: blocks, says where it looked, and no configuration of the pack can switch that off", async () => {
    const dir = workbench.project({ program: vpc });
    const missing = await (await workbench.stack(dir)).preview();
    expect(missing.code).not.toBe(0);
    expect(missing.text).toMatch(/no settings were found; looked at[\s\S]*GOVERNOR_CONFIG: not set[\s\S]*do: write /);

    const off = await (await workbench.stack(dir, { name: "off", packConfig: { all: "disabled" } })).up(
      "--skip-preview",
    );
    expect(off.code).not.toBe(0);
    expect(workbench.done()).toEqual([]);
  });

  it("wrong ones block although the pack's configuration disables every policy", async () => {
    const dir = workbench.project({ program: vpc, settings: "provider: {}" });
    const { code, text } = await (await workbench.stack(dir, { packConfig: { all: "disabled" } })).preview();
    expect(code).not.toBe(0);
    expect(text).toContain('did you mean "providers"');
  });

  it("come from the pack's configuration", async () => {
    const dir = workbench.project({ program: vpc });
    const packConfig = { governor: { providers: { digitalocean: { regions: { allowed: ["nyc3"] } } } } };
    const { code, policyEvents } = await (await workbench.stack(dir, { packConfig })).preview();
    expect(inShort(policyEvents)).toEqual(["mandatory region-allowed net"]);
    expect(code).not.toBe(0);
  });

  it("in the pack's configuration come before a governor.yaml that does not ask for the rule", async () => {
    const dir = workbench.project({
      program: vpc,
      settings: "providers: { digitalocean: { cost_limit_monthly: 500 } }",
    });
    const packConfig = { governor: { providers: { digitalocean: { regions: { allowed: ["nyc3"] } } } } };
    const { code, policyEvents, text } = await (await workbench.stack(dir, { packConfig })).preview();
    expect(inShort(policyEvents), text).toEqual(["mandatory region-allowed net"]);
    expect(code).not.toBe(0);
  });

  it("hold although the policy that reads them is switched off, which is told at the end", async () => {
    const dir = workbench.project({ program: vpc, settings: nyc3Only });
    const { code, policyEvents } = await (
      await workbench.stack(dir, { packConfig: { governor: "disabled" } })
    ).preview();
    expect(inShort(policyEvents).filter((event) => event.startsWith("mandatory"))).toEqual([
      "mandatory region-allowed net",
    ]);
    expect(policyEvents.at(-1)?.message).toContain("not checked: governor");
    expect(code).not.toBe(0);
  });

  it("that are wrong in the pack's configuration block too, before anything is created", async () => {
    const dir = workbench.project({ program: vpc });
    const packConfig = {
      governor: { providers: { digitalocean: { regions: { allowed: ["nyc3"], disallowed: ["nyc3"] } } } },
    };
    const { code, text } = await (await workbench.stack(dir, { packConfig })).up("--skip-preview");
    expect(code).not.toBe(0);
    expect(text).toContain('"nyc3" is both allowed and disallowed');
    expect(workbench.done()).toEqual([]);
  });

  it("come from GOVERNOR_CONFIG, from stack config, and from a folder above", async () => {
    const above = workbench.project({ program: "", settings: nyc3Only });
    const below = join(above, "apps");
    mkdirSync(below);
    const file = join(above, "governor.yaml");
    const dir = workbench.project({ program: vpc });
    const byVariable = await (await workbench.stack(dir, { env: { GOVERNOR_CONFIG: file } })).preview();
    const byConfig = await (
      await workbench.stack(dir, { name: "config", config: { "governor:settings": nyc3Only } })
    ).preview();
    const byFolder = await (await workbench.stack(workbench.project({ program: vpc }, below))).preview();
    for (const { policyEvents, text } of [byVariable, byConfig, byFolder]) {
      expect(inShort(policyEvents), text).toEqual(["mandatory region-allowed net"]);
    }
  });
});

describe.skipIf(!hasEngine)("settings that are easily missed", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("a governor.yaml that is wrong blocks although GOVERNOR_CONFIG comes first", async () => {
    const right = join(workbench.project({ program: "", settings: nyc3Only }), "governor.yaml");
    const dir = workbench.project({ program: vpc, settings: "provider: {}\n" });
    const { code, text } = await (await workbench.stack(dir, { env: { GOVERNOR_CONFIG: right } })).preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/governor\.yaml:1:1 .*did you mean "providers"/);
  });

  it("a mapping in the stack's configuration is read, by the pack and by components", async () => {
    const archive = `
      const { ArchivedBucket } = require("@infrafabric/digitalocean");
      new ArchivedBucket("data", { region: "nyc3", bucketName: "acme-data" });`;
    const stack = await workbench.stack(workbench.project({ program: vpc + archive }));
    const mapping = `  governor:settings:
    providers:
      digitalocean: { regions: { allowed: [nyc3] } }
    exemptions:
      - { rule: region-allowed, resource: other, reason: r, owner: o, expires: 2030-06-30 }
`;
    const before = readFileSync(stack.configFile, "utf8")
      .replace(/^config:.*\n/m, "")
      .trimEnd();
    writeFileSync(stack.configFile, `${before}\nconfig:\n${mapping}`);
    const { policyEvents, text } = await stack.preview();
    expect(inShort(policyEvents), text).toContain("mandatory region-allowed net");
    expect(text).toContain("governed by stack config governor:settings");
  });

  it("a secret one that is wrong blocks without a word of it", async () => {
    const secrets = { "governor:settings": "providers: { digitalocean: { regions: { allowed: [mrk9] } } }" };
    const archive = `const { ArchivedBucket } = require("@infrafabric/digitalocean");
      new ArchivedBucket("data", { region: "nyc3", bucketName: "acme-data" });`;
    const dir = workbench.project({ program: archive });
    for (const pack of [undefined, "none"]) {
      const options = { name: pack ?? "pack", secrets, ...(pack === undefined ? {} : { pack }) };
      const { code, text } = await (await workbench.stack(dir, options)).preview();
      expect(code).not.toBe(0);
      expect(text).toMatch(/providers\.digitalocean\.regions\.allowed\[0\].*unknown region/);
      expect(text).toMatch(/allowed: .*nyc3/);
      expect(text).not.toContain("mrk9");
    }
  });

  it("a secret one that is right is not shown either", async () => {
    const settings = `
providers: { digitalocean: { resources: { droplet: { monitoring_required: true } }, required_tags: [mrk9a] }, mrk9cloud: {} }
environments: { mrk9env: { stacks: ["*/*"], production: true } }
tags: { allowed: { team: [mrk9b] } }
budgets: [{ tag: "team:mrk9c", monthly: 1 }]
exemptions: [{ rule: droplet-monitoring, resource: web, reason: mrk9d, owner: mrk9e, expires: 2999-01-01 }]
`;
    const droplet = `new digitalocean.Droplet("web", { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags: ["team:a"] });
      new digitalocean.DatabaseCluster("data", { region: "nyc3", engine: "pg", version: "17", size: "db-s-1vcpu-1gb", nodeCount: 1 });`;
    const dir = workbench.project({ program: droplet });
    const { code, text } = await (await workbench.stack(dir, { secrets: { "governor:settings": settings } })).preview();
    expect(code).not.toBe(0);
    expect(text).toContain("governed by stack config governor:settings, environment [secret]");
    expect(text).toContain("until 2999-01-01: [secret] ([secret])");
    expect(text).toContain("the allowed values are [secret]");
    expect(text).toContain("lists the provider [secret]");
    expect(text).not.toContain("mrk9");
  });

  it("a pack's configuration without effect blocks, with all of it at once", async () => {
    const dir = workbench.project({ program: vpc, settings: nyc3Only });
    const packConfig = {
      providers: {},
      "region-allowed": "advisory",
      "firewall-no-public-ingress": { allowed_ports: [22] },
      "region-alowed": "disabled",
      all: "advisory",
    };
    const { code, text } = await (await workbench.stack(dir, { packConfig })).preview();
    expect(code).not.toBe(0);
    for (const says of [
      /providers has no effect here: put the settings under "governor"/,
      /set levels in the settings: .*"rules": { "region-allowed": "advisory" }/,
      /allowed_ports has no effect: set parameters in/,
      /region-alowed is not a policy of this pack/,
      /all does not take a level: .* set "enforcement: report" in governor\.yaml/,
    ])
      expect(text).toMatch(says);
    expect(text).not.toMatch(/^\s+at .*\.js:\d+/m);
  });

  it("a lower level in a configuration that the pack cannot see is the engine's to apply", async () => {
    const dir = workbench.project({ program: vpc, settings: nyc3Only });
    const cli = join(workbench.folder, "renamed");
    copyFileSync(workbench.engine, cli);
    const env = { GOVERNOR_CONFIG: join(dir, "governor.yaml") };
    for (const policy of ["all", "region-allowed"]) {
      const options = { name: policy, cli, env, packConfig: { [policy]: "advisory" } };
      const { code, policyEvents, text } = await (await workbench.stack(dir, options)).preview();
      expect(inShort(policyEvents), text).toEqual(["advisory region-allowed net"]);
      expect(code).toBe(0);
    }
  });

  it("an exemption for an object's namesake does not cover it", async () => {
    const dir = workbench.project({
      program: `const bucket = new digitalocean.SpacesBucket("site", { region: "nyc3", acl: "public-read" });
        new digitalocean.SpacesBucketObject("SpacesBucket::site", { region: "nyc3", bucket: bucket.name, key: "k", content: "", acl: "public-read" });`,
      settings: `exemptions:\n  - { rule: spaces-private-acl, resource: "SpacesBucket::site", reason: r, owner: o, expires: "2030-12-31" }\n`,
    });
    const { policyEvents, text } = await (await workbench.stack(dir)).preview();
    const acl = policyEvents.filter(({ policyName }) => policyName === "spaces-private-acl");
    expect(inShort(acl), text).toEqual(["advisory spaces-private-acl site", "mandatory spaces-private-acl site"]);
  });
});

describe.skipIf(!hasEngine)("environments and exemptions in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);
  const overlay = `${nyc3Only}environments:\n  production:\n    stacks: ["*/prod"]\n    production: true\n    providers: { digitalocean: { regions: { allowed: [nyc1] } } }\n  staging: {}\n`;

  it("the overlay whose stacks match is laid over the settings", async () => {
    const stack = await workbench.stack(workbench.project({ program: vpc, settings: overlay }), { name: "prod" });
    const { code, policyEvents } = await stack.preview();
    expect(inShort(policyEvents)).toEqual([]);
    expect(code).toBe(0);
  });

  it("two origins that disagree on the environment block", async () => {
    const dir = workbench.project({ program: vpc, settings: overlay });
    const stack = await workbench.stack(dir, { name: "prod", config: { "governor:environment": "staging" } });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/governor:environment selects "staging", but .*production/);
  });

  const exempting = (exemption: string) =>
    `${nyc3Only}exemptions:\n  - { rule: region-allowed, reason: moved next year, owner: ann, ${exemption} }\n`;

  it("an exemption is reported and does not block; once it has expired the finding is back", async () => {
    const held = workbench.project({ program: vpc, settings: exempting('resource: net, expires: "2035-12-31"') });
    const exempt = await (await workbench.stack(held)).preview();
    expect(exempt.code, exempt.text).toBe(0);
    expect(exempt.policyEvents).toMatchObject([
      { enforcementLevel: "advisory", message: expect.stringContaining("exempt: ") },
    ]);

    const late = workbench.project({ program: vpc, settings: exempting('resource: net, expires: "2026-01-31"') });
    const expired = await (await workbench.stack(late)).preview();
    expect(expired.code).not.toBe(0);
    expect(expired.text).toContain("expired after 2026-01-31 UTC");
  });

  it("an exemption that matches nothing blocks in a stack that it names, and warns elsewhere", async () => {
    const program = 'new digitalocean.Vpc("net", { region: "nyc3" });';
    const named = workbench.project({
      program,
      settings: exempting('resource: gone, stacks: ["*/prod"], expires: "2035-12-31"'),
    });
    const inIt = await (await workbench.stack(named, { name: "prod" })).preview();
    expect(inIt.code).not.toBe(0);
    expect(inIt.text).toContain('for "gone" (owner ann, expires 2035-12-31) matches no finding');

    const anywhere = workbench.project({ program, settings: exempting('resource: gone, expires: "2035-12-31"') });
    const warned = await (await workbench.stack(anywhere)).preview();
    expect(warned.code).toBe(0);
    expect(warned.policyEvents).toMatchObject([{ enforcementLevel: "advisory", policyName: "governor-conclusion" }]);
  });
});
