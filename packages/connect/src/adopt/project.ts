import { evaluate, type ResourceRecord, type Rule, stackOfRecords } from "@infrafabric/governor";
import { baselineText, fittedSettings, governorVersion, parseSettings } from "@infrafabric/governor/internal";
import type { Unread } from "../inventory/refusals.ts";
import type { Adopted, Selection } from "./adopted.ts";
import { programFiles } from "./program.ts";
import { readme } from "./readme.ts";
import { isList, isMap, Reference, referencesIn, type Written } from "./references.ts";

/** How a project is to be called, and what it is held to. */
export interface ProjectOptions {
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Name of its stack. */
  readonly stack: string;
  readonly rules: readonly Rule[];
  /** Day on which the baseline is recorded, such as `2026-11-29`. */
  readonly date: string;
  /** What could not be read of the account; default nothing. */
  readonly unread?: readonly Pick<Unread, "path" | "reason">[];
}

const baselineName = "baseline.json";

/** The files of a governed project that takes over what an account has, by their paths. */
export function projectFiles(selection: Selection, options: ProjectOptions): ReadonlyMap<string, string> {
  const { project, stack, rules, date, unread = [] } = options;
  const { adopted } = selection;
  const view = stackOfRecords(recordsOf(adopted, options), [], "the account");
  const settings = fittedSettings([view], rules, { baseline: baselineName });
  const { findings } = evaluate(view, parseSettings(settings.text, { origin: "governor.yaml", rules }).base, rules);
  const recorded = findings.filter(({ rule }) => rules.find(({ id }) => id === rule)?.ofOperation !== true);
  return new Map([
    ...programFiles(adopted),
    [
      "Pulumi.yaml",
      `name: ${JSON.stringify(project)}\nruntime: nodejs\ndescription: "Adopted from an account of DigitalOcean"\n`,
    ],
    [`Pulumi.${stack}.yaml`, "config: {}\n"],
    ["package.json", json(manifest(project))],
    ["tsconfig.json", json(compilerOptions)],
    [".gitignore", "node_modules/\n"],
    ["governor.yaml", settings.text],
    [
      baselineName,
      baselineText([{ project, stack, findings: recorded }], undefined, { governor: governorVersion, date }),
    ],
    ["README.md", readme(selection, { project, stack, carried: settings.blocking, unread })],
  ]);
}

/** The resources as the program registers them. */
function recordsOf(adopted: readonly Adopted[], { project, stack }: ProjectOptions): readonly ResourceRecord[] {
  const urnOf = ({ kind, name }: Adopted) => `urn:pulumi:${stack}::${project}::${kind.type}::${name}`;
  const urns = new Map(adopted.map((one) => [one.urn, urnOf(one)]));
  return adopted.map((one) => ({
    urn: urnOf(one),
    type: one.kind.type,
    name: one.name,
    id: one.id,
    custom: true,
    inputs: plainMap(one.inputs),
    ...(one.protect ? { protect: true } : {}),
    propertyDependencies: Object.fromEntries(
      Object.entries(one.inputs).map(([input, value]) => [
        input,
        referencesIn(value).flatMap(({ target }) => urns.get(target) ?? []),
      ]),
    ),
  }));
}

function plainMap(map: Readonly<Record<string, Written>>): ResourceRecord["inputs"] {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, plain(value)]));
}

function plain(written: Written): ResourceRecord["inputs"][string] {
  if (written instanceof Reference) return written.literal;
  if (isList(written)) return written.map(plain);
  return isMap(written) ? plainMap(written) : written;
}

const manifest = (project: string) => ({
  name: project.toLowerCase(),
  private: true,
  main: "index.ts",
  dependencies: {
    "@infrafabric/governor": "^0.1.0",
    "@pulumi/digitalocean": "^4.80.1",
    "@pulumi/pulumi": "^3.276.0",
  },
  devDependencies: {
    "@infrafabric/cli": "^0.1.0",
    "@infrafabric/policy-pack": "^0.1.0",
    "@pulumi/policy": "^1.21.0",
    "@types/node": "^24.0.0",
    typescript: "^6.0.3",
  },
});

const compilerOptions = {
  compilerOptions: {
    strict: true,
    target: "ES2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    noEmit: true,
    skipLibCheck: true,
  },
  files: ["index.ts"],
};

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
