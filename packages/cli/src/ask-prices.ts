import { openClient } from "@infrafabric/connect";
import { readPriceAnswers } from "@infrafabric/connect/internal";
import type { SavedAnswer } from "@infrafabric/governor/internal";
import { accountError } from "./account-error.ts";
import { accountToken } from "./account-token.ts";

/**
 * Asks DigitalOcean's API for its prices.
 *
 * @param tokenFile Holds the token; undefined: that of the environment.
 * @throws UsageError if it cannot be asked.
 */
export async function askPrices(tokenFile: string | undefined): Promise<readonly SavedAnswer[]> {
  try {
    return await readPriceAnswers(openClient({ token: accountToken(tokenFile) }));
  } catch (error) {
    throw accountError(error);
  }
}
