import { createHash } from "node:crypto";

const dropletType = "digitalocean:index/droplet:Droplet";

/** The id that a resource gets in `up`: the same for the same URN; a number for a Droplet, as at DigitalOcean. */
export function idOf(type: string, urn: string): string {
  const hash = createHash("sha256").update(urn).digest("hex");
  if (type === dropletType) return String(100_000_000 + (Number.parseInt(hash.slice(0, 12), 16) % 900_000_000));
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}
