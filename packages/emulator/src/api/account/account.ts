import { type ApiModule, ok, operation } from "../operation.ts";
import { accountUuid } from "./identity.ts";
import { tierOf } from "./tier.ts";

/** The account that the token opens. */
export const account: ApiModule = {
  operations: [
    operation("GET", "/v2/account", "document", ({ cloud, account: { id }, account: own }) => {
      const tier = tierOf(own);
      return ok({
        account: {
          droplet_limit: tier.droplets,
          floating_ip_limit: tier.reservedIps,
          reserved_ip_limit: tier.reservedIps,
          volume_limit: tier.volumes,
          email: `${id}@emulator.test`,
          name: "Emulator",
          uuid: accountUuid(cloud, own),
          email_verified: true,
          status: "active",
          status_message: "",
          team: { uuid: cloud.ids.derive(`team ${id}`).slice(0, 32), name: "My Team" },
        },
      });
    }),
  ],
};
