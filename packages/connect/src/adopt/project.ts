import { evaluate, type Rule, type Settings } from "@infrafabric/governor";
import {
  baselineOf,
  baselineText,
  fittedSettings,
  governorVersion,
  kindOf,
  parseSettings,
  readBaselines,
  stackOf,
  viewOf,
} from "@infrafabric/governor/internal";
import type { Unread } from "../inventory/refusals.ts";
import type { Selection } from "./adopted.ts";
import {
  type Component,
  type Composition,
  componentsOf,
  composed,
  groupsIn,
  nearly,
  refusalOf,
} from "./components/compose.ts";
import type { Outliners } from "./components/group.ts";
import { programFiles } from "./program.ts";
import { readme } from "./readme.ts";

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
  /** Finds the components, if resources may be some; undefined if they are not installed. Default: plain resources. */
  readonly components?: () => Outliners | undefined;
}

const baselineName = "baseline.json";

/** The files of a governed project that takes over what an account has, by their paths. */
export function projectFiles(selection: Selection, options: ProjectOptions): ReadonlyMap<string, string> {
  const { project, stack, unread = [] } = options;
  const { composition, governance } = composedUnderItsSettings(selection, options);
  return new Map([
    ...programFiles(composition.declared),
    [
      "Pulumi.yaml",
      `name: ${JSON.stringify(project)}\nruntime: nodejs\ndescription: "Adopted from an account of DigitalOcean"\n`,
    ],
    [`Pulumi.${stack}.yaml`, "config: {}\n"],
    ["package.json", json(manifest(project, composition.components.length > 0))],
    ["tsconfig.json", json(compilerOptions)],
    [".gitignore", "node_modules/\n"],
    ["governor.yaml", governance.text],
    [baselineName, governance.baseline],
    ["README.md", readme(selection, composition.components, { project, stack, carried: governance.blocking, unread })],
  ]);
}

/** The components that a project can have, and what it is held to. */
function composedUnderItsSettings(
  selection: Selection,
  options: ProjectOptions,
): { readonly composition: Composition; readonly governance: Governance } {
  const plain = composed(selection, [], new Map(), options);
  const groups = groupsIn(selection);
  const outliners = groups.length === 0 ? undefined : options.components?.();
  const first = governanceOf(plain, options);
  if (outliners === undefined) return { composition: plain, governance: first };
  // What the rules have against it is known only with the baseline, which records what is there.
  const lenient = {
    project: options.project,
    stack: options.stack,
    settings: { ...first.settings, enforcement: "report" },
  } as const;
  const { components, misfits } = componentsOf(groups, outliners, lenient);
  const notes = new Map(misfits);
  let accepted = components;
  for (;;) {
    const composition = composed(selection, accepted, notes, options);
    const governance = governanceOf(composition, options);
    const site = { project: options.project, stack: options.stack, settings: governance.settings };
    const refused = new Map(
      accepted.flatMap((component): readonly (readonly [Component, string])[] => {
        const reasons = refusalOf(component, outliners, site);
        return reasons === undefined ? [] : [[component, nearly(component.group, reasons)]];
      }),
    );
    if (refused.size === 0) return { composition, governance };
    for (const [{ group }, note] of refused) notes.set(group.main.urn, note);
    accepted = accepted.filter((component) => !refused.has(component));
  }
}

/** What a project is held to. */
interface Governance {
  /** Text of its `governor.yaml`. */
  readonly text: string;
  /** Text of its baseline. */
  readonly baseline: string;
  /** Violations that the baseline carries. */
  readonly blocking: number;
  /** Both as components read them. */
  readonly settings: Settings;
}

function governanceOf({ records }: Composition, { project, stack, rules, date }: ProjectOptions): Governance {
  const view = stackOf(
    records.map((record) => viewOf(record, kindOf(record.type))),
    { project, stack },
  );
  const { text, blocking } = fittedSettings([view], rules, { baseline: baselineName });
  const settings = parseSettings(text, { origin: "governor.yaml", rules }).base;
  const { findings } = evaluate(view, settings, rules);
  const recorded = findings.filter(({ rule }) => rules.find(({ id }) => id === rule)?.ofOperation !== true);
  const baseline = baselineText([{ project, stack, findings: recorded }], undefined, {
    governor: governorVersion,
    date,
  });
  const carried = baselineOf(readBaselines(baseline, baselineName), { project, stack, origin: baselineName });
  return { text, blocking, baseline, settings: carried === undefined ? settings : { ...settings, baseline: carried } };
}

const manifest = (project: string, hasComponents: boolean) => ({
  name: project.toLowerCase(),
  private: true,
  main: "index.ts",
  dependencies: {
    ...(hasComponents ? { "@infrafabric/digitalocean": "^0.1.0" } : {}),
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
