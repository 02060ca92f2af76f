import { type ApiModule, ok, operation } from "../operation.ts";
import { accountUuid } from "./identity.ts";
import { limitsOf } from "./limits.ts";

/** The account that the token opens. */
export const account: ApiModule = {
  operations: [
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
          team: { uuid: call.cloud.ids.derive(`team ${id}`).slice(0, 32), name: "My Team" },
        },
      });
    }),
  ],
};
