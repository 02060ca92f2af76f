// `governor emulator exec` as set-up leaves it in node_modules/.bin, as CI uses it.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";
import { capture } from "../../tools/bootstrap/process.mjs";

const governor = join(root, "node_modules", ".bin", "governor");
const env = { ...process.env, AWS_PROFILE: "mine" };
const exec = (...args: readonly string[]) => capture(governor, ["emulator", "exec", ...args], { cwd: ".", env });
const folder = () => mkdtempSync(join(tmpdir(), "governor-exec-"));
const node = (program: string) => ["--", process.execPath, "--input-type=module", "--eval", program];

const started: ChildProcess[] = [];
/** Starts `emulator exec` in a group of its own: a test that fails leaves no command behind, which would hold its output open. */
function start(args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(governor, ["emulator", "exec", ...args], { ...options, detached: true });
  started.push(child);
  return child;
}
afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    } catch {
      // All of the group has ended.
    }
  }
});

/** A program that creates a VPC and prints what it sees. */
const createVpc = `
const { DIGITALOCEAN_API_URL: url, DIGITALOCEAN_TOKEN: token, HTTP_PROXY, AWS_PROFILE } = process.env;
const headers = { authorization: "Bearer " + token };
const { status } = await fetch(url + "/v2/vpcs", { method: "POST", headers, body: '{"name":"net","region":"nyc3"}' });
const { vpcs } = await (await fetch(url + "/v2/vpcs", { headers })).json();
console.log(JSON.stringify({ url, status, names: vpcs.map(({ name }) => name), HTTP_PROXY, AWS_PROFILE }));
`;

describe("governor emulator exec", () => {
  it("runs a command against an emulator that is there and ends with it", async () => {
    const { code, stdout, stderr } = await exec(...node(createVpc));
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const { url, ...seen } = JSON.parse(stdout);
    expect(seen).toEqual({ status: 201, names: ["default-nyc3", "net"], HTTP_PROXY: url });
    await expect(fetch(url)).rejects.toThrow();
  });

  it("runs several side by side, each with a port of its own", async () => {
    const runs = await Promise.all([1, 2, 3].map(() => exec(...node(createVpc))));
    const seen = runs.map(({ stdout }) => JSON.parse(stdout));
    expect(new Set(seen.map(({ url }) => url)).size).toBe(3);
    expect(seen.map(({ names }) => names)).toEqual(seen.map(() => ["default-nyc3", "net"]));
  });

  it("ends with the exit code of the command", async () => {
    expect((await exec("--", "sh", "-c", "exit 7")).code).toBe(7);
    expect((await exec("--", "sh", "-c", "kill -TERM $$")).code).toBe(143);
  });

  it("gives the command its input, its arguments and its folder", async () => {
    const child = start(["--", "sh", "-c", 'cat; echo "$1"; pwd', "sh", "a b"], { cwd: tmpdir() });
    let text = "";
    child.stdout?.on("data", (part) => {
      text += part;
    });
    child.stdin?.end("hello\n");
    await once(child, "close");
    expect(text).toBe(`hello\na b\n${tmpdir()}\n`);
  });

  it("keeps what the command made, and goes on from there", async () => {
    const persist = folder();
    await exec("--persist", persist, ...node(createVpc));
    const { stdout } = await exec("--persist", persist, ...node(createVpc));
    expect(JSON.parse(stdout)).toMatchObject({ status: 422, names: ["default-nyc3", "net"] });
  });

  it("has faults, a seed and rate limits", async () => {
    const program = createVpc.replace("const { vpcs }", "if (status === 500) process.exit(5);\nconst { vpcs }");
    expect((await exec("--fault", "server-error,path=/v2/vpcs,count=1", ...node(program))).code).toBe(5);
    const keyOf = async (seed: string) =>
      (await exec("--seed", seed, "--limits", "--", "printenv", "SPACES_SECRET_ACCESS_KEY")).stdout;
    expect(await keyOf("one")).toBe(await keyOf("one"));
    expect(await keyOf("one")).not.toBe(await keyOf("two"));
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "passes %s on, waits for the command, and then ends",
    async (signal) => {
      const persist = folder();
      const ready = join(persist, "..", `${persist.split("/").at(-1)}-ready`);
      const program = `trap 'echo closed > "$1"; exit 3' TERM INT HUP; echo ready > "$1"; while :; do sleep 0.05; done`;
      const child = start(["--persist", persist, "--", "sh", "-c", program, "sh", ready], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      const ended = once(child, "close");
      await expect.poll(() => existsSync(ready) && readFileSync(ready, "utf8")).toBe("ready\n");
      child.kill(signal);
      expect(await ended).toEqual([3, null]);
      expect(readFileSync(ready, "utf8")).toBe("closed\n");
      // The folder was given back.
      expect((await exec("--persist", persist, "--", "true")).code).toBe(0);
    },
  );

  it("passes on a signal that comes as soon as the command runs", async () => {
    const program = "trap 'exit 3' INT; kill -INT $PPID; while :; do sleep 0.05; done";
    const runs = Array.from({ length: 4 }, () =>
      once(start(["--", "sh", "-c", program], { stdio: "ignore" }), "close"),
    );
    expect(await Promise.all(runs)).toEqual(runs.map(() => [3, null]));
  });

  it("ends as a shell does for a command that a signal killed", async () => {
    const child = start(["--", "sleep", "60"], { stdio: "ignore" });
    const ended = once(child, "close");
    const isAsleep = async () => (await capture("pgrep", ["-P", String(child.pid), "sleep"], { cwd: "." })).code === 0;
    await expect.poll(isAsleep).toBe(true);
    child.kill("SIGTERM");
    expect(await ended).toEqual([143, null]);
  });

  it("says what is wrong before it runs anything", async () => {
    const marker = join(folder(), "ran");
    const wrong = await exec("--port", "high", "--fault", "resett", "--", "touch", marker);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toMatch(/^governor: --port must be .*\n.*--fault "resett" is not a valid fault/);
    expect(await exec("touch", marker)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("the command is missing: give it after --"),
    });
    const file = join(folder(), "file");
    await capture("touch", [file], { cwd: "." });
    const unstartable = await exec("--persist", file, "--", "touch", marker);
    expect(unstartable).toMatchObject({ code: 2, stderr: expect.stringContaining(file) });
    expect(unstartable.stderr).not.toContain("    at ");
    expect(existsSync(marker)).toBe(false);
    expect(await exec("--", "no-such-command")).toMatchObject({
      code: 127,
      stderr: expect.stringContaining("no-such-command does not exist"),
    });
    expect((await exec("--", tmpdir())).code).toBe(126);
  });

  it("shows its help", async () => {
    const { code, stdout } = await exec("--help");
    expect(code).toBe(0);
    expect(stdout).toContain("governor emulator exec -- pulumi up --yes");
  });
});
