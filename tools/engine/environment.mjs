import { existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { textIn } from "../bootstrap/json.mjs";
import { root } from "../bootstrap/paths.mjs";
import { findOnPath } from "../bootstrap/process.mjs";

/** @typedef {import("./engine.mjs").Engine} Engine */

const languageHostName = "pulumi-language-nodejs";
export const providerName = "pulumi-resource-digitalocean";

/** The providers that were written for the tests of this repository. */
export const standInProvider = join(root, "test", "standin", "bin", providerName);
const standInAws = join(root, "test", "standin-aws", "bin", "pulumi-resource-aws");

/**
 * The vendor's DigitalOcean provider, where it is installed: on PATH or among the user's plugins, newest first.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function realProvider(env = process.env) {
  const onPath = findOnPath(providerName, env.PATH);
  if (onPath) return onPath;
  const plugins = join(env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "plugins");
  const installed = existsSync(plugins) ? readdirSync(plugins) : [];
  return installed
    .filter((name) => /^resource-digitalocean-v[\d.]+$/.test(name))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .map((name) => join(plugins, name, providerName))
    .find((file) => existsSync(file));
}

/**
 * The Node language host: the vendor's where it lies beside the engine, else ours.
 * @param {Engine} engine
 */
export function languageHost(engine) {
  const vendors = join(dirname(realpathSync(engine.path)), languageHostName);
  return existsSync(vendors) ? vendors : join(root, "tools", "language-host", languageHostName);
}

/**
 * The environment in which `pulumi` runs with everything it needs and nothing of the user's: its state, plugins and
 * logs stay in `workDir`, it downloads nothing, and no credentials of a real account reach it. Objects in Spaces go to
 * a stand-in whatever provider there is for DigitalOcean.
 * @param {{ workDir: string, engine: Engine, provider?: string }} options `provider`: an executable for DigitalOcean
 * @returns {NodeJS.ProcessEnv}
 */
export function engineEnvironment({ workDir, engine, provider = realProvider() ?? standInProvider }) {
  const home = join(workDir, "pulumi-home");
  const state = join(workDir, "state");
  mkdirSync(state, { recursive: true });
  installPlugin(home, `language-nodejs-${engine.version}`, languageHost(engine));
  installPlugin(home, `resource-digitalocean-v${sdkVersion("@pulumi/digitalocean")}`, provider);
  installPlugin(home, `resource-aws-v${sdkVersion("@pulumi/aws")}`, standInAws);

  // Under the engine runs what was built, which no coverage is taken of: measuring it would only cost time.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^((PULUMI|GOVERNOR|DIGITALOCEAN|SPACES|AWS|TF_AWS)_|NODE_V8_COVERAGE$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(process.execPath), dirname(engine.path), process.env.PATH].join(delimiter),
    INFRAFABRIC_NODE: process.execPath,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Only what is installed above may answer, whatever else lies on PATH.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    DIGITALOCEAN_TOKEN: "not-a-token",
  };
}

/**
 * Puts a command where the engine looks for its plugins. It starts the original in place, which may need its
 * neighbours there.
 * @param {string} home
 * @param {string} plugin
 * @param {...string} command
 */
export function installPlugin(home, plugin, ...command) {
  const folder = join(home, "plugins", plugin);
  const name = plugin.replace(/-v[\d.]+$/, "");
  mkdirSync(folder, { recursive: true });
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  writeFileSync(join(folder, `pulumi-${name}`), `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 });
}

/**
 * The version of a provider that programs ask for: that of their SDK, which the components are built with.
 * @param {string} sdk
 */
export function sdkVersion(sdk) {
  const components = join(root, "packages", "digitalocean", "package.json");
  return textIn(createRequire(components).resolve(`${sdk}/package.json`), "version");
}
