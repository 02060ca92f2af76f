import { unprocessable } from "../errors.ts";

/** Versions that the options offer, oldest first. Assumed: which there are changes every few weeks. */
const offered = ["1.34.8-do.0", "1.35.4-do.0", "1.36.1-do.0"];

const pattern = /^(\d+)\.(\d+)\.(\d+)-do\.(\d+)$/;

const versionAnswer = (slug: string) => ({
  slug,
  kubernetes_version: slug.replace(/-do\.\d+$/, ""),
  supported_features: ["cluster-autoscaler", "docr-integration", "ha-control-plane", "token-authentication"],
});

/** The versions that the options offer, newest first. */
export const offeredVersions = offered.map(versionAnswer).toReversed();

/**
 * The version that is meant by its slug, by a minor version such as `1.35`, or by `latest`. A slug that is not offered
 * is taken all the same: the emulator does not know which DigitalOcean offers today.
 */
export function resolveVersion(asked: string): string {
  if (pattern.test(asked)) return asked;
  const found = offered.findLast((slug) => asked === "latest" || slug.startsWith(`${asked}.`));
  if (found === undefined) throw unprocessable(`${asked} is not a valid version slug`);
  return found;
}

/** What a cluster can be upgraded to: later patches, and the next minor version. */
export function upgradesOf(version: string) {
  return offeredVersions.filter(({ slug }) => isUpgrade(version, slug));
}

/** True where the second version is later than the first, by one minor version at most. */
export function isUpgrade(from: string, to: string): boolean {
  const [oldMinor, ...oldRest] = partsOf(from);
  const [newMinor, ...newRest] = partsOf(to);
  if (newMinor === oldMinor) return compare(newRest, oldRest) > 0;
  return newMinor === oldMinor + 1;
}

/** True where the control plane is highly available unless it is asked not to be. */
export function isAvailableByDefault(version: string): boolean {
  const [minor] = partsOf(version);
  return minor >= 36;
}

/** Minor version, patch and DigitalOcean's own number. */
function partsOf(version: string): [number, number, number] {
  const [, , minor, patch, own] = pattern.exec(version) ?? [];
  return [Number(minor), Number(patch), Number(own)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing === -1 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}
