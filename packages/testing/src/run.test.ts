import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PreviewError } from "./errors";
import type { PreviewOptions } from "./options";
import { previewProgram } from "./preview";
import { refuseOtherThanNode, runChild } from "./run";
import { droplet, program, projectWith } from "./test/project";
import { noNyc, settings } from "./test/rules";

async function failure(body: string, options: Omit<PreviewOptions, "dir"> = {}): Promise<Error> {
  const dir = projectWith({ "index.ts": program(body) });
  try {
    await previewProgram({ dir, settings, rules: [noNyc], ...options });
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("the preview was made");
}

const one = `new digitalocean.Droplet("web", ${droplet});`;

/** Processes of this package that run under this one. */
function children(): readonly string[] {
  const lines = execFileSync("ps", ["-A", "-o", "ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes(join("child", "main.m")));
}

describe("a program that fails", () => {
  test("throws: its own error, with its whole stack in its own lines", async () => {
    const error = await failure(`
enum Depth { Deep = 12 }
class OwnError extends Error { override name = "OwnError"; }
function down(level: number): void {
  if (level === 0) throw new OwnError("no luck");
  down(level - 1);
}
${one}
down(Depth.Deep - 6);`);
    expect(error).toMatchObject({ name: "OwnError", message: "no luck" });
    const frames = error.stack?.split("\n") ?? [];
    expect(frames[0]).toBe("OwnError: no luck");
    expect(frames[1]).toMatch(/at down \(.*\/index\.ts:7:\d+\)$/);
    expect(frames.filter((frame) => frame.includes("at down"))).toHaveLength(7);
    expect(error.stack).toMatch(/index\.ts:11:1\)?$/m);
  });

  test.each([
    ["in an exported function", `${one} export = async () => { throw new Error("no luck"); };`, "no luck"],
    ["where nobody waits", `${one} Promise.reject(new Error("no luck"));`, "no luck"],
    [
      "in an apply",
      `new digitalocean.Droplet("web", { ...${droplet}, region: pulumi.output(1).apply(() => { throw new Error("no luck"); }) });`,
      "no luck",
    ],
    ["later", `${one} setTimeout(() => { throw new Error("no luck"); }, 5);`, "no luck"],
    ["something that is no error", `${one} throw "a text";`, "the program threw 'a text'"],
    [
      "a resource twice",
      `${one} ${one}`,
      "Duplicate resource URN 'urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::web'",
    ],
    ["an import that is not there", `import "./nowhere"; ${one}`, "Cannot find module './nowhere'"],
    ["a syntax error", `${one}\nconst = 3;`, "index.ts:4:7: Variable declaration expected."],
  ])("%s", async (_, body, message) => {
    expect((await failure(body)).message).toContain(message);
  });

  test("errors of one program have the stack that Node.js gives them", async () => {
    const { outputs } = await previewProgram({
      dir: projectWith({
        "index.ts": program(`${one}
const before = Error.stackTraceLimit;
export const limits = pulumi.output(1).apply(() => [before, Error.stackTraceLimit, new Error().stack?.includes("index.ts")]);`),
      }),
      settings,
      rules: [],
    });
    expect(outputs).toEqual({ limits: [10, 10, true] });
  });
});

describe("a program that does not come to its end", () => {
  test("registers nothing: nothing is governed", async () => {
    const error = await failure(`export function main() { ${one} }`);
    expect(error).toBeInstanceOf(PreviewError);
    expect(error.message).toMatch(
      /index\.ts finished without registering any resources.*must create its resources when it is imported/,
    );
  });

  test.each([
    ["waits for a timer", `${one} setInterval(() => {}, 1_000);`],
    ["loops", `${one} for (;;) {}`],
  ])("%s: stopped in time", async (_, body) => {
    const error = await failure(body, { timeoutSeconds: 4 });
    expect(error).toBeInstanceOf(PreviewError);
    expect(error.message).toMatch(/index\.ts was still running after 4 s and was stopped.*timeoutSeconds/);
  });

  test("ends the process", async () => {
    const error = await failure(`${one} console.log("bye"); process.exit(0);`);
    expect(error).toBeInstanceOf(PreviewError);
    expect(error.message).toMatch(/index\.ts exited \(exit code \d\).*not call process\.exit\.\nIt printed:\nbye\n/s);
  });

  test("says that it failed", async () => {
    expect((await failure(`${one} process.exitCode = 3;`)).message).toMatch(/ended with exit code 3/);
  });

  test.each([
    [
      "awaits what never settles",
      `${one} export = async () => { await new Promise(() => {}); };`,
      "stopped before it had finished",
    ],
    [
      "has an input that never settles",
      `${one} new digitalocean.Droplet("stuck", { ...${droplet}, size: new Promise<string>(() => {}) });`,
      `"stuck" [digitalocean:index/droplet:Droplet] was waiting for the value of its input property "size"`,
    ],
  ])("%s", async (_, body, message) => {
    const error = await failure(body);
    expect(error).toBeInstanceOf(PreviewError);
    expect(error.message).toContain(message);
  });

  test("is not there", async () => {
    const lost = { settings, rules: [] };
    await expect(previewProgram({ dir: projectWith({}), ...lost })).rejects.toThrow(
      /contains no program: looked for index\.js, index\.ts/,
    );
    await expect(previewProgram({ dir: projectWith({}), program: "x.ts", ...lost })).rejects.toThrow(
      /no program at .*x\.ts/,
    );
    await expect(previewProgram({ dir: "/nowhere", ...lost })).rejects.toThrow("/nowhere is not a folder");
  });

  test("has no SDK", async () => {
    const dir = projectWith({ "index.ts": program(one) }, { installed: false });
    await expect(previewProgram({ dir, settings, rules: [] })).rejects.toThrow(
      /@pulumi\/pulumi is not installed for .*index\.ts/,
    );
  });
});

describe("what is too old", () => {
  test.each(["20.20.2", "22.17.0", "23.4.0"])("Node %s", (version) => {
    expect(() => refuseOtherThanNode({ node: version })).toThrow(
      `@infrafabric/testing needs Node 22.18 or later, or 24; this is ${version}.`,
    );
  });

  test.each(["22.18.0", "24.0.0", "26.1.0"])("not Node %s", (version) => {
    expect(() => refuseOtherThanNode({ node: version })).not.toThrow();
  });

  test.each([
    ["Bun", { node: "24.3.0", bun: "1.3.4" }],
    ["Deno", { node: "24.2.0", deno: "2.6.0" }],
  ])("%s, which calls itself a Node", (name, versions) => {
    expect(() => refuseOtherThanNode(versions)).toThrow(
      `previewProgram needs Node, as Pulumi's own Node.js host does; this is ${name} `,
    );
  });

  test.each(["3.113.0", "2.25.2", "3.203.9"])("@pulumi/pulumi %s", async (version) => {
    const sdk = "node_modules/@pulumi/pulumi";
    const dir = projectWith(
      { "index.ts": program(one), [`${sdk}/package.json`]: JSON.stringify({ version }), [`${sdk}/index.js`]: "" },
      { installed: false },
    );
    await expect(previewProgram({ dir, settings, rules: [] })).rejects.toThrow(
      `needs @pulumi/pulumi 3.204.0 or later, found ${version} in ${dir}: `,
    );
  });
});

test("a wrong option is named, without what else was given", async () => {
  const dir = projectWith({ "index.ts": program(one) });
  const config: Record<string, string> = JSON.parse(`{ "token": "hush", "size": 3 }`);
  const error = await previewProgram({ dir, settings, rules: [], config }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PreviewError);
  expect(String(error)).toBe("PreviewError: these options cannot be read: `config` must be an object of texts");
});

describe("wrong options", () => {
  const problemsOf = async (options: string): Promise<string> => {
    const given: PreviewOptions = JSON.parse(options, (_, value: unknown) => (value === "big" ? 2n ** 70n : value));
    const error = await previewProgram(given).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PreviewError);
    return String(error);
  };

  test.each([
    [`{ "dir": ".", "stack": 5 }`, "`stack` must be the name of a stack"],
    [`{ "dir": ".", "rules": "x" }`, "`rules` must be a list of rules"],
    [`{ "dir": ".", "rules": [null] }`, "`rules` must be a list of rules"],
    [`{}`, "`dir` must be the path of a folder"],
    [`{ "dir": 3 }`, "`dir` must be the path of a folder"],
    [`{ "dir": ".", "program": {} }`, "`program` must be the path of a file or folder"],
    [`{ "dir": ".", "project": "" }`, "`project` must be the name of a project"],
    [`{ "dir": ".", "settings": {} }`, "`settings` must be a path or YAML text"],
    [`{ "dir": ".", "environment": ["dev"] }`, "`environment` must be the name of an environment"],
    [`{ "dir": ".", "mode": "down" }`, "`mode` must be `preview` or `up`"],
    [`{ "dir": ".", "config": null }`, "`config` must be an object of texts"],
    [`{ "dir": ".", "invokes": [] }`, "`invokes` must be an object of objects that JSON can hold"],
    [
      `{ "dir": ".", "stacks": { "a/b/c": { "id": "big" } } }`,
      "`stacks` must be an object of objects that JSON can hold",
    ],
    [`{ "dir": ".", "timeoutSeconds": -1 }`, "`timeoutSeconds` must be a number above 0, at most 2147483"],
    [`{ "dir": ".", "timeoutSeconds": 1e9 }`, "`timeoutSeconds` must be a number above 0, at most 2147483"],
    [
      `{ "dir": ".", "nonsense": 1 }`,
      "`nonsense` is not an option (options: dir, program, project, stack, config, settings, environment, rules, mode, invokes, stacks, timeoutSeconds)",
    ],
    [`null`, "they must be an object"],
  ])("%s", async (options, problem) => {
    expect(await problemsOf(options)).toBe(`PreviewError: these options cannot be read: ${problem}`);
  });

  test("are all named at once, without a value", async () => {
    const said = await problemsOf(
      `{ "stack": 5, "config": { "token": ["hush"] }, "mode": "hush", "nonsense": "hush" }`,
    );
    for (const name of ["dir", "stack", "config", "mode", "nonsense"]) expect(said).toContain(`\`${name}\``);
    expect(said).not.toContain("hush");
  });

  test("of which an environment that there is not is one, said once", async () => {
    const dir = projectWith({ "index.ts": program(one) });
    const error = await previewProgram({ dir, settings, environment: "nope" }).catch((thrown: unknown) => thrown);
    expect(String(error).match(/nope/g)).toHaveLength(1);
    expect(String(error)).not.toContain("stack config");
  });
});

describe("processes", () => {
  test("what the program sends to its parent is no report", async () => {
    const body = `process.send?.("hello"); process.send?.({ kind: "stalled" }); ${one}`;
    const dir = projectWith({ "index.ts": program(body) });
    const { resources } = await previewProgram({ dir, settings, rules: [noNyc] });
    expect(resources).toHaveLength(1);
  });

  test("two previews of one program, at once and one after the other, are alike", async () => {
    const dir = projectWith({ "index.ts": program(one) });
    const run = () => previewProgram({ dir, settings, rules: [noNyc] });
    const [first, second] = await Promise.all([run(), run()]);
    const third = await run();
    expect(first?.resources.map(({ urn }) => urn)).toHaveLength(1);
    for (const other of [second, third]) expect(other?.evaluation).toEqual(first?.evaluation);
  });

  test("none is left, also after one that hung", async () => {
    await failure(`${one} for (;;) {}`, { timeoutSeconds: 2 });
    expect(children()).toEqual([]);
    expect(process.listenerCount("exit")).toBeLessThan(5);
  });

  test("secrets stay in the program's process", async () => {
    const dir = projectWith({
      "index.ts": program(`
const secret = pulumi.secret("hush-hush");
const web = new digitalocean.Droplet("web", { ...${droplet}, userData: pulumi.interpolate\`#!\${secret}\`, tags: [secret] });
class Part extends pulumi.ComponentResource {
  constructor() { super("acme:index:Part", "part", { secret }); this.registerOutputs({ deep: [{ secret }] }); }
}
new Part();
export const all = { secret, data: web.userData };`),
    });
    const nothing = { invokes: {}, stacks: {}, secretKeys: [], unknownKeys: [] };
    const request = { entry: join(dir, "index.ts"), root: dir, project: "shop", stack: "dev", config: {}, ...nothing };
    const report = await runChild({ ...request, mode: "preview" }, { timeoutSeconds: 60, env: process.env });
    expect(report.records).toHaveLength(3);
    expect(JSON.stringify(report)).not.toContain("hush");
  });
});
