import { regions } from "@infrafabric/governor";
import { isUnsupported, distributions as releases } from "@infrafabric/governor/internal";
import type { Image } from "./image.ts";
import { marketplaceApplications } from "./marketplace.ts";

const everywhere = regions.filter(({ state }) => state === "active").map(({ slug }) => slug);

/**
 * Distributions that Droplets start from, as `doctl compute image list-distribution` names them; names and disk sizes
 * are assumed. CentOS Stream needs more than the smallest size has: DigitalOcean release notes, 17 Jun 2026.
 */
const distributions: readonly (readonly [slug: string, distribution: string, name: string, minDisk: number])[] = [
  ["ubuntu-22-04-x64", "Ubuntu", "22.04 (LTS) x64", 7],
  ["ubuntu-24-04-x64", "Ubuntu", "24.04 (LTS) x64", 7],
  ["ubuntu-25-04-x64", "Ubuntu", "25.04 x64", 7],
  ["ubuntu-25-10-x64", "Ubuntu", "25.10 x64", 7],
  ["ubuntu-26-04-x64", "Ubuntu", "26.04 (LTS) x64", 7],
  ["debian-12-x64", "Debian", "12 x64", 7],
  ["debian-13-x64", "Debian", "13 x64", 7],
  ["fedora-42-x64", "Fedora", "42 x64", 7],
  ["fedora-43-x64", "Fedora", "43 x64", 7],
  ["centos-stream-9-x64", "CentOS", "9 Stream x64", 25],
  ["centos-stream-10-x64", "CentOS", "10 Stream x64", 25],
  ["rockylinux-8-x64", "Rocky Linux", "8 x64", 10],
  ["rockylinux-9-x64", "Rocky Linux", "9 x64", 10],
  ["rockylinux-10-x64", "Rocky Linux", "10 x64", 10],
  ["almalinux-8-x64", "AlmaLinux", "8 x64", 10],
  ["almalinux-9-x64", "AlmaLinux", "9 x64", 10],
  ["almalinux-10-x64", "AlmaLinux", "10 x64", 10],
];

const titles: Readonly<Record<string, string>> = {
  ubuntu: "Ubuntu",
  debian: "Debian",
  centos: "CentOS",
  fedora: "Fedora",
  rockylinux: "Rocky Linux",
  almalinux: "AlmaLinux",
  freebsd: "FreeBSD",
  coreos: "CoreOS",
};

/** What nothing is made from any more: releases of the governor's catalogue that are not offered. */
const retired = releases.flatMap((release): readonly Offered[] => {
  const [name = "", ...version] = release.slug.split("-");
  const image = `${release.slug}-x64`;
  if (distributions.some(([slug]) => slug === image) || !isUnsupported(release)) return [];
  const title = titles[name] ?? name;
  return [{ slug: image, distribution: title, name: `${version.join(".")} x64`, minDisk: 7, status: "retired" }];
});

interface Offered {
  readonly slug: string;
  readonly distribution: string;
  readonly name: string;
  readonly minDisk: number;
  readonly status: "available" | "retired";
}

const offered: readonly Offered[] = distributions.map(([slug, distribution, name, minDisk]) => ({
  ...{ slug, distribution, name, minDisk },
  status: "available",
}));

const built: readonly Offered[] = marketplaceApplications.map(({ slug, title, release }) => ({
  ...{ slug, distribution: "Ubuntu", name: `${title} on Ubuntu ${release.replace("-", ".")}`, minDisk: 25 },
  status: "available",
}));

const imageOf = ({ slug, distribution, name, minDisk, status }: Offered, index: number): Image => ({
  // Below every id that is made.
  id: 200_000_001 + index,
  name,
  // Not `base`, which the document names, too: `doctl compute image list --public`, and the provider's own tests.
  type: "snapshot",
  distribution,
  slug,
  public: true,
  regions: status === "retired" ? [] : everywhere,
  created_at: "2026-06-01T00:00:00Z",
  min_disk_size: minDisk,
  size_gigabytes: 0.7,
  description: `${distribution} ${name}`,
  tags: [],
  status,
});

/** What DigitalOcean itself offers or offered; the same for every account, so no account keeps it. */
export const distributionImages: readonly Image[] = [...offered, ...retired].map(imageOf);

/** Images with an application on them. */
export const applicationImages: readonly Image[] = built.map((one, index) => imageOf(one, 1000 + index));

export const publicImages: readonly Image[] = [...distributionImages, ...applicationImages];
