import { rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { obtainEngine } from "../engine/engine.mjs";
import { reportEngine } from "../engine/report.mjs";
import { Failure } from "./failure.mjs";
import { buildStamp, root } from "./paths.mjs";
import { run } from "./process.mjs";
import { install, setUp } from "./setup.mjs";
import { namedTasks, testTasks } from "./tasks.mjs";
import { fact, heading, secondsSince } from "./terminal.mjs";

/** @typedef {import("./tasks.mjs").Task} Task */

const usage = "usage: node tools/bootstrap/main.mjs demo | test [vitest arguments] | setup | run NAME [arguments]";

/** @param {string[]} argv */
export async function main([command, ...args]) {
  try {
    process.exitCode = await dispatch(command, args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/**
 * @param {string | undefined} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function dispatch(command, args) {
  if (command === "test") return test(args);
  if (command === "run") return runNamed(args);
  if (command === "demo" && args.length === 0) return demo();
  if (command === "setup" && args.length === 0) {
    await setUp();
    return 0;
  }
  console.error(usage);
  return 2;
}

async function demo() {
  const node = await setUp();
  return run(node.path, [join(root, "tools", "demo", "demo.ts")], { cwd: root, env: environment(node) });
}

/** @param {string[]} args */
async function test(args) {
  const node = await setUp();
  const engine = await obtainEngine().catch(withoutEngine);
  if (engine) reportEngine(engine);

  const env = { ...environment(node), ...(engine && { INFRAFABRIC_ENGINE: engine.path }) };
  const code = await runTasks(testTasks(args), env);
  if (code !== 0 || engine) return code;
  console.error(
    "\nEvery test that could run has passed, but the engine tests were skipped without the Pulumi engine (see above).",
  );
  return 1;
}

/** @param {unknown} error */
function withoutEngine(error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  return undefined;
}

/** @param {string[]} args */
async function runNamed([name = "", ...args]) {
  const tasks = namedTasks[name];
  if (!tasks) {
    console.error(`Unknown task ${name || "(no name)"}; available tasks: ${Object.keys(namedTasks).join(", ")}.`);
    return 2;
  }
  const node = await install();
  // Most of them write into the built packages, perhaps from other sources than those that the stamp vouches for.
  await rm(buildStamp, { force: true });
  return runTasks(withArguments(tasks, args), environment(node));
}

/**
 * Arguments are for the last task.
 * @param {readonly Task[]} tasks
 * @param {readonly string[]} args
 * @returns {readonly Task[]}
 */
function withArguments(tasks, args) {
  return tasks.map((task) => (task === tasks.at(-1) ? [...task, ...args] : task));
}

/**
 * Runs tasks until one fails.
 * @param {readonly Task[]} tasks
 * @param {NodeJS.ProcessEnv} env
 */
async function runTasks(tasks, env) {
  for (const [command, ...args] of tasks) {
    heading([command, ...args].join(" "));
    const started = performance.now();
    const code = await run(command, args, { cwd: root, env });
    if (code !== 0) {
      console.error(`\n${command} failed with exit code ${code}`);
      return code;
    }
    fact(command, `done in ${secondsSince(started)}`);
  }
  return 0;
}

/**
 * With the chosen Node and the workspace's programs first, so that whatever is started uses them.
 * @param {{ path: string }} node
 * @returns {NodeJS.ProcessEnv}
 */
function environment(node) {
  const path = [dirname(node.path), join(root, "node_modules", ".bin"), process.env.PATH];
  return { ...process.env, PATH: path.join(delimiter), INFRAFABRIC_NODE: node.path };
}
