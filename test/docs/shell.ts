// What the commands in a page name: scripts, packages, commands and files of this repository.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../tools/bootstrap/paths.mjs";
import type { Snippet } from "./snippets.ts";

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const folders = [
  "packages/governor",
  "packages/digitalocean",
  "packages/testing",
  "packages/emulator",
  "packages/connect",
  "packages/cli",
];
const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
const rootManifest = manifestIn(".");
const workspace = [...folders, "policy-pack"].map(manifestIn);

/** Programs of others, whose arguments are theirs to check. */
const foreign = ["aws", "doctl", "git", "grep", "pulumi", "set", "ssh"];

/** What is wrong with the commands of a block. */
export function problemsOfShell(snippet: Snippet, all: readonly Snippet[]): readonly string[] {
  let folder = dirname(join(root, snippet.page));
  const made = new Set<string>();
  const installed: string[] = [];
  const problems = snippet.text.split("\n").flatMap((text) => {
    const words = text.replace(/(^|\s)#.*$/, "").match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
    const [command, ...args] = words.slice(words.findIndex((word) => !/^\w+=/.test(word)));
    switch (command) {
      case undefined:
        return [];
      case "cd":
        folder = join(folder, args[0] ?? "");
        return existsSync(folder) || made.has(folder) ? [] : [`cd: there is no folder ${args[0]}`];
      case "mkdir":
        made.add(join(folder, args[0] ?? ""));
        return [];
      case "npm":
        return problemsOfNpm(args, installed);
      case "npx":
        return problemsOfNpx(args);
      default:
        return foreign.includes(command) ? problemsOfPack(args, snippet, all) : [`${command}: not known to this test`];
    }
  });
  return [...problems, ...problemsOfPeers(installed)];
}

function problemsOfNpm([verb = "", ...args]: readonly string[], installed: string[]): readonly string[] {
  const scripts = rootManifest.scripts ?? {};
  if (verb === "test") return "test" in scripts ? [] : ["npm test: no such script"];
  if (verb === "run") return args[0] !== undefined && args[0] in scripts ? [] : [`npm run ${args[0]}: no such script`];
  if (verb === "init" || verb === "ci") return [];
  if (verb !== "install") return [`npm ${verb}: not known to this test`];
  const specs = args
    .filter((arg) => !arg.startsWith("-") && !arg.endsWith("/tarballs/*.tgz"))
    .map((arg) => arg.replaceAll('"', ""));
  installed.push(...specs.map((spec) => split(spec)[0]));
  return specs.flatMap(problemsOfSpec);
}

/** Name and range of `name@range`. */
function split(spec: string): readonly [name: string, range: string | undefined] {
  const at = spec.indexOf("@", 1);
  return at < 0 ? [spec, undefined] : [spec.slice(0, at), spec.slice(at + 1)];
}

function problemsOfSpec(spec: string): readonly string[] {
  const [name, range] = split(spec);
  if (workspace.some((manifest) => manifest.name === name)) return [];
  const ranges = [...new Set(workspace.flatMap(({ peerDependencies = {} }) => peerDependencies[name] ?? []))];
  if (ranges.length === 0) return [`npm install ${name}: neither ours nor a peer of ours`];
  return range !== undefined && ranges.includes(range)
    ? []
    : [`npm install ${spec}: the packages ask for ${name}@${ranges.join(" or ")}`];
}

/** Optional peers that pages of their own are about: `SpacesObjects`, and the components that `governor adopt` writes. */
const ofOtherPages = ["@pulumi/aws", "@infrafabric/digitalocean"];

/** A package is installed with its peers. */
function problemsOfPeers(names: readonly string[]): readonly string[] {
  return workspace
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name, peerDependencies = {} }) =>
      Object.keys(peerDependencies)
        .filter((peer) => !names.includes(peer) && !ofOtherPages.includes(peer))
        .map((peer) => `npm install ${name}: without its peer ${peer}`),
    );
}

function problemsOfNpx([name, command = ""]: readonly string[]): readonly string[] {
  if (name !== "@infrafabric/cli") return [`npx ${name}: somebody else's package`];
  const main = readFileSync(join(root, "packages", "cli", "src", "main.ts"), "utf8");
  return command.startsWith("-") || main.includes(`"./commands/${command}.ts"`)
    ? []
    : [`npx ${name} ${command}: no such command`];
}

/** A pack is ours, installed, or one that the page has. */
function problemsOfPack(args: readonly string[], { page }: Snippet, all: readonly Snippet[]): readonly string[] {
  const at = args.indexOf("--policy-pack");
  const pack = at < 0 ? undefined : args[at + 1];
  if (pack === undefined || pack.endsWith("node_modules/@infrafabric/policy-pack")) return [];
  return all.some((other) => other.page === page && other.file === `${pack}/PulumiPolicy.yaml`)
    ? []
    : [`--policy-pack ${pack}: the page has no such folder`];
}
