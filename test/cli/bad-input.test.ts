// Input that no command can work with, by `governor` as set-up leaves it in node_modules/.bin: exit code 2, one message
// and nothing written.
import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

const recorded = (name: string) => readFileSync(join(root, "test", "recorded", name), "utf8");
let folder = "";

const sealed = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "AAABAMADEUPmadeupMADEUP=",
};

/** A state whose secrets are encrypted: one Droplet has a region that can be read, and backups that cannot. */
function encryptedState(): string {
  const type = "digitalocean:index/droplet:Droplet";
  const inputs = { region: "ams2", size: "s-1vcpu-1gb", backups: sealed };
  const resources = [
    { urn: `urn:pulumi:prod::shop::${type}::web`, type, custom: true, id: "1", inputs, outputs: sealed },
  ];
  return JSON.stringify({ version: 3, deployment: { secrets_providers: { type: "passphrase" }, resources } });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "governor-bad-input-"));
  const files = {
    "governor.yaml":
      "providers: { digitalocean: { regions: { allowed: [nyc3] }, resources: { droplet: { backup_required: true } } } }\n",
    "state.json": recorded("state.json"),
    "other.json": '{"name": "not a stack"}',
    "cut.json": recorded("preview-create.json").slice(0, 5000),
    "cut.jsonl": recorded("preview-create.stream.jsonl").slice(0, 5000),
    "sealed.json": encryptedState(),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  governor("check", "--file", "state.json", "--write-baseline", "baseline.json");
  writeFileSync(join(folder, "blog.json"), recorded("state.json").replaceAll("recorded-up", "blog"));
});

afterAll(() => rmSync(folder, { recursive: true }));

const bin = join(root, "node_modules", ".bin", "governor");

function governor(...args: readonly string[]) {
  const { GOVERNOR_CONFIG: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: folder, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** Every command that reads a stack, told to write where it can write. */
const readers = [
  ["check", "--output", "new.txt"],
  ["check", "--write-baseline", "new.json"],
  ["init", "--output", "new.yaml"],
  ["cost"],
  ["scopes"],
];

const cases: readonly (readonly [what: string, message: RegExp, ...args: readonly string[]])[] = [
  ...readers.flatMap((args): typeof cases => [
    [
      "a file of none of the known forms",
      /other\.json is JSON, but of none of the known forms/,
      ...args,
      "--file",
      "other.json",
    ],
    ["a truncated preview", /cut\.json begins as JSON and does not end as JSON/, ...args, "--file", "cut.json"],
    ["a truncated stream", /cut\.jsonl/, ...args, "--file", "cut.jsonl"],
    ["no such file", /--file none\.json does not exist/, ...args, "--file", "none.json"],
  ]),
  ["no such settings", /--config none\.yaml does not exist/, "check", "--file", "state.json", "--config", "none.yaml"],
  ["no such settings", /--config none\.yaml does not exist/, "cost", "--file", "state.json", "--config", "none.yaml"],
  [
    "a baseline of another project",
    /is the baseline of the project recorded-up/,
    "check",
    "--file",
    "blog.json",
    "--baseline",
    "baseline.json",
  ],
  [
    "an unknown framework",
    /--framework must be one of .*did you mean "soc2"\?/,
    "check",
    "--file",
    "state.json",
    "--framework",
    "soc3",
  ],
  ["an unknown framework", /--framework must be one of/, "rules", "--framework", "soc3"],
  [
    "an unknown format",
    /--format must be one of .*did you mean "json"\?/,
    "check",
    "--file",
    "state.json",
    "--format",
    "jsno",
  ],
  ["an unknown format", /--format must be one of/, "cost", "--file", "state.json", "--format", "pdf"],
  ["an unknown format", /--format must be one of/, "scopes", "--file", "state.json", "--format", "pdf"],
  ["an unknown format", /--format must be one of/, "catalogue", "--format", "pdf"],
  [
    "a --set that names nothing",
    /--set: there is no resource "nobody"/,
    "cost",
    "--file",
    "state.json",
    "--set",
    "nobody.size=s-1vcpu-1gb",
  ],
  [
    "a --set that names no input",
    /--set: Droplet .* has no input "sise"/,
    "cost",
    "--file",
    "state.json",
    "--set",
    "Droplet::web.sise=s-1vcpu-1gb",
  ],
  ["a file to overwrite", /governor\.yaml exists already/, "init"],
  [
    "answers that are none",
    /other\.json is not an answer to GET/,
    "catalogue",
    "refresh",
    "--from",
    "other.json",
    "--output",
    "new.json",
  ],
  ["an unknown rule", /unknown rule "nothing"/, "explain", "nothing"],
  ["an unknown argument", /"more" is not expected/, "schema", "more"],
  ["no command to gate", /the command is missing[\s\S]*--pack is missing/, "gate"],
  ["a port that is none", /--port must be a number/, "emulator", "--port", "x"],
  ["an unknown command", /unknown command "chekc"/, "chekc"],
];

describe("bad input ends with exit code 2, one message and nothing written:", () => {
  it.each(cases.map(([what, message, ...args]) => ({ what, message, args })))("$what: $args", ({ message, args }) => {
    const before = readdirSync(folder);
    const { status, stdout, stderr } = governor(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^governor: /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(readdirSync(folder)).toEqual(before);
  });
});

it.skipIf(!existsSync("/dev/full"))("a full disk ends with exit code 2 and one message", () => {
  const full = openSync("/dev/full", "w");
  const args = ["check", "--file", "state.json", "--format", "json"];
  const { status, stderr } = spawnSync(bin, args, { cwd: folder, stdio: ["ignore", full, "pipe"], encoding: "utf8" });
  closeSync(full);
  expect(status).toBe(2);
  expect(stderr).toBe("governor: standard output cannot be written: ENOSPC\n");
});

it("standard input is read for one option alone", () => {
  const { GOVERNOR_CONFIG: _, ...env } = process.env;
  const input = recorded("state.json");
  const args = ["cost", "--file", "-", "--usage", "-"];
  const { status, stderr } = spawnSync(bin, args, { cwd: folder, env, input, encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain("standard input can be read for one option alone");
});

it("an encrypted state is judged as far as it can be read", () => {
  const { status, stdout } = governor("check", "--file", "sealed.json", "--format", "json");
  expect(status).toBe(1);
  const statusOf = (rule: string) =>
    JSON.parse(stdout).findings.find((finding: { rule: string }) => finding.rule === rule)?.status;
  expect(statusOf("region-allowed")).toBe("violation");
  expect(statusOf("droplet-backups")).toBe("undecided");
  expect(stdout).not.toContain("MADEUP");
});
