import { asOf } from "./as-of";

/** A release of an operating system of which DigitalOcean has or had an image. */
interface Distribution {
  /** What the slug of its image begins with, before the architecture, such as `ubuntu-24-04`. */
  readonly slug: string;
  /** The last month with free security updates, `YYYY-MM`. */
  readonly supportedUntil: string;
}

const releases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ubuntu: {
    "14-04": "2019-04",
    "16-04": "2021-04",
    "18-04": "2023-05",
    "20-04": "2025-05",
    "22-04": "2027-04",
    "22-10": "2023-07",
    "23-04": "2024-01",
    "23-10": "2024-07",
    "24-04": "2029-05",
    "24-10": "2025-07",
    "25-04": "2026-01",
    "25-10": "2026-07",
    "26-04": "2031-05",
  },
  debian: {
    "7": "2018-05",
    "8": "2020-06",
    "9": "2022-06",
    "10": "2024-06",
    "11": "2026-08",
    "12": "2028-06",
    "13": "2030-06",
  },
  centos: {
    "6": "2020-11",
    "7": "2024-06",
    "8": "2021-12",
    "stream-8": "2024-05",
    "stream-9": "2027-05",
    "stream-10": "2030-05",
  },
  fedora: {
    "28": "2019-05",
    "29": "2019-11",
    "30": "2020-05",
    "31": "2020-11",
    "32": "2021-05",
    "33": "2021-11",
    "34": "2022-06",
    "35": "2022-12",
    "36": "2023-05",
    "37": "2023-12",
    "38": "2024-05",
    "39": "2024-11",
    "40": "2025-05",
    "41": "2025-12",
    "42": "2026-05",
    "43": "2026-12",
    "44": "2027-06",
  },
  rockylinux: { "8": "2029-05", "9": "2032-05", "10": "2035-05" },
  almalinux: { "8": "2029-03", "9": "2032-05", "10": "2035-05" },
  freebsd: { "11": "2021-09", "12": "2023-12", "13": "2026-04" },
  coreos: { stable: "2020-05", beta: "2020-05", alpha: "2020-05" },
};

/**
 * Sources, as of November 2026: ubuntu.com/about/release-cycle (standard support, without Ubuntu Pro), wiki.debian.org/LTS
 * (with LTS, without extended LTS), centos.org/cl-vs-cs, docs.fedoraproject.org (release lifecycle: one month after the
 * next but one), wiki.rockylinux.org and wiki.almalinux.org (release policy), freebsd.org/security/unsupported,
 * fedoraproject.org/coreos (the end of CoreOS Container Linux).
 */
export const distributions: readonly Distribution[] = Object.entries(releases).flatMap(([name, versions]) =>
  Object.entries(versions).map(([version, supportedUntil]) => ({ slug: `${name}-${version}`, supportedUntil })),
);

/** The release that an image of DigitalOcean, such as `ubuntu-24-04-x64`, holds; undefined for any other. */
export function distributionOf(image: string): Distribution | undefined {
  const slug = image.toLowerCase();
  return distributions.find((one) => slug === one.slug || slug.startsWith(`${one.slug}-`));
}

/** True if a release has had its last security update by the day of the catalogue. */
export function isUnsupported({ supportedUntil }: Distribution): boolean {
  return supportedUntil < asOf.slice(0, 7);
}
