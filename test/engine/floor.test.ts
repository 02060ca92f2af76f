// What an app team could loosen before there was a floor, and what stops it now: nothing below is created.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench, type StackOptions } from "./workbench.ts";

/** Breaks six mandatory rules under the floor. */
const program = 'new digitalocean.Droplet("web", { image: "ubuntu-24-04-x64", region: "nyc1", size: "s-8vcpu-16gb" });';

const broken = [
  "droplet-backups",
  "droplet-behind-firewall",
  "droplet-in-vpc",
  "region-allowed",
  "required-tags",
  "size-allowed",
].map((rule) => `mandatory ${rule} web`);

const floor = `providers:
  digitalocean:
    regions: { allowed: [nyc3, ams3] }
    resources:
      droplet: { allowed_sizes: [s-1vcpu-1gb, s-2vcpu-2gb], backup_required: true }
    required_tags: [owner]
environments:
  production: { stacks: ["*/prod"], production: true }
  lab:
    loosens: true
    rules: { droplet-behind-firewall: disabled, droplet-in-vpc: disabled }
    providers: { digitalocean: { regions: { allowed: [nyc1] } } }
`;

/** All that lets the program through where there is no floor. */
const loose = "rules:\n  droplet-in-vpc: disabled\n  droplet-behind-firewall: disabled\n";
const levels = [
  /rules\.droplet-in-vpc\.level +disabled is weaker than mandatory, the floor's level \(.*floor\.yaml, by default\)/,
  /rules\.droplet-behind-firewall\.level +disabled is weaker than mandatory/,
];

const selfLoosening = `${floor}  sandbox:
    stacks: ["*/sandbox-*"]
    rules: { droplet-in-vpc: advisory }
`;

const packs: Readonly<Record<string, string>> = {
  floor: `{ floor: join(__dirname, "../floor.yaml") }`,
  "self-loosening": `{ floor: join(__dirname, "../self-loosening.yaml") }`,
  pinned: `{ settings: join(__dirname, "../floor.yaml"), environment: "production" }`,
  relative: `{ settings: "strict.yaml" }`,
};

const packFiles = Object.entries(packs).flatMap(([name, options]) => [
  [`${name}/PulumiPolicy.yaml`, "runtime: nodejs\n"],
  [`${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
  [
    `${name}/index.js`,
    `const { join } = require("node:path");
const { PolicyPack } = require("@pulumi/policy");
const { governorPolicies } = require("@infrafabric/policy-pack");
new PolicyPack("acme", governorPolicies(${options}));
`,
  ],
]);

describe.skipIf(!hasEngine)("under a platform team's floor", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);
  const platform = workbench.project({
    program: "",
    files: { ...Object.fromEntries(packFiles), "floor.yaml": floor, "self-loosening.yaml": selfLoosening },
  });
  const pack = (name: keyof typeof packs) => join(platform, name);
  const above = workbench.project({ program: "", settings: "tags: {}\n" });
  const looseFile = join(above, "loose.yaml");
  writeFileSync(looseFile, loose);

  const preview = async (settings: string | undefined, options: StackOptions = {}, parent?: string) => {
    const parts = { program, ...(settings === undefined ? {} : { settings }), files: { "strict.yaml": loose } };
    const dir = workbench.project(parts, parent);
    return (await workbench.stack(dir, { pack: pack("floor"), ...options })).preview();
  };

  it("settings that ask for nothing change nothing, and the first line says under what they stand", async () => {
    const { code, policyEvents, text } = await preview(undefined, { config: { "governor:settings": "tags: {}" } });
    expect(inShort(policyEvents.filter(({ enforcementLevel }) => enforcementLevel === "mandatory")), text).toEqual(
      broken,
    );
    expect(text).toContain(
      `governed by stack config governor:settings under the floor ${join(platform, "floor.yaml")}`,
    );
    expect(code).not.toBe(0);
  });

  const nearer = join(above, "apps");
  mkdirSync(nearer);

  const disabling = join(above, "off.json");
  writeFileSync(disabling, '{"all":"disabled"}');

  const ways: readonly (readonly [
    way: string,
    settings: string | undefined,
    options: StackOptions,
    says: readonly RegExp[],
  ])[] = [
    ["stack config governor:settings", undefined, { config: { "governor:settings": loose } }, levels],
    ["a nearer governor.yaml", loose, {}, levels],
    ["GOVERNOR_CONFIG", undefined, { env: { GOVERNOR_CONFIG: looseFile } }, levels],
    [
      "the environment in stack config, of a pack with a floor",
      undefined,
      { config: { "governor:environment": "lab" } },
      [/floor\.yaml:9:3 .*governor:environment selects "lab", but only the floor selects its environments/],
    ],
    [
      "the environment in stack config, of a pack made for one",
      undefined,
      { name: "prod", pack: pack("pinned"), config: { "governor:environment": "lab" } },
      [/governorPolicies\({ environment }\) selects "production", but stack config governor:environment selects "lab"/],
    ],
    [
      "the app's file of a name that a pack reads by a relative path",
      undefined,
      { pack: pack("relative") },
      [/"strict\.yaml" is a relative path, which would be resolved in the folder of the app that the pack checks/],
    ],
    [
      "the name of the stack, which the app's own overlay matches",
      `environments:\n  sandbox:\n    stacks: ["*/sandbox-*"]\n    ${loose.replaceAll("\n", "\n    ")}`,
      { name: "sandbox-prod" },
      [/environments\.sandbox\.rules\.droplet-in-vpc\.level +disabled is weaker than mandatory/],
    ],
    [
      "the name of the stack, which an overlay of the floor matches that does not say that it loosens",
      undefined,
      { name: "sandbox-prod", pack: pack("self-loosening") },
      [/self-loosening\.yaml:15:30 .*loosens its own floor: .*\n.*allowed: mandatory\n.*do: .*set `loosens: true`/],
    ],
    [
      "the configuration of the pack",
      undefined,
      { packConfig: { governor: { rules: { "droplet-in-vpc": "advisory" } } } },
      [/rules\.droplet-in-vpc\.level +advisory is weaker than mandatory/],
    ],
    [
      "a configuration of the pack that has it judge nothing",
      undefined,
      { packConfig: { all: "disabled" } },
      [/--policy-pack-config: all is disabled, which this pack's floor does not allow/],
    ],
    [
      "the same from the engine's environment",
      undefined,
      { env: { PULUMI_OPTION_POLICY_PACK_CONFIG: disabling } },
      [/--policy-pack-config: all is disabled, which this pack's floor does not allow/],
    ],
    [
      "the same from the engine's environment, in quotes",
      undefined,
      { env: { PULUMI_OPTION_POLICY_PACK_CONFIG: `"${disabling}"` } },
      [/--policy-pack-config: all is disabled, which this pack's floor does not allow/],
    ],
  ];

  it.each(ways)("%s is no way around", async (_, settings, options, says) => {
    const { code, text } = await preview(settings, options, nearer);
    expect(code).not.toBe(0);
    for (const words of says) expect(text).toMatch(words);
    expect(text).not.toMatch(/^\s+at .*\.js:\d+/m);
    expect(workbench.done()).toEqual([]);
  });

  it("a component that the project's governor.yaml does not put under it is stopped, and one that it does is not", async () => {
    const bucket = `const { ArchivedBucket } = require("@infrafabric/digitalocean");
      new ArchivedBucket("data", { region: "nyc3", bucketName: "acme-data", tags: { owner: "ann" } });`;
    const file = join(platform, "floor.yaml");
    for (const [settings, mismatched] of [
      ["tags: {}\n", true],
      [`extends: ${file}\n`, false],
    ] as const) {
      const dir = workbench.project({ program: bucket, settings });
      const { code, policyEvents, text } = await (await workbench.stack(dir, { pack: pack("floor") })).preview();
      const mismatches = policyEvents.filter(({ policyName }) => policyName === "governor");
      expect(mismatches.length > 0, text).toBe(mismatched);
      expect(code !== 0, text).toBe(mismatched);
      if (mismatched) expect(mismatches[0]?.message).toContain("fix: add `extends:` to the project's governor.yaml");
    }
  });
});
