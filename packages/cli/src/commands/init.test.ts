import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run as check } from "./check.ts";
import { run } from "./init.ts";

const state = join(import.meta.dirname, "../../../../test/recorded/state.json");
let folder = "";
let printed = "";
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "governor-init-"));
  printed = "";
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    printed += text;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

describe("governor init", () => {
  it("writes settings under which the same file passes", async () => {
    await run(["--file", state, "--output", at("governor.yaml")]);
    expect(printed).toMatch(/^wrote .*governor\.yaml, which fits 1 stack/);
    await check(["--file", state, "--config", at("governor.yaml")]);
    expect(process.exitCode).toBe(0);
  });

  it("writes an example without a file, or prints it", async () => {
    await run(["--output", at("governor.yaml")]);
    printed = "";
    await run(["--output", "-"]);
    expect(printed).toContain(readFileSync(at("governor.yaml"), "utf8"));
    expect(printed).toContain("cost_limit_monthly: 500");
  });

  it("names the JSON schema if it is there", async () => {
    await run(["--output", at("without.yaml")]);
    const schema = "node_modules/@infrafabric/governor/schema";
    mkdirSync(at(schema), { recursive: true });
    writeFileSync(at(`${schema}/governor.schema.json`), "{}");
    await run(["--output", at("with.yaml")]);
    expect(readFileSync(at("without.yaml"), "utf8")).not.toContain("yaml-language-server");
    expect(readFileSync(at("with.yaml"), "utf8")).toMatch(
      new RegExp(`^# yaml-language-server: \\$schema=${schema}/governor\\.schema\\.json\n`),
    );
  });

  it("overwrites only if it is told to", async () => {
    writeFileSync(at("governor.yaml"), "mine");
    await expect(run(["--output", at("governor.yaml")])).rejects.toThrow(/exists already: .*--force/);
    expect(readFileSync(at("governor.yaml"), "utf8")).toBe("mine");
    await run(["--output", at("governor.yaml"), "--force"]);
    expect(readFileSync(at("governor.yaml"), "utf8")).toContain("providers:");
  });

  it("writes nothing for input that it cannot read, and names each", async () => {
    writeFileSync(at("a.json"), "{}");
    writeFileSync(at("b.json"), "text");
    const args = ["--file", at("a.json"), "--file", at("b.json"), "--output", at("governor.yaml")];
    await expect(run(args)).rejects.toThrow(/a\.json is JSON, but of none of the known forms[\s\S]*b\.json/);
    expect(existsSync(at("governor.yaml"))).toBe(false);
    await expect(run(["--fiel", "x"])).rejects.toThrow("did you mean --file?");
  });
});
