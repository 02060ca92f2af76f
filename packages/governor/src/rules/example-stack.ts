import { kindNamed } from "../kinds";
import { parseSettings } from "../settings/parse";
import type { Settings } from "../settings/settings";
import type { Change } from "../view/change";
import { type ResourceRecord, type ResourceView, viewOf } from "../view/resource";
import { type StackView, stackOf } from "../view/stack";
import { stackUrn } from "../view/urn";
import type { BadExample, Example, ExampleResource, Rule } from "./rule";

const facts = { project: "example", stack: "dev" };

/** The stack that an example stands for, as a reader would give it. */
export function exampleStack({ resources }: Example): StackView {
  const urns = new Map(resources.map((resource) => [nameOf(resource), urnOf(resource)]));
  const views = resources.map((resource): ResourceView => {
    const record: ResourceRecord = {
      urn: urnOf(resource),
      type: typeOf(resource),
      name: nameOf(resource),
      ...(resource.kind === "Stack" ? { inputs: {}, outputs: resource.inputs } : { inputs: resource.inputs }),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.dependsOn ?? {}).map(([input, names]) => [
          input,
          names.map((name) => urns.get(name) ?? fail(`${nameOf(resource)} depends on ${name}, which is not there`)),
        ]),
      ),
      ...(resource.protect === undefined ? {} : { protect: resource.protect }),
      ...(resource.change?.action === "delete" ? { pending: "delete" } : {}),
    };
    return viewOf(record, kindNamed(resource.kind));
  });
  const changes = resources.flatMap((resource) => changeOf(resource) ?? []);
  if (urns.size < resources.length) fail("two resources of an example have the same name");
  return stackOf(views, changes.length === 0 ? facts : { ...facts, changes });
}

function changeOf(resource: ExampleResource): Change | undefined {
  const { change } = resource;
  if (change === undefined) return undefined;
  const { action, before, replacedBy = [] } = change;
  const urn = urnOf(resource);
  return {
    urn,
    action,
    replacedBy,
    ...(before === undefined
      ? {}
      : {
          before: viewOf(
            { urn, type: typeOf(resource), name: nameOf(resource), inputs: before },
            kindNamed(resource.kind),
          ),
        }),
  };
}

/** The stack that is left once the fix of a rule was applied. */
export function fixedExample({ fixed = {}, ...example }: BadExample): Example {
  const { resources = [], without = [], settings = example.settings } = fixed;
  const changed = new Set([...resources.map(nameOf), ...without]);
  return {
    ...example,
    ...(settings === undefined ? {} : { settings }),
    resources: [...example.resources.filter((resource) => !changed.has(nameOf(resource))), ...resources],
  };
}

/** The settings that an example stands on, and with them all of `rules`; those that are off by default are on. */
export function exampleSettings({ settings, production }: Example, rules: readonly Rule[]): Settings {
  const text = settingsText(settings ?? "enabled: true") + (production === true ? productionText : "");
  const { base, environments } = parseSettings(text, { origin: "the example", rules });
  const chosen = environments[0]?.settings ?? base;
  const off = rules.filter(({ level }) => level === "disabled");
  const on = Object.fromEntries(off.map(({ id }) => [id, { level: "advisory" as const }]));
  return { ...chosen, rules: { ...on, ...chosen.rules } };
}

const productionText = "environments: { production: { production: true } }\n";

/** The `governor.yaml` with some lines in the block of DigitalOcean. */
export function settingsText(block: string): string {
  return ["providers:", "  digitalocean:", ...block.split("\n").map((line) => `    ${line}`), ""].join("\n");
}

/** What a stack holds besides resources of a kind. */
const otherTypes: Readonly<Record<string, string>> = {
  Provider: "pulumi:providers:digitalocean",
  Stack: "pulumi:pulumi:Stack",
};

function typeOf({ kind }: ExampleResource): string {
  return kindNamed(kind)?.type ?? otherTypes[kind] ?? fail(`unknown class ${kind}`);
}

function nameOf({ name }: ExampleResource): string {
  return name ?? "example";
}

function urnOf(resource: ExampleResource): string {
  if (resource.kind === "Stack") return stackUrn(facts.project, facts.stack);
  return `urn:pulumi:${facts.stack}::${facts.project}::${typeOf(resource)}::${nameOf(resource)}`;
}

function fail(message: string): never {
  throw new Error(message);
}
