/**
 * Where there are Spaces. Sources: DigitalOcean docs, Spaces availability (23 Mar 2026), and
 * terraform-provider-digitalocean (Aug 2026).
 */
export const spacesRegions: readonly string[] = [
  "nyc3",
  "ams3",
  "sfo2",
  "sfo3",
  "sgp1",
  "lon1",
  "fra1",
  "tor1",
  "blr1",
  "syd1",
  "atl1",
];
