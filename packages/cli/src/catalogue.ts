import { PricesError, readRefreshedPrices, usePrices } from "@infrafabric/governor/internal";
import { readInput } from "./input.ts";
import { UsageError } from "./usage-error.ts";

/** Lets the prices of a refresh count: those of `--catalogue`, else of `GOVERNOR_CATALOGUE`, else none. */
export async function useCatalogue(option: string | undefined): Promise<void> {
  const file = option ?? process.env.GOVERNOR_CATALOGUE;
  if (file === undefined || file === "") return;
  const text = await readInput(file, option === undefined ? "GOVERNOR_CATALOGUE" : "--catalogue");
  usageErrors(() => usePrices(readRefreshedPrices(text, file)));
}

/** Runs what reads prices; what is wrong with them is the user's. */
export function usageErrors<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof PricesError ? new UsageError(error.message) : error;
  }
}
