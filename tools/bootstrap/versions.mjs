/** What the bootstrap brings where the machine has nothing that serves. */
export const pinned = { node: "24.21.0", pnpm: "12.21.0", engine: "3.276.0", engineWrapper: "3.265.0" };

/** Policy packs run as plugins of the language host, with the stack's configuration, since this version. */
export const oldestEngine = "3.253.0";

/** Below this not even the bootstrap runs. */
export const oldestNodeForBootstrap = 20;

/**
 * Whether a Node can run this repository: it must run TypeScript files as they are, without a flag.
 * @param {string} version
 */
export function nodeServes(version) {
  const [major, minor] = parse(version);
  return (major === 22 && minor >= 18) || (major >= 24 && major < 27);
}

/** @param {string} version */
export function pnpmServes(version) {
  return parse(version)[0] === 12;
}

/** @param {string} version */
export function engineServes(version) {
  const [major, minor] = parse(version);
  const [, oldest] = parse(oldestEngine);
  return major === 3 && minor >= oldest;
}

/**
 * @param {string} version
 * @returns {[major: number, minor: number]}
 */
function parse(version) {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version.trim()) ?? [];
  return [Number(major), Number(minor)];
}
