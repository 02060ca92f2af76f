import type { ResourceView } from "@infrafabric/governor";
import { resourceKey } from "@infrafabric/governor/internal";
import { clusterOf } from "./cluster-of.ts";
import { type KnownStack, type Managed, managedBy } from "./known-stack.ts";
import type { LiveAccount } from "./live-account.ts";

/** What the account has and no stack manages, and the other way round. */
export interface Ownership {
  readonly unmanaged: readonly ResourceView[];
  /** What a stack manages and the account does not have any more. */
  readonly gone: readonly Managed[];
  /** Stacks that manage several resources of which the account has none: they are probably of another account. */
  readonly foreign: readonly { readonly by: KnownStack; readonly count: number }[];
}

/**
 * Compares an account with the stacks that manage it. Left out is what nobody creates by a program: what DigitalOcean
 * makes for an account or for another resource, and tags, which come with what has them.
 *
 * @param liveKinds Kinds whose resources an account shows: what it does not show is not gone.
 */
export function ownershipOf(
  account: LiveAccount,
  stacks: readonly KnownStack[],
  liveKinds: ReadonlySet<string>,
): Ownership {
  const managed = managedBy(stacks);
  const live = new Set(account.stack.resources.flatMap((resource) => resourceKey(resource) ?? []));
  const lost = [...managed].flatMap(([key, one]) => {
    const { kind } = one.resource;
    const name = kind?.successor ?? kind?.name;
    return name !== undefined && liveKinds.has(name) && account.isRead(name) && !live.has(key) ? [one] : [];
  });
  const present = new Set([...managed].flatMap(([key, { by }]) => (live.has(key) ? [by] : [])));
  const foreign = stacks.flatMap((by) => {
    const count = lost.filter((one) => one.by === by).length;
    return count > 1 && !present.has(by) ? [{ by, count }] : [];
  });
  return {
    unmanaged: account.stack.resources.filter((resource) => {
      const key = resourceKey(resource);
      if (key === undefined || managed.has(key) || isMadeByDigitalOcean(resource, account)) return false;
      return !isInputOfBucket(resource, managed);
    }),
    gone: lost.filter(({ by }) => !foreign.some((one) => one.by === by)),
    foreign,
  };
}

/** Older programs write CORS rules as an input of the bucket. */
function isInputOfBucket({ kind, id }: ResourceView, managed: ReadonlyMap<string, Managed>): boolean {
  if (kind?.name !== "SpacesBucketCorsConfiguration") return false;
  const buckets = [...managed.values()].filter(({ resource }) => resource.kind?.name === "SpacesBucket");
  return buckets.some(({ resource }) => resource.id === id && resource.given("corsRules").present);
}

function isMadeByDigitalOcean(resource: ResourceView, account: LiveAccount): boolean {
  if (resource.kind?.name === "Tag" || clusterOf(resource, account)?.exists === true) return true;
  const isTrue = (path: string) => account.fact(resource, path).boolean() === true;
  switch (resource.kind?.name) {
    case "Vpc":
      return isTrue("default");
    case "Project":
      return isTrue("is_default") || resource.read("isDefault").boolean() === true;
    case "KubernetesNodePool":
      return isPartOf(resource, account, "clusterId");
    case "DatabaseUser":
      return account.fact(resource, "role").text() === "primary";
    case "DatabaseDb":
      return resource.read("name").text() === "defaultdb";
    case "DnsRecord":
      return ["NS", "SOA"].includes(resource.read("type").text() ?? "");
    default:
      return false;
  }
}

/** The first pool of a cluster stands within it, and a program writes it there. */
function isPartOf(resource: ResourceView, account: LiveAccount, path: string): boolean {
  const id = resource.read(path).text();
  return account.stack.ofKind("KubernetesCluster").some((cluster) => cluster.id === id);
}
