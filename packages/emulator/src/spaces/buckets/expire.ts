import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { dropUpload, uploadsOf } from "../multipart/upload.ts";
import {
  objectsOf,
  removeObject,
  removeVersion,
  type StoredObject,
  type Version,
  versionsOf,
} from "../objects/object.ts";
import { bucketTable, type OwnedBucket } from "./bucket.ts";
import type { LifecycleRule } from "./lifecycle-rule.ts";

const day = 24 * 3600 * 1000;
/** Spaces forgets uploads that nobody completes, without any rule. DigitalOcean docs: Spaces limits. */
const uploadDays = 90;

/** What goes by itself, in all buckets, once a day: everything is due at midnight, by the clock of the emulator. */
export class Expiry {
  private readonly cloud: Cloud;
  /** When each account was last looked at. One that a snapshot brought back is another, and not looked at yet. */
  private readonly lastDays = new WeakMap<Account, number>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  /** Lets go what has become due; costs nothing on the same day. */
  settle(): void {
    const today = Math.floor(this.cloud.clock.time / day);
    for (const owner of this.cloud.all()) {
      if (this.lastDays.get(owner) === today) continue;
      this.lastDays.set(owner, today);
      for (const bucket of bucketTable.of(owner).all()) expire(this.cloud, { owner, bucket });
    }
  }
}

/** Lets go what is due in one bucket. */
export function expire(cloud: Cloud, place: OwnedBucket): void {
  const { time } = cloud.clock;
  const rules = (place.bucket.lifecycle ?? []).filter(({ enabled }) => enabled);
  // What is noncurrent goes first, whichever rule says so: a marker goes once nothing is under it.
  for (const rule of rules) {
    for (const object of objectsOf(place, rule.prefix)) expireNoncurrent(place, object, rule, time);
  }
  for (const rule of rules) {
    for (const { key } of objectsOf(place, rule.prefix)) expireCurrent(cloud, place, key, rule, time);
  }
  for (const upload of uploadsOf(place)) {
    const days = rules
      .filter(({ prefix, abortDays }) => abortDays !== undefined && upload.key.startsWith(prefix))
      .map(({ abortDays }) => abortDays ?? uploadDays);
    if (isDue(upload.initiated, Math.min(uploadDays, ...days), time)) dropUpload(place, upload.id);
  }
}

/** A version is noncurrent since the next one came. */
function expireNoncurrent(
  place: OwnedBucket,
  object: StoredObject,
  { noncurrentDays }: LifecycleRule,
  now: number,
): void {
  if (noncurrentDays === undefined) return;
  for (const [index, { id }] of object.versions.entries()) {
    const next = object.versions[index - 1];
    if (next !== undefined && isDue(next.modified, noncurrentDays, now)) removeVersion(place, object.key, id);
  }
}

function expireCurrent(
  cloud: Cloud,
  place: OwnedBucket,
  key: string,
  { expiration }: LifecycleRule,
  now: number,
): void {
  const [newest, ...others] = versionsOf(place, key);
  if (newest === undefined || expiration === undefined) return;
  if (newest.kind === "marker") {
    const isOver = expiration.markers === true || isExpired(newest, expiration, now);
    if (isOver && others.length === 0) removeVersion(place, key, newest.id);
  } else if (isExpired(newest, expiration, now)) removeObject(cloud, place, key);
}

function isExpired(
  { modified }: Version,
  { days, date }: NonNullable<LifecycleRule["expiration"]>,
  now: number,
): boolean {
  if (days !== undefined) return isDue(modified, days, now);
  return date !== undefined && Date.parse(date) <= now;
}

/** Days are counted to the next midnight in UTC. */
function isDue(since: number, days: number, now: number): boolean {
  return Math.ceil((since + days * day) / day) * day <= now;
}
