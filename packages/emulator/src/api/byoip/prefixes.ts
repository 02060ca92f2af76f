import { parseAddresses } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { tableOf } from "../../state/table.ts";
import { collection } from "../collection.ts";
import { unprocessable } from "../errors.ts";
import { type ApiModule, accepted, need, operation, page } from "../operation.ts";
import { projectOf } from "../projects/assignment.ts";
import { regionSlug } from "../regions/region.ts";
import { urnOf } from "../urn.ts";

const path = "/v2/byoip_prefixes";

const prefix = z.object({
  uuid: z.string(),
  prefix: z.string(),
  region: z.string(),
  status: z.enum(["in_progress", "active"]),
  advertised: z.boolean(),
});

type Prefix = z.infer<typeof prefix>;

/** Address ranges that an account brings along. Of what proves that they are its own nothing is kept. */
export const prefixTable = tableOf("byoip_prefixes", prefix);

const subject = (uuid: string) => `byoip_prefix:${uuid}`;

/** Prefixes of one's own: each is believed, and reaches the internet nowhere. No address of one is assigned to anything. */
export const prefixes: ApiModule = {
  operations: [
    ...collection({
      path,
      id: "byoip_prefix_uuid",
      many: "byoip_prefixes",
      one: "byoip_prefix",
      table: prefixTable,
      nameOf: ({ uuid }) => uuid,
      subjectOf: ({ uuid }) => subject(uuid),
      answer: (row, { cloud, account }) => ({
        ...row,
        ...{ name: "", failure_reason: "", locked: row.status === "in_progress", validations: [] },
        project_id: projectOf(cloud, account, urnOf("byoip_prefix", row.uuid)),
      }),
      create: {
        schema: z.object({ prefix: z.string(), region: regionSlug, signature: z.string().min(1) }),
        status: accepted,
        row: ({ cloud, account }, { prefix: range, region }): Prefix => {
          const length = Number(range.split("/")[1]);
          if (parseAddresses(range) === undefined || !/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(range)) {
            throw unprocessable("prefix is not a valid IPv4 range");
          }
          if (length > 24) throw unprocessable("prefix must be a /24 or larger");
          if (prefixTable.of(account).find((one) => one.prefix === range) !== undefined) {
            throw unprocessable(`${range} is already in the account`);
          }
          const uuid = cloud.ids.uuid();
          cloud.transitions.begin(account, "byoip_prefix.create", subject(uuid));
          return { uuid, prefix: range, region, status: "in_progress", advertised: false };
        },
        // The document has the first of these, DigitalOcean's Go client reads the second.
        answered: ({ uuid, region, status }) => ({ uuid, region, status, byoip_prefix: { uuid, region, status } }),
      },
      change: {
        method: "PATCH",
        status: accepted,
        schema: z.object({ advertise: z.boolean().exactOptional() }),
        row: (_, old, { advertise = old.advertised }) => {
          if (old.status !== "active") throw unprocessable("the prefix is not active yet");
          return { ...old, advertised: advertise };
        },
      },
      remove: ({ uuid }, { cloud, account }) => {
        cloud.transitions.forget(account, subject(uuid));
        return accepted(undefined);
      },
    }),
    operation("GET", `${path}/{byoip_prefix_uuid}/ips`, "document", (call) => {
      need(call, prefixTable, "byoip_prefix_uuid");
      return page(call, "ips", []);
    }),
  ],
  completions: () => ({ "byoip_prefix.create": complete }),
};

function complete(account: Account, { subject: done }: { readonly subject: string }): void {
  const row = prefixTable.of(account).find(({ uuid }) => subject(uuid) === done);
  if (row !== undefined) prefixTable.of(account).put(row.uuid, { ...row, status: "active" });
}
