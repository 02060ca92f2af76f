import type { ChildOutline, ComponentOutline, OutlineSite } from "@infrafabric/digitalocean/internal";
import { kindOf } from "@infrafabric/governor/internal";
import type { Adopted } from "../adopted.ts";
import { isMap, plainMap, plainOf, referencesIn, type Written, type WrittenMap } from "../references.ts";
import { type Difference, differencesOf } from "./compare.ts";
import type { Group, Outliners, Proposal } from "./group.ts";

/** A component that stands for resources as they are. */
export interface Fit {
  readonly args: WrittenMap;
  readonly protect: boolean;
  readonly outline: ComponentOutline;
  /** By URN of a child, the resource that it adopts. */
  readonly matched: ReadonlyMap<string, Adopted>;
}

/** Why a component does not stand for resources. */
export interface Misfit {
  readonly reasons: readonly string[];
}

/** What the provider cannot import, and what changes nothing when it is created though it is there already. */
const harmless: ReadonlySet<string> = new Set(["Tag", "VolumeAttachment"]);

/** An argument that decides an override can differ again, and no component has more layers than that. */
const mostRounds = 4;

/** Finds the arguments by which a component plans exactly what the account has; else what the last proposal lacks. */
export function fitOf(group: Group, outliners: Outliners, site: Omit<OutlineSite, "protect">): Fit | Misfit {
  if (group.doubt !== undefined) return { reasons: [group.doubt] };
  let misfit: Misfit = { reasons: [] };
  for (const proposal of group.proposals) {
    const found = fitProposal(group, proposal, outliners, site);
    if ("outline" in found) return found;
    misfit = found;
  }
  return misfit;
}

function fitProposal(
  { component, name }: Group,
  { args: first, members }: Proposal,
  outliners: Outliners,
  site: Omit<OutlineSite, "protect">,
): Fit | Misfit {
  const protect = members.some((member) => member.protect);
  const tried = (args: WrittenMap): (Fit & { readonly differences: readonly Difference[] }) | Misfit => {
    const outline = outliners[component](name, plainMap(args), { ...site, protect });
    if ("problems" in outline)
      return { reasons: outline.problems.map(({ path, message }) => `${path === "" ? "" : `${path} `}${message}`) };
    return { args, protect, outline, ...matchedWith(outline, members) };
  };
  let args = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const found = tried(args);
    if (!("outline" in found)) return found;
    const { differences } = found;
    if (differences.length === 0) return lean(found, (less) => tried(less));
    // What follows from an argument, such as the words of an alert from its threshold, needs no override.
    const told = differences.reduce(withArgument, args);
    const more = told === args ? differences.reduce((all, one) => withOverride(all, one, members), args) : told;
    if (more === args) return { reasons: wordsOf(differences) };
    args = more;
  }
  return { reasons: ["its arguments do not settle"] };
}

/** Without the arguments that say what the component does by itself. */
function lean(
  fit: Fit & { readonly differences: readonly Difference[] },
  tried: (args: WrittenMap) => (Fit & { readonly differences: readonly Difference[] }) | Misfit,
): Fit {
  let best: Fit = fit;
  for (const argument of Object.keys(fit.args)) {
    const { [argument]: _, ...less } = best.args;
    const found = tried(less);
    // The names of children are for good: those that the account's own suggest are kept.
    if (!("outline" in found) || found.differences.length > 0) continue;
    const isAsMany = found.outline.children.length === best.outline.children.length;
    if (isAsMany && isSameOf(found.matched, best.matched)) best = found;
  }
  return best;
}

function isSameOf(one: Fit["matched"], other: Fit["matched"]): boolean {
  return one.size === other.size && [...one].every(([child, { urn }]) => other.get(child)?.urn === urn);
}

/** For each child the resource that it differs from the least, and what differs. */
function matchedWith(
  { children }: ComponentOutline,
  members: readonly Adopted[],
): Pick<Fit, "matched"> & { readonly differences: readonly Difference[] } {
  const matched = new Map<string, Adopted>();
  const differences: Difference[] = [];
  const free = new Set(members);
  for (const child of children) {
    const { type, urn } = child.record;
    const [closest] = [...free]
      .filter(({ kind }) => kind.type === type)
      .map((member) => ({ member, differing: differencesOf(child, member, matched) }))
      .sort((one, other) => one.differing.length - other.differing.length);
    if (closest !== undefined) {
      free.delete(closest.member);
      matched.set(urn, closest.member);
      differences.push(...closest.differing);
    } else if (!harmless.has(kindOf(type)?.name ?? ""))
      differences.push({ child, path: undefined, planned: undefined, has: undefined });
  }
  return { matched, differences };
}

/** The arguments with the one that an input is given by, if it is not given yet; else the same ones. */
function withArgument(args: WrittenMap, { child, path, has }: Difference): WrittenMap {
  const decidedBy = path === undefined ? undefined : child.arguments[path];
  // That would make members of a project of all that the component has.
  if (decidedBy === "projectId") return args;
  if (decidedBy === undefined || !isScalar(has) || !/^\w+(?:\.\w+)?$/.test(decidedBy)) return args;
  const [argument = "", inner] = decidedBy.split(".");
  const given = args[argument];
  if (inner === undefined) return given === undefined ? { ...args, [argument]: has } : args;
  if (given === undefined) return { ...args, [argument]: { [inner]: has } };
  return isMap(given) && given[inner] === undefined ? { ...args, [argument]: { ...given, [inner]: has } } : args;
}

/** The arguments with an override of the input, if there can be one; else the same ones. */
function withOverride(
  args: WrittenMap,
  { child, path, planned, has }: Difference,
  members: readonly Adopted[],
): WrittenMap {
  if (path === undefined) return args;
  const [input = ""] = path.split(/[.[]/);
  const { argument, decided } = child.overrides ?? { argument: "", decided: [input] };
  const over = args[argument] ?? {};
  const value = input === "tags" ? tagsBeyond(planned, has) : wanted(child, input, members, has, planned);
  if (decided.includes(input) || !isMap(over) || over[input] !== undefined || value === undefined) return args;
  return { ...args, [argument]: { ...over, [input]: value } };
}

/** What an override is to say; undefined if it cannot. */
function wanted(
  child: ChildOutline,
  input: string,
  members: readonly Adopted[],
  has: Written | undefined,
  planned: Difference["planned"],
): Written | undefined {
  if (has === undefined) return typeof planned === "string" ? "" : planned === true ? false : undefined;
  const whole = members
    .filter(({ kind }) => kind.type === child.record.type)
    .map(({ inputs }) => inputs[input])
    .find((value) => value !== undefined && (value === has || contains(value, has)));
  const isOwn = referencesIn(whole ?? null).some(({ target }) => members.some(({ urn }) => urn === target));
  return isOwn ? undefined : whole;
}

function contains(value: Written, part: Written): boolean {
  return isMap(value) && Object.values(value).some((one) => one === part || contains(one, part));
}

/** Tags add up, so that an override holds only those that the component does not know; it takes none away. */
function tagsBeyond(planned: Difference["planned"], has: Written | undefined): Written | undefined {
  if (!Array.isArray(has) || (planned !== undefined && !Array.isArray(planned))) return undefined;
  const known = new Set<unknown>(planned);
  return has.filter((tag) => !known.has(plainOf(tag)));
}

function isScalar(value: Written | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** What differs in words, without what the values are. */
function wordsOf(differences: readonly Difference[]): readonly string[] {
  return [
    ...new Set(
      differences.map(({ child: { record }, path }) =>
        path === undefined ? `there is no ${record.name}` : `${record.name}.${path} differs`,
      ),
    ),
  ];
}
