/**
 * What there is to run once the workspace is set up. The programs are those of node_modules/.bin and Node itself.
 * @typedef {readonly [command: string, ...args: string[]]} Task
 */

/** @type {Task} */
const style = ["biome", "check"];
/** @type {Task} */
const types = ["tsc", "-b"];
/** @type {Task} */
const build = ["node", "tools/build/build.ts"];
/** @type {Task} */
const generate = ["node", "tools/generators/generate.ts"];
/** @type {Task} */
const generatedIsCurrent = [...generate, "--check"];
/**
 * Measuring coverage more than doubles the time of the compilers that the tests of what was built start, and says
 * nothing of them: only the unit tests run on the sources.
 * @type {readonly Task[]}
 */
const tests = [
  ["vitest", "run", "--project", "unit", "--coverage"],
  ["vitest", "run", "--project", "built"],
];

/**
 * `npm test`, and so what CI runs, in this order. Arguments choose tests; then only those run, and coverage, which
 * means something only for all of them, is left out.
 * @param {readonly string[]} args
 * @returns {readonly Task[]}
 */
export function testTasks(args) {
  if (args.length > 0) return [["vitest", "run", ...args]];
  return [style, types, generatedIsCurrent, ...tests];
}

/**
 * `npm run <name>`
 * @type {Readonly<Record<string, readonly Task[]>>}
 */
export const namedTasks = {
  build: [build],
  check: [style, types, generatedIsCurrent],
  fix: [["biome", "check", "--write"]],
  // The lists come first: what is generated from the build is to have what they name.
  generate: [["node", "tools/generators/folder-lists.ts"], build, generate],
  pack: [build, ["node", "tools/pack/pack.ts"]],
};
