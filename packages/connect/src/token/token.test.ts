import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commandToken } from "./command-token.ts";
import { environmentToken } from "./environment-token.ts";
import { fileToken } from "./file-token.ts";
import { readToken } from "./read-token.ts";
import { tokenProblems } from "./token-problems.ts";

const digits = "0123456789abcdef".repeat(4);
const personal = `dop_v1_${digits}`;

describe("a text that is no token", () => {
  it.each([
    ["", ["is empty"]],
    [" \n", ["is empty"]],
    [`Bearer ${personal}`, ['begins with "Bearer"']],
    [`"${personal}"`, ["is in quotes"]],
    [`'${personal}`, ["is in quotes"]],
    [`${personal}\n`, ["has a space or a line break before or after it"]],
    [` ${personal}`, ["has a space or a line break before or after it"]],
    [`${personal}\n${personal}`, ["has several lines"]],
    [`${personal} x`, ["has a space or another character"]],
    [`${personal}é`, ["has a space or another character"]],
    ["$DIGITALOCEAN_TOKEN", ["is a placeholder"]],
    ["<your-token>", ["is a placeholder"]],
    ["DO00ABCDEFGHIJKLMNOP", ["is a Spaces access key"]],
    [`dor_v1_${digits}`, ["is an OAuth refresh token"]],
    [`"Bearer ${personal}" `, ["is in quotes", "has a space or a line break before", "has a space or another"]],
  ])("%j", (text, problems) => {
    const found = tokenProblems(text);
    expect(found).toHaveLength(problems.length);
    for (const [index, problem] of problems.entries()) expect(found[index]).toContain(problem);
    expect(found.join()).not.toContain(digits.slice(0, 8));
  });

  it.each([personal, `doo_v1_${digits}`, "emulator", "a-token.of_2014"])("is not %j", (text) => {
    expect(tokenProblems(text)).toEqual([]);
    expect(readToken(text, "here")).toBe(text);
  });
});

describe("the token of the environment", () => {
  it("is the provider's variable, else doctl's", () => {
    expect(environmentToken(undefined, { DIGITALOCEAN_TOKEN: "a", DIGITALOCEAN_ACCESS_TOKEN: "b" })).toBe("a");
    expect(environmentToken(undefined, { DIGITALOCEAN_TOKEN: "", DIGITALOCEAN_ACCESS_TOKEN: "b" })).toBe("b");
    expect(environmentToken("STAGING", { DIGITALOCEAN_TOKEN: "a", STAGING: "c" })).toBe("c");
  });

  it.each([
    [{}, "DIGITALOCEAN_TOKEN and DIGITALOCEAN_ACCESS_TOKEN are not set. Create a token"],
    [{ DIGITALOCEAN_TOKEN: "" }, "no token: DIGITALOCEAN_TOKEN is empty"],
    [{ DIGITALOCEAN_TOKEN: `Bearer ${personal}` }, 'the token in DIGITALOCEAN_TOKEN begins with "Bearer"'],
  ])("%j is refused", (env, message) => {
    expect(() => environmentToken(undefined, env)).toThrow(message);
  });
});

/** A file of its owner alone, with a token. */
function written(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "token-")), "token");
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

describe("the token in a file", () => {
  it("is read once, and again when the API refuses it", async () => {
    const file = written("first\n");
    const source = fileToken(file);
    expect(await source({})).toBe("first");
    writeFileSync(file, "second\r\n");
    expect(await source({})).toBe("first");
    expect(await Promise.all([1, 2, 3].map(() => source({ rejected: "first" })))).toEqual(Array(3).fill("second"));
    expect(await source({ rejected: "first" })).toBe("second");
  });

  it.runIf(process.platform !== "win32")("warns once of a file that others can read", async () => {
    const file = written("first");
    chmodSync(file, 0o644);
    const warn = vi.fn();
    const source = fileToken(file, { warn });
    await source({});
    await source({ rejected: "first" });
    expect(warn.mock.calls).toEqual([[`the token in ${file} can be read by others than its owner: chmod 600 ${file}`]]);
    const quiet = vi.fn();
    await fileToken(written("first"), { warn: quiet })({});
    expect(quiet).not.toHaveBeenCalled();
  });

  it("is refused with a reason", async () => {
    await expect(fileToken("/there/is/none")({})).rejects.toThrow("no token: /there/is/none does not exist");
    await expect(fileToken(tmpdir())({})).rejects.toThrow(/is a folder|cannot be one/);
    const file = written(`export T=${personal}\n\n`);
    await expect(fileToken(file)({})).rejects.toThrow(`the token in ${file} has a space`);
    await expect(fileToken(written("x".repeat(20_000)))({})).rejects.toThrow("the file has 20000 bytes");
  });
});

describe("the token that a command prints", () => {
  const node = (script: string) => commandToken([process.execPath, "-e", script], { timeoutSeconds: 30 });

  it("is asked for once by all, and again when the API refuses it", async () => {
    const source = node('console.log("printed-" + process.pid)');
    const [first = "", ...others] = await Promise.all([1, 2, 3].map(() => source({})));
    expect(first).toMatch(/^printed-\d+$/);
    expect(others).toEqual([first, first]);
    expect(await source({ rejected: first })).not.toBe(first);
  });

  it("goes through no shell", async () => {
    const source = commandToken([process.execPath, "-e", "console.log(process.argv[1])", "$(whoami);`id`"]);
    await expect(source({})).rejects.toThrow("is a placeholder");
  });

  it.each([
    ["process.exit(3)", "ended with exit code 3"],
    ["console.log()", "is empty"],
    ["process.stdout.write('x'.repeat(1e6))", "printed more than a token"],
  ])("%s is refused", async (script, message) => {
    await expect(node(script)({})).rejects.toThrow(message);
  });

  it("is refused if it is not there or takes too long", async () => {
    await expect(commandToken(["no-such-program"])({})).rejects.toThrow("no token: no-such-program does not exist");
    const slow = commandToken([process.execPath, "-e", "setInterval(() => {}, 1000)"], { timeoutSeconds: 0.5 });
    await expect(slow({})).rejects.toThrow("did not end within 0.5 s");
  });

  it("does not hold up a request that is aborted", async () => {
    // It ends by itself: a child that outlives the test holds up whoever runs the tests.
    const source = node("setTimeout(() => console.log('late'), 500)");
    const controller = new AbortController();
    const asked = source({ signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    expect(await source({})).toBe("late");
  });
});

afterEach(() => {
  vi.useRealTimers();
});
