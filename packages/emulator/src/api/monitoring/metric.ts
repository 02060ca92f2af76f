import type { Call } from "../operation.ts";
import { wave } from "./wave.ts";

/** One line of a diagram: what it is about, and its value at a time in milliseconds since 1970. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  at(time: number): number;
}

/** What is measured of something that is there since a time. */
export interface Measured {
  /** Milliseconds since 1970: nothing is measured before. */
  readonly since: number;
  readonly series: readonly Series[];
}

/** A line between two values, which goes up and down with the time of day. */
export function between(
  { cloud }: Pick<Call, "cloud">,
  name: string,
  [low, high]: readonly [low: number, high: number],
  labels: Series["labels"],
): Series {
  const seed = cloud.ids.derive(`metric ${name} ${JSON.stringify(labels)}`);
  return { labels, at: (time) => low + (high - low) * wave(seed, time) };
}

/** A line that stays. */
export const level = (value: number, labels: Series["labels"]): Series => ({ labels, at: () => value });

/** A line that only rises, by so much each second. */
export const rising = (perSecond: number, since: number, labels: Series["labels"]): Series => ({
  labels,
  at: (time) => ((time - since) / 1000) * perSecond,
});

/** Values that a diagram has at most. */
const mostValues = 500;
const leastStep = 60;

/** A diagram between two times in seconds since 1970, as far as there was something to measure by now. */
export function matrix({ cloud }: Pick<Call, "cloud">, { since, series }: Measured, start: number, end: number) {
  const step = Math.max(leastStep, Math.ceil((end - start) / mostValues / leastStep) * leastStep);
  // On whole steps, so that two diagrams of the same time agree.
  const first = Math.ceil(Math.max(start, since / 1000) / step) * step;
  const last = Math.min(end, cloud.clock.time / 1000);
  const times = Array.from(
    { length: Math.max(0, Math.floor((last - first) / step) + 1) },
    (_, index) => first + index * step,
  );
  const result = series.map(({ labels, at }) => ({
    metric: labels,
    values: times.map((time) => [time, String(Math.round(at(time * 1000) * 1e4) / 1e4)]),
  }));
  return { status: "success", data: { resultType: "matrix", result: times.length === 0 ? [] : result } };
}
