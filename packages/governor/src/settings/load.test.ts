import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { testRules } from "./fixtures/rules";
import { seed } from "./fixtures/seed";
import { type LoadOptions, loadSettings } from "./load";

const options: LoadOptions = {
  order: "project",
  explicit: `${seed}environments: { production: { production: true }, lab: { stacks: ["**"] } }\n`,
  env: {},
  startDir: "/",
  rules: testRules,
  project: "shop",
  stack: "prod",
};

describe("loadSettings", () => {
  it("finds, checks and decides the environment in one call", () => {
    const settings = loadSettings(options);
    expect(settings.origin).toBe("the requested settings");
    expect(settings.environment).toEqual({ name: "lab", production: false });
    expect(settings.digitalocean.cost_limit_monthly).toBe(500);
  });

  it("passes both names of the environment on", () => {
    expect(() => loadSettings({ ...options, environment: "production" })).toThrow(/selects "production", but/);
    expect(() => loadSettings({ ...options, configuredEnvironment: "production" })).toThrow(
      /governor:environment selects "production", but/,
    );
  });

  it("does not let another origin hide a governor.yaml that is wrong", () => {
    const startDir = mkdtempSync(join(tmpdir(), "governor-load-"));
    const file = join(startDir, "governor.yaml");
    writeFileSync(file, "provider: {}\n");
    const wrong = /did you mean "providers"/;
    expect(() => loadSettings({ ...options, startDir })).toThrow(wrong);
    for (const env of [{}, { GOVERNOR_CONFIG: file }])
      expect(() => loadSettings({ ...options, explicit: "tags: {}", env, startDir })).toThrow(wrong);
    expect(() => loadSettings({ ...options, startDir: { unknownBecause: "" } })).not.toThrow();
    writeFileSync(file, "tags: {}\n");
    expect(loadSettings({ ...options, startDir }).origin).toBe("the requested settings");
    rmSync(startDir, { recursive: true });
  });
});
