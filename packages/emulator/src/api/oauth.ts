import type { Cloud } from "../state/cloud.ts";
import { accountUuid } from "./account/identity.ts";
import type { Answer } from "./operation.ts";

/**
 * Where an OAuth application refreshes a token, which DigitalOcean has at cloud.digitalocean.com. Source: its docs, OAuth
 * API (28 Aug 2025); what a refusal looks like is assumed.
 */
export const refreshPath = "/v1/oauth/refresh";

/** Takes a refresh token once, for another pair of tokens; parameters are in the query or in a form. */
export function refresh(cloud: Cloud, { searchParams }: URL, body: string): Answer {
  const parameters = new URLSearchParams([...searchParams, ...new URLSearchParams(body)]);
  if (parameters.get("grant_type") !== "refresh_token")
    return refusal(400, "unsupported_grant_type", "The authorization grant type is not supported.");
  const refreshed = cloud.tokens.refresh(parameters.get("refresh_token") ?? "");
  if (refreshed === undefined)
    return refusal(401, "invalid_grant", "The provided authorization grant is invalid, expired or revoked.");
  const account = cloud.account(refreshed.access.account);
  return {
    status: 200,
    body: {
      access_token: refreshed.token,
      token_type: "bearer",
      expires_in: refreshed.seconds,
      refresh_token: refreshed.refreshToken,
      scope: (refreshed.access.scopes ?? ["read", "write"]).join(" "),
      info: { name: "Emulator", email: `${account.id}@emulator.test`, uuid: accountUuid(cloud, account) },
    },
  };
}

const refusal = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
});
