import { ApiError, ConnectError } from "@infrafabric/connect";
import { UsageError } from "./usage-error.ts";

const wrongToken =
  "the token is wrong, revoked or expired: create one at https://cloud.digitalocean.com/account/api/tokens";

/** What a command says of an account that it cannot read; any other error as it is. */
export function accountError(error: unknown): unknown {
  if (!(error instanceof ConnectError)) return error;
  const hint = error instanceof ApiError && error.status === 401 ? `\n${wrongToken}` : "";
  return new UsageError(`${error.message}${hint}`.replaceAll("\n", "\n          "));
}
