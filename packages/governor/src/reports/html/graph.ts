import { inputsOf } from "../../kinds/inputs";
import type { Action } from "../../view/change";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import type { Edge, Item } from "./layout";
import { type Standing, worst } from "./standing";

/** Beyond this a drawing is no help: what is of one kind is then drawn as one. */
export const mostNodes = 150;

/** A resource, several that are drawn as one, or a component around others. */
export interface Node extends Item {
  readonly title: string;
  readonly kind: string;
  /** The resources that it stands for. */
  readonly resources: readonly ResourceView[];
  readonly standing: Standing;
  readonly findings: number;
  /** What the operation does to it, where that is the same for all that it stands for. */
  readonly action?: Action;
}

/** A stack as it is drawn. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** How many resources there are, where a node stands for several. */
  readonly collapsed?: number;
}

/** What is known of a resource besides what it is. */
export interface Known {
  readonly standings: readonly Standing[];
  readonly action?: Action;
}

/** How much is drawn: each resource; those of a kind in a component as one; those in components of a type as one. */
const details = ["each", "by kind", "by type of component"] as const;
type Detail = (typeof details)[number];

/** The graph of a stack: which resource depends on which by its inputs, and which component it is in. */
export function graphOf(stack: StackView, knownOf: (urn: string) => Known | undefined): Graph {
  const drawn = stack.resources.filter(
    ({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"),
  );
  const parents = new Set(drawn.map(({ parent }) => parent));
  const boxes = new Set(
    drawn
      .filter(({ urn, custom, kind }) => kind === undefined && custom === false && parents.has(urn))
      .map(({ urn }) => urn),
  );
  for (const detail of details) {
    const groups = grouped(drawn, placing(stack, boxes, detail));
    if (groups.size > mostNodes && detail !== details.at(-1)) continue;
    const idOf = new Map([...groups].flatMap(([id, { members }]) => members.map(({ urn }) => [urn, id])));
    return {
      nodes: [...groups.values()].map((group) => nodeOf(group, knownOf)),
      edges: edgesOf(drawn, idOf),
      ...(detail === "each" ? {} : { collapsed: drawn.length - boxes.size }),
    };
  }
  return { nodes: [], edges: [] };
}

interface Placed {
  readonly id: string;
  readonly parent: string | undefined;
  readonly isBox: boolean;
}

/** Which node a resource is part of. A parent that is no component, such as a cluster, is no box. */
function placing(stack: StackView, boxes: ReadonlySet<string>, detail: Detail): (resource: ResourceView) => Placed {
  const around = ({ parent }: ResourceView): readonly ResourceView[] => {
    const found: ResourceView[] = [];
    for (let at = parent; at !== undefined; at = stack.resource(at)?.parent) {
      const resource = boxes.has(at) ? stack.resource(at) : undefined;
      if (resource !== undefined) found.push(resource);
    }
    return found;
  };
  return (resource) => {
    const isBox = boxes.has(resource.urn);
    const boxesAround = around(resource);
    if (detail === "by type of component") {
      const outermost = boxesAround.at(-1) ?? (isBox ? resource : undefined);
      const all = outermost === undefined ? undefined : `all ${outermost.type}`;
      return isBox
        ? { id: all ?? "", parent: undefined, isBox }
        : { id: `${all} ${resource.type}`, parent: all, isBox };
    }
    const parent = boxesAround[0]?.urn;
    return { id: isBox || detail === "each" ? resource.urn : `${parent} ${resource.type}`, parent, isBox };
  };
}

interface Group extends Placed {
  /** What is drawn there, components that are within one of their own type included. */
  readonly members: ResourceView[];
  /** What it is named after. */
  readonly resources: ResourceView[];
}

function grouped(
  drawn: readonly ResourceView[],
  placeOf: (resource: ResourceView) => Placed,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const resource of drawn) {
    const placed = placeOf(resource);
    const group = groups.get(placed.id);
    if (group === undefined) {
      groups.set(placed.id, { ...placed, members: [resource], resources: [resource] });
      continue;
    }
    group.members.push(resource);
    // Of components in one another that are drawn as one, the outermost comes first and gives the name.
    if (!placed.isBox || group.resources[0]?.type === resource.type) group.resources.push(resource);
  }
  return groups;
}

function nodeOf({ id, parent, isBox, resources }: Group, knownOf: (urn: string) => Known | undefined): Node {
  const [first] = resources;
  const kind = first?.type.split(":").at(-1) ?? "";
  const known = resources.flatMap(({ urn }) => knownOf(urn) ?? []);
  const actions = new Set(resources.map(({ urn }) => knownOf(urn)?.action));
  const [action] = actions;
  return {
    ...{ id, isBox, kind, resources },
    ...(parent === undefined ? {} : { parent }),
    title: resources.length === 1 ? (first?.name ?? "") : `${resources.length} × ${kind}`,
    standing: worst(known.flatMap(({ standings }) => standings)),
    findings: known.reduce((sum, { standings }) => sum + standings.length, 0),
    ...(actions.size === 1 && action !== undefined ? { action } : {}),
  };
}

function edgesOf(drawn: readonly ResourceView[], idOf: ReadonlyMap<string, string>): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const resource of drawn) {
    const to = idOf.get(resource.urn);
    for (const urn of dependenciesOf(resource)) {
      const from = idOf.get(urn);
      if (from !== undefined && to !== undefined && from !== to) edges.set(`${from}\n${to}`, { from, to });
    }
  }
  return [...edges.values()];
}

/** The resources that its inputs come from, and the one it belongs to. */
function dependenciesOf(resource: ResourceView): readonly string[] {
  const inputs = resource.kind === undefined ? undefined : inputsOf(resource.kind.name);
  const named = [...(inputs?.keys() ?? [])].flatMap((input) => resource.dependsOn(input) ?? []);
  return resource.parent === undefined ? named : [...named, resource.parent];
}
