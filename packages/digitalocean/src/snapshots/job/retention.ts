/** How many snapshots of a source outlive the day, one for each of the last days, weeks and months that have one. */
export interface Retention {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

const day = 86_400_000;

/**
 * The snapshots to retain: those of the last 24 hours, the newest, and the newest of each of the last days, ISO weeks
 * and months, UTC. Periods without a snapshot do not count, so that a schedule that stood still deletes nothing old.
 *
 * @param taken When each was taken, in milliseconds since 1970.
 */
export function kept(taken: readonly number[], keep: Retention, now: number): ReadonlySet<number> {
  const newestFirst = [...taken].sort((a, b) => b - a);
  return new Set([
    ...newestFirst.slice(0, 1),
    ...newestFirst.filter((time) => now - time < day),
    ...newestOfEach(newestFirst, keep.daily, (time) => Math.floor(time / day)),
    // The first day of 1970 was a Thursday.
    ...newestOfEach(newestFirst, keep.weekly, (time) => Math.floor((time / day + 3) / 7)),
    ...newestOfEach(newestFirst, keep.monthly, (time) => new Date(time).toISOString().slice(0, 7)),
  ]);
}

/** The newest time in each of the last periods. */
function newestOfEach(
  newestFirst: readonly number[],
  count: number,
  periodOf: (time: number) => number | string,
): readonly number[] {
  const newest = new Map<number | string, number>();
  for (const time of newestFirst) {
    const period = periodOf(time);
    if (!newest.has(period)) newest.set(period, time);
  }
  return [...newest.values()].slice(0, count);
}
