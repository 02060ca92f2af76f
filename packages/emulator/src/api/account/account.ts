import { type ApiModule, ok, operation } from "../operation.ts";
import { accountUuid, teamUuid } from "./identity.ts";
import { limitsOf } from "./limits.ts";

/** The account that the token opens. */
export const account: ApiModule = {
  operations: [
    // Where `doctl auth init` looks whether a token is one, by `--token-validation-server`.
    operation("GET", "/v1/oauth/token/info", "https://github.com/digitalocean/doctl/blob/main/do/oauth.go", (call) => {
      const { cloud, account, access } = call;
      const { scopes, expires } = access;
      return ok({
        resource_owner_id: Number.parseInt(cloud.ids.derive(`owner ${account.id}`).slice(0, 6), 16),
        scopes: scopes ?? ["read", "write"],
        expires_in_seconds: expires === undefined ? null : Math.floor((expires - cloud.clock.time) / 1000),
        application: { uid: cloud.ids.derive(`application ${account.id}`) },
        created_at: Date.UTC(2026, 0, 1) / 1000,
      });
    }),
    operation("GET", "/v2/account", "document", (call) => {
      const { id } = call.account;
      const limits = limitsOf(call.account);
      return ok({
        account: {
          droplet_limit: limits.droplets,
          floating_ip_limit: limits.reservedIps,
          reserved_ip_limit: limits.reservedIps,
          volume_limit: limits.volumes,
          email: `${id}@emulator.test`,
          name: "Emulator",
          uuid: accountUuid(call.cloud, call.account),
          email_verified: true,
          status: "active",
          status_message: "",
          team: { uuid: teamUuid(call.cloud, call.account), name: "My Team" },
        },
      });
    }),
  ],
};
