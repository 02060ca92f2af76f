/** Days of an average month. */
export const averageDays = 365.25 / 12;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** When something runs, in UTC. */
export interface Schedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** Sunday is 0. */
  readonly weekdays: ReadonlySet<number>;
  /** True if both kinds of days are named, so that either is enough. */
  readonly isEither: boolean;
}

/** A schedule of five fields, such as `0,30 8-18 * * MON-FRI`; undefined for what is not one. */
export function scheduleOf(cron: string): Schedule | undefined {
  const [minute, hour, day, month, weekday, ...more] = cron.trim().split(/\s+/);
  if (weekday === undefined || more.length > 0) return undefined;
  const minutes = valuesIn(minute, 0, 59);
  const hours = valuesIn(hour, 0, 23);
  const days = valuesIn(day, 1, 31);
  const inMonths = valuesIn(month, 1, 12, months, 1);
  // Sunday is 0 and 7.
  const onWeekdays = valuesIn(weekday, 0, 7, weekdays);
  if (minutes === undefined || hours === undefined || days === undefined) return undefined;
  if (inMonths === undefined || onWeekdays === undefined) return undefined;
  return {
    minutes,
    hours,
    days,
    months: inMonths,
    weekdays: new Set([...onWeekdays].map((value) => value % 7)),
    isEither: day !== "*" && weekday !== "*",
  };
}

/** How often a schedule runs in an average month; undefined for what is not one. */
export function runsPerMonth(cron: string): number | undefined {
  const schedule = scheduleOf(cron);
  if (schedule === undefined) return undefined;
  const byDay = schedule.days.size / 31;
  const byWeekday = schedule.weekdays.size / 7;
  const share = schedule.isEither ? 1 - (1 - byDay) * (1 - byWeekday) : byDay * byWeekday;
  return schedule.minutes.size * schedule.hours.size * share * averageDays * (schedule.months.size / 12);
}

/** When a schedule runs on the UTC day of a time, in milliseconds since 1970, first to last. */
export function runsOn({ minutes, hours, days, months, weekdays, isEither }: Schedule, time: number): number[] {
  const date = new Date(time);
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const byDay = days.has(date.getUTCDate());
  const byWeekday = weekdays.has(date.getUTCDay());
  if (!months.has(date.getUTCMonth() + 1) || !(isEither ? byDay || byWeekday : byDay && byWeekday)) return [];
  return [...hours]
    .flatMap((hour) => [...minutes].map((minute) => midnight + (hour * 60 + minute) * 60_000))
    .sort((a, b) => a - b);
}

/** The values that a field stands for. */
function valuesIn(
  field: string | undefined,
  least: number,
  most: number,
  names: readonly string[] = [],
  offset = 0,
): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toLowerCase());
    return named >= 0 ? named + offset : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  };
  for (const part of (field ?? "").split(",")) {
    const [range = "", step, ...more] = part.split("/");
    const [from = "", to, ...others] = range.split("-");
    const every = step === undefined ? 1 : /^\d{1,2}$/.test(step) ? Number(step) : 0;
    const first = range === "*" ? least : numberOf(from);
    const last =
      range === "*" || (to === undefined && step !== undefined) ? most : to === undefined ? first : numberOf(to);
    if (more.length > 0 || others.length > 0 || every < 1 || !(first >= least && last <= most && first <= last))
      return undefined;
    for (let value = first; value <= last; value += every) values.add(value);
  }
  return values;
}
