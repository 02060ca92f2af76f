/** DigitalOcean's limit. */
const longest = 255;

/**
 * The name of a snapshot, which says whose it is and for which time it was taken: `nightly-1a2b3c4d-20261129-0300-data`.
 *
 * @param slot In milliseconds since 1970.
 * @param source Name of the volume or Droplet.
 */
export function snapshotName(owner: string, slot: number, source: string): string {
  return `${owner}-${stampOf(slot)}-${source}`.slice(0, longest);
}

/** For which time a snapshot was taken, in milliseconds since 1970; undefined for one that is not the owner's. */
export function slotInName(owner: string, name: string): number | undefined {
  if (!name.startsWith(`${owner}-`)) return undefined;
  const [, stamp = "", year, month, date, hours, minutes] =
    /^((\d{4})(\d\d)(\d\d)-(\d\d)(\d\d))-./.exec(name.slice(owner.length + 1)) ?? [];
  const slot = Date.parse(`${year}-${month}-${date}T${hours}:${minutes}:00Z`);
  // There is no 31 February, whatever the date becomes.
  return Number.isNaN(slot) || stampOf(slot) !== stamp ? undefined : slot;
}

/** A time to the minute, UTC: `20261129-0300`. */
function stampOf(slot: number): string {
  return new Date(slot).toISOString().slice(0, 16).replace("T", "_").replaceAll(/[-:]/g, "").replace("_", "-");
}
