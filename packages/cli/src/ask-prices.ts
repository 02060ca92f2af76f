import { environmentToken, openClient } from "@infrafabric/connect";
import { readPriceAnswers } from "@infrafabric/connect/internal";
import type { SavedAnswer } from "@infrafabric/governor/internal";
import { accountError } from "./account-error.ts";

/**
 * Asks DigitalOcean's API for its prices, with the token of the environment.
 *
 * @throws UsageError if it cannot be asked.
 */
export async function askPrices(): Promise<readonly SavedAnswer[]> {
  try {
    return await readPriceAnswers(openClient({ token: environmentToken() }));
  } catch (error) {
    throw accountError(error);
  }
}
