import { asOf } from "./as-of";

/** A minor version of Kubernetes, `1.x`. */
interface MinorVersion {
  readonly minor: number;
  /** The day on which DigitalOcean's support ends, `YYYY-MM-DD`; a month later it upgrades clusters by itself. */
  readonly endOfLife: string;
}

/**
 * Oldest first. Sources: DigitalOcean docs, Supported Releases (19 Nov 2025), and for 1.35 and 1.36 the Kubernetes
 * project's own dates, which DigitalOcean follows (endoflife.date, 22 Aug 2026).
 */
const minorVersions: readonly MinorVersion[] = [
  { minor: 19, endOfLife: "2021-09-01" },
  { minor: 20, endOfLife: "2022-03-28" },
  { minor: 21, endOfLife: "2022-06-28" },
  { minor: 22, endOfLife: "2022-10-28" },
  { minor: 23, endOfLife: "2023-02-28" },
  { minor: 24, endOfLife: "2023-07-28" },
  { minor: 25, endOfLife: "2023-10-27" },
  { minor: 26, endOfLife: "2024-02-28" },
  { minor: 27, endOfLife: "2024-06-28" },
  { minor: 28, endOfLife: "2024-10-28" },
  { minor: 29, endOfLife: "2025-02-28" },
  { minor: 30, endOfLife: "2025-06-28" },
  { minor: 31, endOfLife: "2025-10-28" },
  { minor: 32, endOfLife: "2026-02-28" },
  { minor: 33, endOfLife: "2026-06-28" },
  { minor: 34, endOfLife: "2026-10-27" },
  { minor: 35, endOfLife: "2027-02-28" },
  { minor: 36, endOfLife: "2027-06-28" },
];

/** The oldest one that is supported on the day of the catalogue, such as `1.35`. */
export const oldestSupportedKubernetes = `1.${minorVersions.find(({ endOfLife }) => endOfLife >= asOf)?.minor}`;

/** The newest one that the catalogue knows, the x of `1.x`. */
export const newestKubernetes = Math.max(...minorVersions.map(({ minor }) => minor));

/** What a version slug stands for: the x of `1.x`, or the newest that there is for `latest`; undefined for anything else. */
export function kubernetesMinor(version: string): number | "newest" | undefined {
  if (version === "latest") return "newest";
  const [, minor] = /^1\.(\d+)(?:\.|$)/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

/** The day on which support of a minor version ended, if that was before the catalogue was compiled. */
export function kubernetesEnd(minor: number): string | undefined {
  const [oldest] = minorVersions;
  const known =
    oldest !== undefined && minor < oldest.minor ? oldest : minorVersions.find((one) => one.minor === minor);
  return known !== undefined && known.endOfLife < asOf ? known.endOfLife : undefined;
}

/**
 * Whether the control plane of a new cluster is highly available if nothing is said. Source: DigitalOcean's OpenAPI
 * (7 Aug 2026): it is from 1.36, and cannot be switched off again.
 */
export function highlyAvailableByDefault(minor: number | "newest"): boolean {
  return minor === "newest" || minor >= 36;
}
