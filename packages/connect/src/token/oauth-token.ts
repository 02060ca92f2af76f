import * as z from "zod";
import { readBody } from "../client/body.ts";
import { parseJson } from "../client/json.ts";
import type { TokenSource } from "../client/options.ts";
import { oauthOrigin } from "./oauth-origin.ts";
import { readToken } from "./read-token.ts";
import { settled } from "./remembered.ts";
import { TokenError } from "./token-error.ts";

/** A pair of tokens that DigitalOcean gave for another. */
export interface OAuthTokens {
  /** Begins with `doo_v1_`. */
  readonly accessToken: string;
  /** Begins with `dor_v1_`; it is taken once. */
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

/** An application that a user has authorised, and its tokens. */
export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The latest that DigitalOcean gave: the last one that `onRefreshed` was told, if any. */
  readonly refreshToken: string;
  /** The access token that came with it; default none, so that the first request refreshes. */
  readonly accessToken?: string;
  /** When that one ends; default unknown: it is used until the API refuses it. */
  readonly expiresAt?: Date;
  /**
   * Saves the new pair. It is used only after that: a refresh token is taken once, so one that is lost locks the
   * application out. If it fails, the request fails, and the next one calls it again with the same pair.
   */
  readonly onRefreshed: (tokens: OAuthTokens) => void | Promise<void>;
  /** Where OAuth is; default https://cloud.digitalocean.com, or `DIGITALOCEAN_API_URL` if that is another API. */
  readonly url?: string;
}

/** A token is replaced five minutes before it ends, and one that lasts less than an hour in the last tenth of its time. */
const margin = (milliseconds: number) => Math.min(5 * 60_000, milliseconds / 10);
const timeoutSeconds = 30;

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

/**
 * The token of an OAuth application. It is refreshed five minutes before it ends and when the API refuses it, once for
 * all requests that wait for it.
 */
export function oauthToken(options: OAuthOptions): TokenSource {
  const { clientId, clientSecret, onRefreshed, url = oauthOrigin() } = options;
  let { refreshToken, accessToken } = options;
  const left = options.expiresAt === undefined ? undefined : options.expiresAt.getTime() - Date.now();
  let refreshAt = left === undefined ? Number.POSITIVE_INFINITY : Date.now() + left - margin(left);
  let unsaved: OAuthTokens | undefined;
  let refreshing: Promise<void> | undefined;

  const refresh = async () => {
    unsaved ??= await refreshed({ url, clientId, clientSecret, refreshToken });
    try {
      await onRefreshed(unsaved);
    } catch (error) {
      throw new TokenError(
        `the refreshed token was not saved: ${error instanceof Error ? error.message : "no reason is given"}`,
      );
    }
    ({ accessToken, refreshToken } = unsaved);
    const lasts = unsaved.expiresAt.getTime() - Date.now();
    refreshAt = Date.now() + lasts - margin(lasts);
    unsaved = undefined;
  };

  return async ({ rejected, signal }) => {
    if (accessToken === undefined || accessToken === rejected || unsaved !== undefined || Date.now() > refreshAt) {
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      await settled(refreshing, signal);
    }
    return readToken(accessToken ?? "", "the answer of OAuth");
  };
}

interface Asked {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Exchanges a refresh token. What DigitalOcean says of a refusal is not shown: it could hold what was sent. */
async function refreshed({ url, clientId, clientSecret, refreshToken }: Asked): Promise<OAuthTokens> {
  const { origin } = new URL(url);
  const askedAt = Date.now();
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${origin}/v1/oauth/refresh`, {
      method: "POST",
      headers: { accept: "application/json" },
      // Not in the query, which gateways write to their logs.
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    text = await readBody(response, "the refresh of the token");
  } catch {
    throw new TokenError(
      `the token was not refreshed: ${origin} did not answer. If it took the refresh token all the same, authorise the application again`,
    );
  }
  if (response.status === 400 || response.status === 401)
    throw new TokenError(
      `the token was not refreshed: ${origin} refused the refresh token, which was used before or revoked (${response.status}). Authorise the application again`,
    );
  if (response.status !== 200)
    throw new TokenError(`the token was not refreshed: ${origin} answered with ${response.status}`);
  const answer = answerSchema.safeParse(parseJson(text));
  if (!answer.success) throw new TokenError(`the token was not refreshed: ${origin} answered in an unexpected form`);
  const { access_token, refresh_token, expires_in } = answer.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: new Date(askedAt + expires_in * 1000),
  };
}
