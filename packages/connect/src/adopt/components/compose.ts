import type { OutlineSite } from "@infrafabric/digitalocean/internal";
import type { ResourceRecord } from "@infrafabric/governor";
import type { Selection } from "../adopted.ts";
import { type Declaration, declarationOf } from "../declaration.ts";
import { identifier, openNames } from "../names.ts";
import { ordered } from "../ordered.ts";
import { plainMap, Reference, referencesIn, replacedMap, type WrittenMap } from "../references.ts";
import { databasesIn } from "./database.ts";
import { type Fit, fitOf } from "./fit.ts";
import type { Group, Outliners } from "./group.ts";
import { webTiersIn } from "./web-tier.ts";

/** What a project declares, and the resources that its program registers by it. */
export interface Composition {
  readonly declared: readonly Declaration[];
  readonly records: readonly ResourceRecord[];
  readonly components: readonly Component[];
}

/** A group of resources that is written as a component. */
export interface Component {
  readonly group: Group;
  readonly fit: Fit;
}

/** Resources that may be components, in an order of their own. */
export function groupsIn(selection: Selection): readonly Group[] {
  const names = new Map<string, ReturnType<typeof openNames>>();
  return [...webTiersIn(selection), ...databasesIn(selection)].map((group) => {
    const inClass = names.get(group.component) ?? openNames("-");
    names.set(group.component, inClass);
    return { ...group, name: inClass.unique(group.name) };
  });
}

/** The components among groups, and of each other group what keeps it from being one, by the URN of its main resource. */
export function componentsOf(
  groups: readonly Group[],
  outliners: Outliners,
  site: Omit<OutlineSite, "protect">,
): { readonly components: readonly Component[]; readonly misfits: ReadonlyMap<string, string> } {
  const components: Component[] = [];
  const misfits = new Map<string, string>();
  const taken = new Set<string>();
  for (const group of groups) {
    const fit = fitOf(group, outliners, site);
    if (!("outline" in fit)) {
      misfits.set(group.main.urn, nearly(group, fit.reasons));
      continue;
    }
    const members = [...fit.matched.values()];
    if (members.some(({ urn }) => taken.has(urn))) {
      misfits.set(group.main.urn, nearly(group, ["another component has some of its resources"]));
      continue;
    }
    for (const { urn } of members) taken.add(urn);
    components.push({ group, fit });
  }
  return { components, misfits };
}

/** What a component has against its arguments under the settings that the project has; undefined for nothing. */
export function refusalOf(
  { group, fit }: Component,
  outliners: Outliners,
  site: Omit<OutlineSite, "protect">,
): readonly string[] | undefined {
  const outline = outliners[group.component](group.name, plainMap(fit.args), { ...site, protect: fit.protect });
  return "problems" in outline ? outline.problems.map(({ path, message }) => `${path} ${message}`) : undefined;
}

/** A group is told from others by what it is nearly, so that one can go on from there. */
export function nearly({ component }: Group, reasons: readonly string[]): string {
  const most = 3;
  const more = reasons.length > most ? `, and ${reasons.length - most} more` : "";
  return `Nearly a ${component}: ${reasons.slice(0, most).join(", ")}${more}.`;
}

/** Puts components in the place of their members. */
export function composed(
  { adopted }: Selection,
  components: readonly Component[],
  notes: ReadonlyMap<string, string>,
  { project, stack }: Pick<OutlineSite, "project" | "stack">,
): Composition {
  const owner = new Map(
    components.flatMap((component) =>
      [...component.fit.matched].map(([child, member]) => [member.urn, { component, child, member }] as const),
    ),
  );
  /** Members are named by what their component shows of them, or by what they are called. */
  const byOwner = (reference: Reference) => {
    const { component, member } = owner.get(reference.target) ?? {};
    if (component === undefined || member === undefined) return reference;
    const output = component.group.outputOf(member, reference.output);
    const { literal, isNumber } = reference;
    return output === undefined ? literal : new Reference(component.fit.outline.record.urn, output, literal, isNumber);
  };
  const rest = adopted.filter(({ urn }) => !owner.has(urn));
  const variables = openNames("");
  for (const { variable } of rest) variables.unique(variable);
  const declared = [
    ...rest.map((one) => {
      const declaration = declarationOf(one, notes.get(one.urn));
      return { ...declaration, inputs: replacedMap(declaration.inputs, byOwner) };
    }),
    ...components.map(
      ({ group, fit }): Declaration => ({
        urn: fit.outline.record.urn,
        className: group.component,
        isComponent: true,
        name: group.name,
        variable: variables.unique(variableOf(group)),
        inputs: replacedMap({ ...fit.args, adopt: adoptOf(fit) }, byOwner),
        options: fit.protect ? { protect: true } : {},
        notes: [],
      }),
    ),
  ];
  const urnOf = new Map(
    adopted.map(({ urn, kind, name }) => [
      urn,
      owner.get(urn)?.child ?? `urn:pulumi:${stack}::${project}::${kind.type}::${name}`,
    ]),
  );
  const dependenciesIn = (inputs: WrittenMap) =>
    Object.fromEntries(
      Object.entries(inputs).map(([input, value]) => [
        input,
        referencesIn(value).flatMap(({ target }) => urnOf.get(target) ?? []),
      ]),
    );
  const records = [
    ...rest.map(
      ({ urn, kind, name, id, inputs, protect }): ResourceRecord => ({
        ...{ urn: urnOf.get(urn) ?? urn, type: kind.type, name, id, custom: true, inputs: plainMap(inputs) },
        ...(protect ? { protect } : {}),
        propertyDependencies: dependenciesIn(inputs),
      }),
    ),
    ...components.flatMap(({ fit }) => recordsOf(fit)),
  ];
  return { declared: ordered(declared), records, components };
}

/** The component and its children as the program registers them, with what the account has in place of what is unknown. */
function recordsOf({ outline, matched }: Fit): readonly ResourceRecord[] {
  return [
    outline.record,
    ...outline.children.map(({ record }): ResourceRecord => {
      const member = matched.get(record.urn);
      if (member === undefined) return record;
      return { ...record, id: member.id, custom: true, inputs: { ...record.inputs, ...plainMap(member.inputs) } };
    }),
  ];
}

function adoptOf({ outline, matched }: Fit): WrittenMap {
  return Object.fromEntries(
    outline.children.flatMap(({ record: { urn, name } }) => {
      const member = matched.get(urn);
      return member === undefined ? [] : [[name, member.id]];
    }),
  );
}

/** Such as `frontWebTier`, and for `web` and `WebTier` only `webTier`. */
function variableOf({ component, name }: Group): string {
  const what = component.replace(/^Governed/, "");
  const camel = identifier(name, "");
  const isWithin = camel !== "" && what.toLowerCase().startsWith(camel.toLowerCase());
  return isWithin ? `${camel}${what.slice(camel.length)}` : `${camel}${what}`;
}
