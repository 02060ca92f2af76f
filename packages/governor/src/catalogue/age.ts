import { asOf } from "./as-of";
import { currentPrices } from "./refreshed";

/** Days after which prices may have changed without the catalogue knowing. */
export const staleAfterDays = 90;

/** How old the catalogue is. */
export interface CatalogueAge {
  /** The day on which it was compiled, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly days: number;
  readonly isStale: boolean;
  /** The day on which sizes were refreshed from an API; undefined if they were not. */
  readonly refreshed?: string;
}

/** How old a catalogue is on a day. */
export function ageOf(now: Date, compiled = asOf): CatalogueAge {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(`${compiled}T00:00:00Z`)) / 86_400_000));
  const refreshed = currentPrices()?.asOf;
  return {
    asOf: compiled,
    days,
    isStale: days > staleAfterDays,
    ...(refreshed === undefined ? {} : { refreshed }),
  };
}
