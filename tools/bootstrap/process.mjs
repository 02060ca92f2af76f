import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * @typedef {object} Options
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeout] in milliseconds
 * @property {AbortSignal} [signal] stops it
 * @property {(line: string) => void} [onLine] called for every line of output as it comes
 */

/**
 * @typedef {object} Result
 * @property {number} code 0 when all is well; a process that could not start or was stopped counts as failed
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a command to its end and keeps what it printed. It never throws: a missing command is a result too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Result>}
 */
export function capture(command, args, { cwd, env, timeout, signal, onLine } = {}) {
  return new Promise((resolve) => {
    const options = { cwd, env: inFolder(cwd, env), timeout, signal };
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const name of /** @type {const} */ (["stdout", "stderr"])) {
      let rest = "";
      child[name].setEncoding("utf8").on("data", (/** @type {string} */ chunk) => {
        output[name] += chunk;
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) onLine?.(line);
      });
    }
    child.once("error", (error) => resolve({ code: 127, stdout: output.stdout, stderr: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, ...output }));
  });
}

/**
 * Runs a command on this terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, { cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: inFolder(cwd, env), stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * A shell tells what it starts where that is, and policy packs rely on it: the engine starts them elsewhere.
 * @param {string | undefined} cwd
 * @param {NodeJS.ProcessEnv} [env]
 */
function inFolder(cwd, env = process.env) {
  return cwd ? { ...env, PWD: cwd } : env;
}

/**
 * @param {string} name
 * @param {string} [path]
 * @returns {string | undefined} the first executable of that name
 */
export function findOnPath(name, path = process.env.PATH ?? "") {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
