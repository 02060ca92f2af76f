import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes, keyOf } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const attachment = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["CREATING", "CREATED", "DELETING"]),
  connection_bandwidth_in_mbps: z.number(),
  region: z.string(),
  naas_provider: z.string(),
  vpc_ids: z.array(z.string()),
  bgp: z
    .object({ local_router_ip: z.string(), peer_router_ip: z.string(), peer_asn: z.number(), auth_key: z.string() })
    .exactOptional(),
  redundancy_zone: z.string(),
  parent_uuid: z.string(),
  service_key: z.object({ value: z.string(), created_at: stampSchema }),
  created_at: stampSchema,
});

/** A line of a partner's into VPCs. */
export type Attachment = z.infer<typeof attachment>;

export const attachmentTable = tableOf("partner_attachments", attachment);

describes(attachmentTable, {
  kind: "PartnerAttachment",
  product: "Partner Network Connect",
  path: "/v2/partner_network_connect/attachments",
  read: ({ id, name, region, state, vpc_ids, connection_bandwidth_in_mbps, parent_uuid, created_at }) => ({
    ...{ id, name, region, detail: `${connection_bandwidth_in_mbps} Mbps`, status: state.toLowerCase() },
    // It stands outside: its region is a city.
    targets: [
      ...vpc_ids.map((vpc) => keyOf("Vpc", vpc)),
      ...(parent_uuid === "" ? [] : [keyOf("PartnerAttachment", parent_uuid)]),
    ],
    ...{ since: created_at, inputs: { region } },
  }),
});

/** An attachment as transitions name it. */
export const attachmentSubject = (id: string) => `partner_attachment:${id}`;
