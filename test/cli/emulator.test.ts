// `governor emulator` as set-up leaves it in node_modules/.bin.
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";
import { capture } from "../../tools/bootstrap/process.mjs";

const governor = join(root, "node_modules", ".bin", "governor");
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<number | null>;
}

const run = (...args: readonly string[]) => follow(spawn(governor, args));

function follow(child: ChildProcessWithoutNullStreams): Run {
  started.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part) => {
      text += part;
    });
  }
  return { child, out: () => text, ended: once(child, "close").then(([code]) => code) };
}

/** Waits until it listens; answers with its address. */
async function address({ out, ended }: Run): Promise<string> {
  const failed = ended.then((code) => {
    throw new Error(`ended with ${code}: ${out()}`);
  });
  for (;;) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out());
    if (found !== null && out().includes("Ctrl-C")) return found[0];
    await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 5))]);
  }
}

/** Ends it, and waits. */
async function stop({ child, ended }: Run, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  return ended;
}

describe("governor emulator", () => {
  it("prints an environment that works, and writes it to a file that only its owner reads", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "governor-")), "emulator.env");
    writeFileSync(file, "old", { mode: 0o644 });
    const one = run("emulator", "--port", "0", "--write-env", file);
    const url = await address(one);
    const written = readFileSync(file, "utf8");
    expect(one.out()).toContain(written);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const shell = spawn("sh", ["-c", '. "$1" && exec "$2" -e "$3"', "sh", file, process.execPath, environmentProbe]);
    let text = "";
    shell.stdout.on("data", (part) => {
      text += part;
    });
    await once(shell, "close");
    expect(JSON.parse(text)).toEqual({ url, status: 200, endpoint: "http://{{.Region}}.spaces.emulator.test" });
    expect(await stop(one, "SIGTERM")).toBe(0);
  });

  it("writes the environment to a file that was not there", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "governor-")), "new.env");
    const one = run("emulator", "--port", "0", "--write-env", file);
    const url = await address(one);
    expect(readFileSync(file, "utf8")).toContain(`DIGITALOCEAN_API_URL='${url}'`);
    expect(await stop(one, "SIGTERM")).toBe(0);
  });

  it("keeps what it has where it is told to, whichever signal ends it", async () => {
    const persist = mkdtempSync(join(tmpdir(), "governor-"));
    const headers = { authorization: "Bearer emulator" };
    const first = run("emulator", "--port", "0", "--persist", persist);
    const body = JSON.stringify({ name: "net", region: "nyc3" });
    expect((await fetch(`${await address(first)}/v2/vpcs`, { method: "POST", headers, body })).status).toBe(201);
    expect(await stop(first, "SIGINT")).toBe(0);
    const second = run("emulator", "--port", "0", "--persist", persist);
    const kept = await fetch(`${await address(second)}/v2/vpcs`, { headers });
    expect(await kept.json()).toMatchObject({ vpcs: [{ name: "default-nyc3" }, { name: "net" }] });
    expect(await stop(second, "SIGTERM")).toBe(0);
  });

  it("is there in fifteen times what an empty Node takes", async () => {
    const emptyNode: number[] = [];
    const emulator: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      let began = performance.now();
      await capture(process.execPath, ["--eval", ""]);
      emptyNode.push(performance.now() - began);
      began = performance.now();
      const one = run("emulator", "--port", "0");
      await address(one);
      emulator.push(performance.now() - began);
      await stop(one, "SIGTERM");
    }
    console.log("started in, ms:", emulator.map(Math.round), "an empty Node:", emptyNode.map(Math.round));
    // The best of each: what else the machine does is not theirs.
    expect(Math.min(...emulator) / Math.min(...emptyNode)).toBeLessThan(15);
  });

  it("says that its port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const taken = server.address();
    const port = typeof taken === "object" ? String(taken?.port) : "";
    const one = run("emulator", "--port", port);
    expect(await one.ended).toBe(2);
    expect(one.out()).toContain(`port ${port} is in use`);
    expect(one.out()).not.toContain("    at ");
    server.close();
  });

  it("warns where others may come in", async () => {
    const one = run("emulator", "--port", "0", "--host", "0.0.0.0");
    await expect.poll(one.out).toMatch(/WARNING: listening on 0.0.0.0[\s\S]*replace 127.0.0.1 with one of: /);
    expect(one.out()).not.toContain("http://0.0.0.0");
    expect(await stop(one, "SIGTERM")).toBe(0);
  });

  describe("where an older Node comes first", () => {
    const older = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.11.0" } })';
    const bin = join(root, "packages", "cli", "bin", "governor.mjs");
    const node = ["--import", `data:text/javascript,${older}`, bin, "emulator", "--port", "0"];

    it("goes on with the Node of the set-up", async () => {
      const one = follow(spawn(process.execPath, node));
      await address(one);
      expect(await stop(one, "SIGTERM")).toBe(0);
    });

    it.each(["SIGINT", "SIGHUP"] as const)("closes when the terminal tells all of it: %s", async (signal) => {
      const folder = mkdtempSync(join(tmpdir(), "governor-"));
      // `detached` makes it a group of its own, as a shell does: the signal goes to both processes.
      const one = follow(spawn(process.execPath, node, { detached: true, env: { ...process.env, TMPDIR: folder } }));
      await address(one);
      const { pid } = one.child;
      if (pid === undefined) throw new Error("it has no process");
      process.kill(-pid, signal);
      expect(await one.ended).toBe(0);
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  it("teaches, and names every problem of a command line", async () => {
    const help = run("emulator", "--help");
    expect(await help.ended).toBe(0);
    expect(help.out()).toContain("--persist DIR");
    const wrong = run("emulator", "--prot", "1", "--port", "high", "more");
    expect(await wrong.ended).toBe(2);
    expect(wrong.out()).toMatch(/unknown option --prot[\s\S]*not "high"[\s\S]*"more" is not expected/);
    const other = run("emulate");
    expect(await other.ended).toBe(2);
    expect(other.out()).toContain('unknown command "emulate"');
  });
});

describe("governor --version", () => {
  it("says the version of the package", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "packages", "cli", "package.json"), "utf8"));
    const one = run("--version");
    expect(await one.ended).toBe(0);
    expect(one.out()).toBe(`${version}\n`);
  });
});

/** A program that uses the environment. */
const environmentProbe = `
const { DIGITALOCEAN_API_URL: url, DIGITALOCEAN_TOKEN: token, SPACES_ENDPOINT_URL: endpoint } = process.env;
fetch(url + "/v2/account", { headers: { authorization: "Bearer " + token } })
  .then(({ status }) => console.log(JSON.stringify({ url, status, endpoint })));
`;
