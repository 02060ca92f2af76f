import { listedIn, type Snapshot, snapshotIn } from "./answers";
import type { Api } from "./api";
import { ApiError } from "./api";
import type { JobConfig } from "./job-config";
import { kept } from "./retention";
import { slotOf } from "./slots";
import { slotInName, snapshotName } from "./snapshot-name";

/** How a volume or Droplet stands after a pass. */
export interface Standing {
  /** Such as `volume 5a4981aa-9653-4bd1-bef5-d6bff52042e4`. */
  readonly source: string;
  /** For which time its newest snapshot was taken, with all copies there; in milliseconds since 1970. */
  readonly newest: number | undefined;
}

/** A volume or Droplet. */
interface Source {
  readonly type: "volume" | "droplet";
  readonly id: string;
  /** Undefined for one that does not exist. */
  readonly name: string | undefined;
}

interface Own extends Snapshot {
  readonly slot: number;
}

/**
 * Takes the snapshots that are due, copies the newest of each Droplet and deletes what is no longer kept. It waits for
 * nothing that takes long: the next pass goes on from what it finds, as does a job that was started anew.
 *
 * @param now In milliseconds since 1970.
 * @throws ApiError where it cannot see what there is. What goes wrong with one source is said, and left to the next pass.
 */
export async function runPass(
  api: Api,
  config: JobConfig,
  now: number,
  say: (event: Readonly<Record<string, string>>) => void,
): Promise<readonly Standing[]> {
  const types = [
    { type: "volume", ids: config.volumes, tag: config.volumeTag },
    { type: "droplet", ids: config.droplets, tag: config.dropletTag },
  ] as const;
  const standings: Standing[] = [];
  for (const { type, ids, tag } of types) {
    if (ids.length === 0 && tag === undefined) continue;
    const sources = await sourcesOf(api, type, ids, tag);
    const snapshots = await api.list(`/v2/snapshots?resource_type=${type}`, "snapshots", snapshotIn);
    for (const source of sources) {
      const own = snapshots.flatMap((one) => ownBy(config.owner, source, one) ?? []);
      const isComplete = ({ regions }: Own) => type === "volume" || config.copyTo.every((one) => regions.includes(one));
      const complete = own.filter(isComplete).map(({ slot }) => slot);
      const newest = complete.length === 0 ? undefined : Math.max(...complete);
      const what = `${type} ${source.id}`;
      const taken = await tryTo(say, what, () => take(api, config, source, own, now, say));
      standings.push({ source: what, newest: taken ?? newest });
      if (type === "droplet") await tryTo(say, what, () => copy(api, config, own, say));
      for (const one of expired(own, newest, config, now)) {
        await tryTo(say, what, async () => {
          await api.delete(`/v2/snapshots/${one.id}`);
          say({ event: "deleted", source: what, snapshot: one.name });
        });
      }
    }
  }
  return standings;
}

/** The volumes or Droplets that are named, and those with the tag. */
async function sourcesOf(
  api: Api,
  type: Source["type"],
  ids: readonly string[],
  tag: string | undefined,
): Promise<readonly Source[]> {
  const all = await api.list(`/v2/${type}s`, `${type}s`, listedIn);
  const found = all.filter(
    (one) =>
      ids.includes(one.id) ||
      // DigitalOcean compares tags without regard to case.
      (tag !== undefined && one.tags.some((other) => other.toLowerCase() === tag.toLowerCase())),
  );
  const missing = ids.filter((id) => !found.some((one) => one.id === id));
  return [
    ...found.map(({ id, name }) => ({ type, id, name })),
    ...missing.map((id) => ({ type, id, name: undefined })),
  ];
}

/** A snapshot that the schedule itself made of the source. */
function ownBy(owner: string, source: Source, snapshot: Snapshot): Own | undefined {
  const slot = slotInName(owner, snapshot.name);
  return slot === undefined || snapshot.sourceId !== source.id ? undefined : { ...snapshot, slot };
}

/** Takes a snapshot if one is due; answers with its time where it is there at once. */
async function take(
  api: Api,
  config: JobConfig,
  { type, id, name }: Source,
  own: readonly Own[],
  now: number,
  say: Say,
): Promise<number | undefined> {
  const slot = slotOf(now, config);
  if (own.some((one) => one.slot >= slot)) return undefined;
  if (name === undefined) throw new Error("does not exist");
  const snapshot = snapshotName(config.owner, slot, name);
  if (type === "volume") {
    await api.post(`/v2/volumes/${id}/snapshots`, { name: snapshot, tags: config.tags });
  } else if (!(await isBegun(api, `/v2/droplets/${id}/actions`, { type: "snapshot", name: snapshot }))) {
    return undefined;
  }
  const isTaken = type === "volume";
  say({ event: isTaken ? "taken" : "taking", source: `${type} ${id}`, snapshot });
  return isTaken ? slot : undefined;
}

/** Copies the newest snapshot to the next region that lacks it: an image is transferred to one region at a time. */
async function copy(api: Api, { copyTo }: JobConfig, own: readonly Own[], say: Say): Promise<void> {
  const [newest] = [...own].sort((a, b) => b.slot - a.slot);
  const region = copyTo.find((one) => newest !== undefined && !newest.regions.includes(one));
  if (newest === undefined || region === undefined) return;
  if (await isBegun(api, `/v2/images/${newest.id}/actions`, { type: "transfer", region })) {
    say({ event: "copying", source: `droplet ${newest.sourceId}`, snapshot: newest.name, region });
  }
}

/** Begins an action; false where another one is still under way. */
async function isBegun(api: Api, path: string, action: object): Promise<boolean> {
  try {
    await api.post(path, action);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 422 && /pending event/i.test(error.message)) return false;
    throw error;
  }
}

/**
 * The snapshots that are no longer kept. The newest complete one always is, as the newest of all may never get its
 * copies.
 */
function expired(own: readonly Own[], newest: number | undefined, { keep }: JobConfig, now: number): readonly Own[] {
  const slots = kept(
    own.map(({ slot }) => slot),
    keep,
    now,
  );
  return own.filter(({ slot }) => !slots.has(slot) && slot !== newest);
}

type Say = (event: Readonly<Record<string, string>>) => void;

async function tryTo<T>(say: Say, source: string, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    say({ event: "failed", source, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
