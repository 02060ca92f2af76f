/** When snapshots are taken. */
export interface Rhythm {
  /** A divisor of 24. */
  readonly everyHours: number;
  /** The time of one of them, UTC, such as `03:00`. */
  readonly startTime: string;
}

export const hour = 3_600_000;

/** The last time at which a snapshot was due, in milliseconds since 1970. */
export function slotOf(now: number, { everyHours, startTime }: Rhythm): number {
  const [hours = 0, minutes = 0] = startTime.split(":").map(Number);
  const anchor = hours * hour + (minutes * hour) / 60;
  const length = everyHours * hour;
  return Math.floor((now - anchor) / length) * length + anchor;
}
