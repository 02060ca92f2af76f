import * as z from "zod";
import { openClient } from "../client/client.ts";
import { ApiError } from "../errors/api-error.ts";
import { oauthOrigin } from "./oauth-origin.ts";

const answer = z.object({ expires_in_seconds: z.number().nullish() });

/**
 * Seconds until a token expires, as doctl asks for it; null if it never does, undefined if DigitalOcean does not say.
 *
 * @param url Where the API is.
 * @throws UnreachableError, RateLimitError or AnswerError.
 */
export async function secondsLeftOf(token: string, url: string): Promise<number | null | undefined> {
  try {
    const { expires_in_seconds: seconds } = await openClient({ token, url: oauthOrigin(url) }).get(
      "/v1/oauth/token/info",
      answer,
    );
    return seconds;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
