import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { reportOf, run, tableOf } from "./token.ts";

describe("the command line of governor token", () => {
  it.each([
    [["chekc"], 'unknown command "token chekc"; there is token check'],
    [["check", "--format", "html"], '--format must be one of table, json, not "html"'],
    [["check", "--file", "there/is/none.json"], "there/is/none.json does not exist"],
    [["check", "x"], '"x" is not expected'],
  ])("%j is refused", async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
  });
});

describe("the report of a token", () => {
  const held = new Map([
    ["droplet:create", "yes"],
    ["droplet:read", "yes"],
    ["vpc:read", "no"],
    ["vpc:create", "no"],
    ["spaces_key:create_credentials", "not-verifiable"],
  ] as const);
  const rateLimit = { limit: 5000, remaining: 4800, resetsAt: new Date(0) };

  it("names the scopes that are missing, not needed and not verifiable", () => {
    const needed = new Set(["droplet:read", "vpc:read"]);
    expect(tableOf(reportOf(held, needed, 3 * 86_400 + 5, rateLimit))).toBe(
      [
        "has             droplet:create",
        "                droplet:read",
        "missing         vpc:read",
        "not needed      droplet:create",
        "not verifiable  none",
        "expires         in 3 days",
        "rate limit      4800 of 5000 requests left",
      ].join("\n"),
    );
  });

  it("tells without stacks what a token has", () => {
    expect(reportOf(held, undefined, null, rateLimit)).toMatchObject({
      missing: undefined,
      unneeded: undefined,
      notVerifiable: ["spaces_key:create_credentials"],
    });
    expect(tableOf(reportOf(held, undefined, null, undefined))).toContain("expires         never");
  });
});

describe("governor token check", () => {
  const state = join(import.meta.dirname, "../../../../test/recorded/state.json");

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.exitCode = undefined;
  });

  /** What it prints, and its exit code, for a token of these scopes. */
  async function checkedWith(scopes: readonly string[], expiresIn?: number) {
    const token = "dop_v1_secret";
    const emulator = await startEmulator({
      tokens: [{ token, scopes, ...(expiresIn === undefined ? {} : { expiresIn }) }],
    });
    onTestFinished(() => emulator.close());
    if (expiresIn !== undefined) emulator.cloud.clock.advance(expiresIn * 2000);
    vi.stubEnv("DIGITALOCEAN_API_URL", emulator.url);
    vi.stubEnv("DIGITALOCEAN_TOKEN", token);
    const printed = vi.spyOn(console, "log").mockImplementation(() => {});
    await run(["check", "--file", state]);
    return { text: printed.mock.calls.join("\n"), exitCode: process.exitCode };
  }

  it("ends with 1 for a token that lacks a scope, and with 0 for one that lacks none", async () => {
    const { text, exitCode } = await checkedWith(["read"]);
    expect(text).toMatch(/missing +\S*:create/);
    expect(text).not.toContain("secret");
    expect(exitCode).toBe(1);
    process.exitCode = undefined;
    const whole = await checkedWith(["read", "write"]);
    expect(whole.text).toMatch(/missing +none/);
    expect(whole.exitCode).toBeUndefined();
  });

  it("refuses a token that has expired, without showing it", async () => {
    const refused = checkedWith(["read"], 60);
    await expect(refused).rejects.toThrow("the token is wrong, revoked or expired");
    await expect(refused).rejects.not.toThrow("dop_v1_secret");
  });
});
