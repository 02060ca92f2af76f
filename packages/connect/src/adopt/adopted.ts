import type { ResourceRecord } from "@infrafabric/governor";
import { compareTexts, type Kind, kindOf } from "@infrafabric/governor/internal";
import { type Given, givenOf } from "./given.ts";
import { type Facts, type LeftOut, reasonToLeaveOut } from "./left-out.ts";
import { identifier, logicalName, openNames, textOf } from "./names.ts";
import { ordered } from "./ordered.ts";
import { linked, openFinder, type WrittenMap } from "./references.ts";

/** What an account has, as an inventory of it says. */
export interface Account {
  readonly records: readonly ResourceRecord[];
  /** By URN, facts of a resource that are no inputs. */
  readonly objects?: ReadonlyMap<string, Facts>;
  /** By URN, what the provider imports a resource by, if that is not its ID. */
  readonly importIds?: ReadonlyMap<string, string>;
}

/** A resource of the account as a project declares it. */
export interface Adopted {
  /** URN of the record that it is made of. */
  readonly urn: string;
  readonly kind: Kind;
  /** What the provider imports it by. */
  readonly id: string;
  /** Unique among the resources of its type. */
  readonly name: string;
  /** Unique among all. */
  readonly variable: string;
  readonly given: Given;
  /** What is given, with references. */
  readonly inputs: WrittenMap;
  /** True for what holds data: Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** IPv4 address of a load balancer. */
  readonly address?: string;
}

/** The resources of an account that a project takes over, each after those that it refers to, and those that it does not. */
export interface Selection {
  readonly adopted: readonly Adopted[];
  readonly leftOut: readonly LeftOut[];
}

/** Selects, names and connects what an account has. The same account gives the same selection, in whatever order it was read. */
export function select({ records, objects, importIds }: Account): Selection {
  const leftOut: LeftOut[] = [];
  const sorted = [...records].sort((one, other) => compareTexts(one.urn, other.urn));
  const taken = sorted.flatMap((record) => {
    const kind = kindOf(record.type);
    const reason = reasonToLeaveOut(record, objects?.get(record.urn) ?? {});
    if (kind !== undefined && reason === undefined) return [{ record, kind }];
    leftOut.push({ record, reason: reason ?? "its type is not known" });
    return [];
  });
  const defaultProjects = new Set(
    leftOut.flatMap(({ record }) => (kindOf(record.type)?.name === "Project" ? [record.id] : [])),
  );
  // Some resources have the ID of their owner, but not its name.
  const owners = new Map(
    taken.flatMap(({ record }) => {
      const name = textOf(record.inputs, "name");
      return name === undefined ? [] : [[record.id, name]];
    }),
  );
  const names = new Map<string, ReturnType<typeof openNames>>();
  const variables = openNames("");
  const named = taken.map(({ record, kind }) => {
    const inType = names.get(kind.name) ?? openNames("-");
    names.set(kind.name, inType);
    const owner = textOf(record.inputs, "clusterId") ?? textOf(record.inputs, "checkId");
    const name = inType.unique(logicalName(record, kind.name, owners.get(owner)));
    const given = givenOf(withoutDefaultProject(record, kind, defaultProjects), kind);
    return { record, kind, name, variable: variables.unique(identifier(name, kind.name)), given, inputs: given.inputs };
  });
  const find = openFinder(named);
  const adopted = named.map(
    (one): Adopted => ({
      urn: one.record.urn,
      kind: one.kind,
      id: importIds?.get(one.record.urn) ?? one.record.id ?? "",
      name: one.name,
      variable: one.variable,
      given: one.given,
      inputs: linked(one, find),
      protect: one.kind.holdsData === true,
      ...(one.kind.name === "LoadBalancer" && typeof one.record.inputs.ip === "string"
        ? { address: one.record.inputs.ip }
        : {}),
    }),
  );
  return { adopted: ordered(adopted), leftOut };
}

/** The kinds that go to the account's default project if their program names none, and change nothing if they have. */
const inSomeProject: ReadonlySet<string> = new Set(["DatabaseCluster", "LoadBalancer"]);

function withoutDefaultProject(
  record: ResourceRecord,
  kind: Kind,
  defaultProjects: ReadonlySet<string | undefined>,
): ResourceRecord {
  const { projectId, ...inputs } = record.inputs;
  const isDefault = typeof projectId === "string" && defaultProjects.has(projectId);
  return isDefault && inSomeProject.has(kind.name) ? { ...record, inputs } : record;
}
