import { createHash } from "node:crypto";
import { identity } from "./identity";
import type { Settings } from "./settings";

/** Every component of a program tells the digest of the same settings. */
const known = new WeakMap<Settings, string>();

/**
 * A short name for what settings ask for in one stack: the same for the same demands, wherever they were read from and
 * in whatever order they were written. By it the policy pack tells whether a component went by other settings.
 */
export function settingsDigest(settings: Settings): string {
  const digest = known.get(settings) ?? digestOf(settings);
  known.set(settings, digest);
  return digest;
}

function digestOf({
  origin: _,
  secret: __,
  floor: ___,
  hides: ____,
  environment,
  baseline,
  account,
  ...asked
}: Settings): string {
  const chosen =
    environment === undefined ? {} : { environment: { name: environment.name, production: environment.production } };
  const carried = baseline === undefined ? {} : { baseline: baseline.findings };
  const counted =
    account === undefined ? {} : { account: { ...account, origin: "", takenAt: account.takenAt.getTime() } };
  return createHash("sha256")
    .update(identity({ ...asked, ...chosen, ...carried, ...counted }))
    .digest("hex")
    .slice(0, 16);
}
