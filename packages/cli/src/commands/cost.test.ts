import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "./cost.ts";

let folder = "";
let printed = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "governor-cost-"));
  printed = "";
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    printed += text;
  });
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
  vi.stubEnv("GOVERNOR_CATALOGUE", undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function state(inputs: object, stack = "dev"): string {
  const type = "digitalocean:index/droplet:Droplet";
  const resources = [{ urn: `urn:pulumi:${stack}::shop::${type}::web`, type, custom: true, inputs, outputs: {} }];
  return file(
    `${stack}-${JSON.stringify(inputs).length}.json`,
    JSON.stringify({ version: 3, deployment: { resources } }),
  );
}

const web = { size: "s-1vcpu-1gb", region: "nyc3", backups: true };

describe("governor cost", () => {
  it("prints what a stack costs, without settings, too", async () => {
    await run(["--file", state(web)]);
    expect(printed).toContain("shop/dev: 1 resource: 1 priced, 0 free, 0 not priced");
    expect(printed).toMatch(/total a month +\$7\.80 +\$7\.80 +\$7\.80/);
    expect(process.exitCode).toBeUndefined();
  });

  it("fails over the budget of the nearest governor.yaml", async () => {
    file("governor.yaml", "providers: { digitalocean: { cost_limit_monthly: 5 } }\n");
    await run(["--file", state(web), "--format", "json"]);
    expect(JSON.parse(printed)).toMatchObject({ budget: { limit: 5, remaining: -2.8 } });
    expect(process.exitCode).toBe(1);
  });

  it("counts against the budget of the environment", async () => {
    file(
      "governor.yaml",
      "providers: { digitalocean: { cost_limit_monthly: 5 } }\nenvironments: { prod: { providers: { digitalocean: { cost_limit_monthly: 100 } } } }\n",
    );
    await run(["--file", state(web), "--environment", "prod"]);
    expect(printed).toContain("the stack: $7.80 of $100 a month, $92.20 remaining (8 % used)");
    expect(process.exitCode).toBeUndefined();
  });

  it("shows each what-if, then all together, none of which decides the exit code", async () => {
    file("governor.yaml", "providers: { digitalocean: { cost_limit_monthly: 10 } }\n");
    await run([
      "--file",
      state(web),
      "--set",
      "web.size=s-4vcpu-8gb",
      "--without-backups",
      "--region",
      "ams3",
      "--format",
      "json",
    ]);
    const { whatIf } = JSON.parse(printed) as {
      whatIf: readonly { words: string; difference: { expected: number } }[];
    };
    expect(whatIf.map(({ words, difference }) => [words, difference.expected])).toEqual([
      ["web.size=s-4vcpu-8gb", 54.6],
      ["region ams3", 0],
      ["without backups", -1.8],
      ["web.size=s-4vcpu-8gb and region ams3 and without backups", 40.2],
    ]);
    expect(process.exitCode).toBeUndefined();
  });

  it("compares with a stack export of before", async () => {
    await run([
      "--file",
      state({ ...web, backups: false, size: "s-2vcpu-2gb" }),
      "--before",
      state(web),
      "--format",
      "markdown",
    ]);
    expect(printed).toContain("+$10.20 a month (+131 %), $7.80 before, $18 after");
  });

  it("lays a file of assumptions over those of the settings", async () => {
    const usage = file("usage.yaml", "usage: { resources: { web: { outbound_gib: 2024 } } }\n");
    await run(["--file", state(web), "--usage", usage, "--format", "json"]);
    expect(JSON.parse(printed)).toMatchObject({ usage: { expected: 10 }, fixed: { expected: 7.8 } });
  });

  it.each<[string, (file: string) => readonly string[], RegExp]>([
    ["no file", () => [], /--file is missing/],
    ["a file that is not there", () => ["--file", "nowhere.json"], /nowhere\.json does not exist/],
    [
      "a --set that names nothing",
      (one) => ["--file", one, "--set", "wbe.size=c-2", "--region", "mars"],
      /--set: there is no resource "wbe"; did you mean "web"\?[\s\S]*--region: "mars" is not a region/,
    ],
    [
      "an unknown format",
      (one) => ["--file", one, "--format", "pdf"],
      /--format must be one of table, json, markdown, html, not "pdf"/,
    ],
    [
      "a state of another stack",
      (one) => ["--file", one, "--before", state(web, "prod")],
      /is of shop\/prod, but --file .* is of shop\/dev/,
    ],
    [
      "assumptions on nobody",
      (one) => ["--file", one, "--usage", file("u.yaml", "usage: { resources: { wep: { job_hours: 1 } } }")],
      /names "wep", which is not a resource of this stack; did you mean "web"\?/,
    ],
    [
      "assumptions that no price depends on",
      (one) => ["--file", one, "--usage", file("u.yaml", "usage: { resources: { web: { job_hours: 1 } } }")],
      /usage\.resources\["web"\] sets job_hours, which the price of a Droplet does not depend on/,
    ],
    [
      "more than assumptions",
      (one) => ["--file", one, "--usage", file("u.yaml", "budgets: []\nusage: {}\n")],
      /budgets {2}is not for a file of assumptions/,
    ],
    [
      "wrong assumptions",
      (one) => ["--file", one, "--usage", file("u.yaml", "usage: { droplet: { outbound: 1 } }")],
      /usage\.droplet\.outbound {2}unknown key\s+allowed: outbound_gib/,
    ],
    ["what is no stack", () => ["--file", file("x.json", "{}")], /is JSON, but of none of the known forms/],
  ])("refuses %s and prints nothing", async (_, args, message) => {
    await expect(run(args(state(web)))).rejects.toThrow(message);
    expect(printed).toBe("");
  });
});
