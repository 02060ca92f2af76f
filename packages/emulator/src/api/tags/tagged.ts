import type { Account } from "../../state/account.ts";
import type { TableKind } from "../../state/table.ts";
import { clusterTable } from "../databases/cluster.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { imageTable } from "../images/image.ts";
import { volumeTable } from "../volumes/volume.ts";
import { volumeSnapshotTable } from "../volumes/volume-snapshot.ts";
import { ensureTags, hasTag } from "./tag.ts";

/** A kind of resource that has tags: how a tag counts it, and how requests name it. */
export interface Tagged {
  /** Key of a tag's counts. */
  readonly counted: string;
  /** `resource_type` of requests that tag. */
  readonly type: string;
  /** Path of one, before its id. */
  readonly path: string;
  /** Ids of those that have a tag, oldest first. */
  ids(account: Account, tag: string): readonly string[];
  has(account: Account, id: string): boolean;
  tag(account: Account, id: string, tag: string): void;
  untag(account: Account, id: string, tag: string): void;
}

function tagged<T extends { readonly id: string | number; readonly tags: string[] }>(
  counted: string,
  type: string,
  path: string,
  table: TableKind<T>,
): Tagged {
  const change = (account: Account, id: string, next: (tags: readonly string[]) => string[]) => {
    const row = table.of(account).get(id);
    if (row !== undefined) table.of(account).put(id, { ...row, tags: next(row.tags) });
  };
  return {
    counted,
    type,
    path,
    ids: (account, tag) =>
      table
        .of(account)
        .filter(({ tags }) => hasTag(tags, tag))
        .map(({ id }) => String(id)),
    has: (account, id) => table.of(account).get(id) !== undefined,
    tag: (account, id, tag) => change(account, id, (tags) => ensureTags(account, [...tags, tag])),
    untag: (account, id, tag) => change(account, id, (tags) => tags.filter((one) => !hasTag([one], tag))),
  };
}

/** Every kind of resource that a tag counts. */
export const taggedKinds: readonly Tagged[] = [
  tagged("droplets", "droplet", "/v2/droplets", dropletTable),
  tagged("images", "image", "/v2/images", imageTable),
  tagged("volumes", "volume", "/v2/volumes", volumeTable),
  tagged("volume_snapshots", "volume_snapshot", "/v2/snapshots", volumeSnapshotTable),
  tagged("databases", "database", "/v2/databases", clusterTable),
];
