import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../rules";
import { type LoadOptions, loadSettings } from "./load";
import { SettingsError } from "./problem";

const marker = "mrk9";

/** What is said of stack config that is secret. */
function said(stackConfig: string, more: Partial<LoadOptions> = {}): string {
  const options: LoadOptions = {
    ...{ order: "pack", env: {}, startDir: { unknownBecause: "" }, rules, project: "shop", stack: "prod" },
    ...{ stackConfig, stackConfigIsSecret: true },
    ...more,
  };
  try {
    loadSettings(options);
  } catch (error) {
    if (error instanceof SettingsError) return JSON.stringify([error.message, error.problems]);
    throw error;
  }
  return "";
}

const digitalocean = (text: string) => `providers: { digitalocean: { ${text} } }\n`;

describe("settings that are secret", () => {
  it.each([
    ["a region", digitalocean(`regions: { allowed: [${marker}] }`), /regions\.allowed\[0\].*unknown region.*allowed: /],
    ["a region that is nearly one", digitalocean("regions: { allowed: [sfo9] }"), /unknown region.*allowed: /],
    ["a type", digitalocean(`enabled: ${marker}`), /enabled.*expected true or false/],
    ["a number", digitalocean("cost_limit_monthly: -4711"), /must be more than 0/],
    ["a list", digitalocean(`required_tags: ${marker}`), /required_tags.*expected a list/],
    ["a tag", digitalocean(`required_tags: ["${marker} x"]`), /a tag key contains/],
    ["a key", `${marker}: 1\n`, /unknown key.*allowed: extends, providers, /],
    ["a key that is nearly one", `provider: ${marker}\n`, /unknown key.*allowed: extends, providers, /],
    ["a key at another's place", `regions: ${marker}\n`, /unknown key/],
    ["a provider", `providers: { digitaloceans: ${marker} }\n`, /is not valid/],
    ["a rule", `rules: { ${marker}: advisory }\n`, /unknown rule.*allowed: /],
    ["a level", `rules: { droplet-backups: ${marker} }\n`, /unknown level.*allowed: /],
    ["a rule of one's own", `rules: { acme/${marker}: ${marker} }\n`, /rules\.\? .*unknown level/],
    ["an environment", `environments: { ${marker}: { rules: { x: ${marker} } } }\n`, /environments\.\?\.rules\.\?/],
    ["its name", `environments: { "${marker} ": {} }\n`, /the name of an environment contains/],
    ["its globs", `environments: { a: { stacks: [${marker}] } }\n`, /matches no stack/],
    ["a default", `tags: { default: { k: ${marker} }, allowed: { k: [${marker}2] } }\n`, /is not valid/],
    ["an exemption", `exemptions: [{ rule: ${marker}, resource: "${marker}::x" }]\n`, /unknown rule.*names no kind/],
    ["a date", `exemptions: [{ expires: ${marker} }]\n`, /not a valid date/],
    ["a budget", `budgets: [{ tag: "${marker}", monthly: 1 }]\n`, /written key:value/],
    ["text that is no mapping", `- ${marker}\n`, /expected a mapping|is not valid/],
    ["text that is no YAML", `providers: [${marker}\n`, /is not valid/],
    ["an alias", `providers: *${marker}\n`, /is not valid/],
    ["a block", `providers: |${marker}\n  x\n`, /is not valid/],
    ["a key twice", `tags: {}\n${marker}: 1\n${marker}: 2\n`, /is not valid/],
    ["a path", `/nowhere/${marker}.yaml`, /points to a file that cannot be read/],
    ["what is neither", marker, /not YAML text or an absolute path/],
  ])("say where and what is allowed, never what stands there: %s", (_, text, says) => {
    const message = said(text);
    expect(message).not.toContain(marker);
    for (const value of ["sfo9", "4711", "digitaloceans", "did you mean"]) expect(message).not.toContain(value);
    expect(message).toMatch(says);
  });

  it("do not show the environments that they declare, nor one that is configured in secret", () => {
    const text = `environments: { ${marker}a: { stacks: ["*/prod"] }, ${marker}b: {} }\n`;
    expect(said(text, { environment: "other" })).toMatch(/selects \\"other\\", which is not declared/);
    expect(said(text, { environment: "other" })).not.toContain(marker);
    const configured = { configuredEnvironment: `${marker}b`, configuredEnvironmentIsSecret: true };
    expect(said(text, configured)).toMatch(/governor:environment selects a secret value, but/);
    expect(said(text, configured)).not.toContain(marker);
    expect(said("tags: {}\n", { ...configured, stackConfigIsSecret: false })).not.toContain(marker);
  });

  it("do not show the path of their file", () => {
    const folder = mkdtempSync(join(tmpdir(), marker));
    writeFileSync(join(folder, "x.yaml"), "provider: {}\n");
    const message = said(join(folder, "x.yaml"));
    rmSync(folder, { recursive: true });
    expect(message).toContain("the file in stack config governor:settings");
    expect(message).not.toContain(marker);
  });

  it("are right where they are right", () => {
    expect(said(digitalocean("regions: { allowed: [nyc3] }"))).toBe("");
  });
});

describe("a mapping in the stack's YAML", () => {
  it("is read as Pulumi hands it over, its dates too", () => {
    const text =
      '{"exemptions":[{"expires":"2027-06-30 00:00:00 +0000 UTC","owner":"o","reason":"r","resource":"x","rule":"region-allowed"}],"providers":{"digitalocean":{"regions":{"allowed":["nyc3"]}}}}';
    const settings = loadSettings({
      ...{ order: "project", env: {}, startDir: "/", rules, project: "shop", stack: "prod", stackConfig: text },
    });
    expect(settings).toMatchObject({
      digitalocean: { regions: { allowed: ["nyc3"] } },
      exemptions: [{ expires: "2027-06-30" }],
    });
  });
});
