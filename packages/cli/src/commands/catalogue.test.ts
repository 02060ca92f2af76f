import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { usePrices } from "@infrafabric/governor/internal";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "./catalogue.ts";
import { run as cost } from "./cost.ts";

let folder = "";
let printed = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "governor-catalogue-"));
  printed = "";
  vi.spyOn(console, "log").mockImplementation((text: string) => {
    printed += text;
  });
  vi.stubEnv("GOVERNOR_CATALOGUE", undefined);
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  usePrices(undefined);
  rmSync(folder, { recursive: true });
});

const sizes = [
  { slug: "s-1vcpu-1gb", memory: 1024, vcpus: 1, disk: 25, transfer: 1, price_monthly: 7, price_hourly: 0.01042 },
  { slug: "s-1vcpu-2gb", memory: 2048, vcpus: 1, disk: 50, transfer: 2, price_monthly: 12, price_hourly: 0.01786 },
];

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("governor catalogue", () => {
  it("shows each group with its date, its source and what refreshes it", async () => {
    await run([]);
    expect(printed).toMatch(/^catalogue of 2026-11-23, \d+ days? old: list prices in USD without tax/);
    expect(printed).toMatch(/Droplet sizes +138 +2025-06 to 2026-09 +GET \/v2\/sizes/);
    expect(printed).toMatch(/GPU Droplet sizes +11 +3 without a price +2026-09/);
    printed = "";
    await run(["--format", "json"]);
    expect(JSON.parse(printed)).toMatchObject({ asOf: "2026-11-23", groups: expect.any(Array) });
  });

  it("asks the API itself with --live, with a token that may read prices", async () => {
    const emulator = await startEmulator({
      tokens: [
        { token: "dop_v1_prices", account: "emulator", scopes: ["app:read", "regions:read", "sizes:read"] },
        { token: "dop_v1_none", account: "emulator", scopes: ["droplet:read"] },
      ],
    });
    onTestFinished(() => emulator.close());
    vi.stubEnv("DIGITALOCEAN_API_URL", emulator.url);
    vi.stubEnv("DIGITALOCEAN_TOKEN", "dop_v1_prices");
    const output = join(folder, "live.json");
    await run(["refresh", "--live", "--output", output]);
    expect(printed).toMatch(/: 1\d\d Droplet sizes and \d+ container sizes as of /);
    expect(printed).toContain("no prices differ from the catalogue");
    expect(JSON.parse(readFileSync(output, "utf8"))).toMatchObject({ version: 1, asOf: expect.any(String) });

    vi.stubEnv("DIGITALOCEAN_TOKEN", "dop_v1_none");
    const tokenFile = join(folder, "token");
    writeFileSync(tokenFile, "dop_v1_prices\n", { mode: 0o600 });
    await run(["refresh", "--live", "--token-file", tokenFile, "--output", output]);
    await expect(run(["refresh", "--from", "-", "--token-file", tokenFile])).rejects.toThrow(
      "--token-file is for --live",
    );
    await expect(run(["--token-file", tokenFile])).rejects.toThrow("--token-file is for refresh");
    const none = join(folder, "none.json");
    await expect(run(["refresh", "--live", "--output", none])).rejects.toThrow(/was refused with 403/);
    expect(existsSync(none)).toBe(false);
    await expect(run(["refresh", "--live", "--from", "-"])).rejects.toThrow("--live and --from exclude each other");
    await expect(run(["refresh"])).rejects.toThrow("--live or --from is missing");
    await expect(run(["--live"])).rejects.toThrow("--live is for refresh");
  });

  it("takes what an API prices into a dated file, says what differs, and counts with it", async () => {
    const output = join(folder, "new", "catalogue.json");
    await run(["refresh", "--from", file("sizes.json", { sizes }), "--output", output]);
    expect(printed).toContain("2 Droplet sizes and 0 container sizes as of ");
    expect(printed).toContain("s-1vcpu-1gb: $6 -> $7 a month");
    expect(printed).toContain("1 price differs from the catalogue");
    expect(JSON.parse(readFileSync(output, "utf8"))).toMatchObject({
      version: 1,
      dropletSizes: [{ usdPerMonth: 7 }, { usdPerMonth: 12 }],
    });
    usePrices(undefined);
    printed = "";
    const type = "digitalocean:index/droplet:Droplet";
    const state = file("state.json", {
      version: 3,
      deployment: {
        resources: [{ urn: `urn:pulumi:dev::shop::${type}::web`, type, custom: true, inputs: { size: "s-1vcpu-1gb" } }],
      },
    });
    vi.stubEnv("GOVERNOR_CATALOGUE", output);
    await cost(["--file", state, "--format", "json"]);
    expect(JSON.parse(printed)).toMatchObject({
      fixed: { expected: 7 },
      catalogue: { refreshed: expect.stringMatching(/^20\d\d-/) },
    });
    usePrices(undefined);
    vi.stubEnv("GOVERNOR_CATALOGUE", undefined);
    printed = "";
    await cost(["--file", state, "--catalogue", output, "--format", "json"]);
    expect(JSON.parse(printed)).toMatchObject({ fixed: { expected: 7 } });
  });

  it.each<[string, () => readonly string[], RegExp]>([
    ["refresh without an answer", () => ["refresh"], /--from is missing/],
    [
      "an answer that is none",
      () => ["refresh", "--from", file("x.json", { droplets: [] })],
      /is not an answer to GET \/v2\/sizes/,
    ],
    [
      "one page of several",
      () => ["refresh", "--from", file("x.json", { sizes, meta: { total: 9 } })],
      /9 sizes exist, but only 2/,
    ],
    ["another word", () => ["renew", "--from", "x"], /"renew" is not expected\s+--from is for refresh/],
    [
      "a file that no refresh wrote",
      () => ["--catalogue", file("y.json", {})],
      /is not a file of `governor catalogue refresh`/,
    ],
  ])("refuses %s and writes nothing", async (_, args, message) => {
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    await expect(run(args())).rejects.toThrow(message);
    expect(existsSync(join(folder, ".governor"))).toBe(false);
    expect(printed).toBe("");
  });
});
