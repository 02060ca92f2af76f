import { elementOf, inputTypeAt } from "../../kinds/inputs";
import type { Kind } from "../../kinds/kind";
import { type Doubt, doubtFrom, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { parseUrn } from "../../view/urn";
import { existingKind } from "../strict-reads";
import { unreadWords } from "../unread";
import { type Answer, either, firstDoubt } from "./answer";
import { itemsOf } from "./items";
import { isEmpty, noTags, shareTag, type TagSet, tagsIn, tagsOf, union } from "./tag-sets";

/** Finds out whether resources are named by an input. */
export interface References {
  /** Whether an input of a resource in the same account names `target`, or why that cannot be determined. */
  to(target: ResourceView): Answer;
}

/** What one input of all resources of a kind names. */
interface Input {
  to(target: ResourceView): Answer;
  /** True if the input could name `target`, whatever is in it. */
  reaches(target: ResourceView): boolean;
}

/**
 * Which resources the inputs at `paths` of all resources of a kind name: by an id or name that is known, by the resource
 * that a value comes from which is unknown until `pulumi up`, or, if the input is a list of tags that select, by a tag
 * that both have. A resource never reaches into another account.
 *
 * @param paths Inputs that serve the same end, such as `dropletIds` and `tags` of a Firewall: it is enough if one of them names a resource.
 */
export function references(stack: StackView, kind: string, ...paths: readonly string[]): References {
  const source = existingKind(kind);
  const referrers = stack.resources.filter((one) => one.kind?.name === kind && one.pending !== "delete");
  const inputs = paths.map((path) =>
    source.tags?.use === "selector" && source.tags.path === path
      ? byTag(stack, referrers, path)
      : byId(referrers, source, path),
  );
  const unseen = unseenTargets(referrers, paths);
  const missing = unreadWords(stack, [kind]);
  const unread = firstDoubt([missing === undefined ? undefined : { reason: missing, unreadable: false }]);
  return {
    to(target) {
      const hidden = inputs.some((input) => input.reaches(target)) ? unseen.get(target.account) : undefined;
      return either(...inputs.map((input) => input.to(target)), firstDoubt([hidden]), unread);
    },
  };
}

/** What the inputs of one account name, so that each target is looked up once. */
interface Named {
  readonly ids: Set<string>;
  /** Where ids come from, known or not. */
  readonly origins: Set<string>;
  /** Where ids come from that are not known yet. */
  readonly unseenOrigins: Set<string>;
  /** Why an id may be that of any target; undefined if none may. */
  doubt: Doubt | undefined;
}

function byId(referrers: readonly ResourceView[], { name: kind, names = {} }: Kind, path: string): Input {
  const several = elementOf(inputTypeAt(kind, path) ?? "") !== undefined;
  const byTarget = new Map<string, ReadonlyMap<string, Named>>();
  const targets = names[path] === undefined ? undefined : [names[path]].flat();
  const targetTypes = targets?.map((name) => existingKind(name).type);
  const namedBy = (targetType: string): ReadonlyMap<string, Named> => {
    const known = byTarget.get(targetType);
    if (known !== undefined) return known;
    const made = namesIn(referrers, path, several, targetTypes ?? [targetType]);
    byTarget.set(targetType, made);
    return made;
  };
  const reaches = ({ kind: target }: ResourceView) =>
    targets === undefined || (target !== undefined && targets.includes(target.name));
  return {
    reaches,
    to(target) {
      const named = reaches(target) ? namedBy(target.type).get(target.account) : undefined;
      if (named === undefined) return "no";
      const { urn, kind } = target;
      const id = kind?.idOutput === undefined ? target.id : target.read(kind.idOutput).text();
      const name = kind?.idInput === undefined ? undefined : target.read(kind.idInput);
      const known = [id, name?.text()];
      // A source that does not tell the id of what exists already still tells which resource an id comes from.
      if (known.some((one) => one !== undefined && named.ids.has(one)) || named.unseenOrigins.has(urn)) return "yes";
      if (id === undefined && named.origins.has(urn)) return "yes";
      return firstDoubt([named.doubt, name?.opaque && id === undefined ? doubtOf(name) : undefined]);
    },
  };
}

function namesIn(
  referrers: readonly ResourceView[],
  path: string,
  several: boolean,
  targetTypes: readonly string[],
): ReadonlyMap<string, Named> {
  const byAccount = new Map<string, Named>();
  for (const referrer of referrers) {
    const named = byAccount.get(referrer.account) ?? nothingNamed();
    byAccount.set(referrer.account, named);
    const items = itemsOf(referrer.read(path));
    const unread = items.filter((item) => item.present && item.text() === undefined);
    for (const item of items) {
      const id = item.text();
      if (id !== undefined) named.ids.add(id);
    }
    const from = referrer.dependsOn(path) ?? [];
    const isUnseen = unread.some((one) => one.opaque);
    // A single value that comes from two resources may be the name of either.
    for (const urn of several || from.length === 1 ? from : []) {
      named.origins.add(urn);
      if (isUnseen) named.unseenOrigins.add(urn);
    }
    const explained =
      (several ? from.length > 0 : from.length === 1) &&
      from.every((urn) => targetTypes.includes(parseUrn(urn)?.type ?? ""));
    const unexplained = unread.find((one) => !one.opaque || !explained);
    if (unexplained !== undefined) named.doubt ??= doubtFrom(wordsOf(referrer), doubtOf(unexplained));
  }
  return byAccount;
}

function nothingNamed(): Named {
  return { ids: new Set(), origins: new Set(), unseenOrigins: new Set(), doubt: undefined };
}

/** The tags of an account are taken together, so that each target is looked up once. */
function byTag(stack: StackView, referrers: readonly ResourceView[], path: string): Input {
  const byAccount = new Map<string, TagSet[]>();
  for (const referrer of referrers) {
    const { doubt, ...tags } = tagsIn(referrer, path, stack);
    const own = { ...tags, doubt: doubt && doubtFrom(wordsOf(referrer), doubt) };
    const others = byAccount.get(referrer.account);
    if (others === undefined) byAccount.set(referrer.account, [own]);
    else others.push(own);
  }
  const united = new Map([...byAccount].map(([account, sets]) => [account, union(sets)]));
  return {
    to: (target) => shareTag(united.get(target.account) ?? noTags, tagsOf(target, stack)),
    reaches: (target) => !isEmpty(tagsOf(target, stack)),
  };
}

/** By account, why a referrer may name what its inputs do not: it was read from the cloud without them. */
function unseenTargets(referrers: readonly ResourceView[], paths: readonly string[]): ReadonlyMap<string, Doubt> {
  const unseen = new Map<string, Doubt>();
  for (const referrer of referrers) {
    if (referrer.external !== true || paths.some((path) => referrer.read(path).present)) continue;
    const reason = `of ${wordsOf(referrer)}, which this stack does not manage, the targets are not told`;
    unseen.set(referrer.account, { reason, unreadable: false });
  }
  return unseen;
}

function wordsOf({ kind, name }: ResourceView): string {
  return `the ${kind?.name} ${name}`;
}
