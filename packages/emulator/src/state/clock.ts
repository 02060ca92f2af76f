import * as z from "zod";

/** About the year 8941: every date within a thousand years of it can still be written with four digits. */
const latest = 2.2e14;
/** About the year 1653. */
const earliest = -1e13;

/** A time in milliseconds since 1970 that the API can write as a date. */
export const timeSchema = z.number().min(earliest).max(latest);

/** A time in a record, as the API writes it. */
export const stampSchema = z
  .string()
  .refine(
    (text) => /^\d{4}-\d\d-\d\dT/.test(text) && timeSchema.safeParse(Date.parse(text)).success,
    "expected a date such as 2026-11-25T10:00:00Z",
  );

/** A clock as a snapshot keeps it. */
export const clockSchema = z.object({ offset: timeSchema, stopped: timeSchema.exactOptional() });

/** The time in the emulator: the machine's, moved by whoever wants to see tomorrow today. */
export class Clock {
  /** Milliseconds by which it is ahead of the machine's. */
  offset = 0;
  /** Where it stands still, in milliseconds since 1970; undefined where it runs. */
  private stopped: number | undefined;

  /** Milliseconds since 1970. */
  get time(): number {
    return this.stopped ?? Date.now() + this.offset;
  }

  get now(): Date {
    return new Date(this.time);
  }

  /** The time as the API writes it, to the second: `2026-11-25T10:00:00Z`. */
  get stamp(): string {
    return stampOf(this.now);
  }

  /** Moves it forwards. */
  advance(milliseconds: number): void {
    if (this.stopped === undefined) this.offset += milliseconds;
    else this.stopped += milliseconds;
  }

  /** Stops it at a time, so that two runs see the same dates; undefined lets it run on from there. */
  stop(time: number | undefined): void {
    if (time === undefined && this.stopped !== undefined) this.offset = this.stopped - Date.now();
    this.stopped = time;
  }

  /** What a snapshot keeps. */
  get state(): ClockState {
    return { offset: this.offset, ...(this.stopped === undefined ? {} : { stopped: this.stopped }) };
  }

  set state({ offset, stopped }: ClockState) {
    this.offset = offset;
    this.stopped = stopped;
  }
}

export type ClockState = Readonly<z.infer<typeof clockSchema>>;

/** A time as the API writes it. */
export function stampOf(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
