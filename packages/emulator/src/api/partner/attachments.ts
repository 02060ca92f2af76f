import * as z from "zod";
import { atEnd } from "../at-end.ts";
import { notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  accepted,
  bodyOperation,
  type Call,
  need,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import { type Attachment, attachmentSubject, attachmentTable } from "./attachment.ts";

const path = "/v2/partner_network_connect/attachments";
const one = `${path}/{pa_id}`;

const bgpParts = z.object({
  local_router_ip: z.string(),
  peer_router_ip: z.string(),
  peer_router_asn: z.int(),
  auth_key: z.string(),
});
/** The Go client sends an empty one for none. */
const bgp = z
  .preprocess((value) => (Object.keys(Object(value)).length === 0 ? undefined : value), bgpParts.optional())
  .optional();

const creation = z.object({
  name: z.string(),
  connection_bandwidth_in_mbps: z.int(),
  region: z.string().toLowerCase(),
  naas_provider: z.string().min(1),
  vpc_ids: z.array(z.string()),
  parent_uuid: z.string().default(""),
  redundancy_zone: z.string().default(""),
  bgp,
});

const changes = z.object({
  name: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+$/, "Name is invalid")
    .optional(),
  vpc_ids: z.array(z.string()).min(1).optional(),
  bgp,
});

/** What is not left out. */
const given = <T extends object>(parts: T) =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));

/** Lines of partners into VPCs. Nothing ever comes through one, so that there are no remote routes. */
export const attachments: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) =>
      page(call, "partner_attachments", rows(call, attachmentTable).all(), (some) =>
        some.map((attachment) => answer(call, attachment)),
      ),
    ),
    bodyOperation("POST", path, "document", creation, (call, body) =>
      accepted({ partner_attachment: answer(call, create(call, body)) }),
    ),
    operation("GET", one, "provider", (call) => {
      call.cloud.transitions.poll(call.account, attachmentSubject(param(call, "pa_id")));
      return ok({ partner_attachment: answer(call, need(call, attachmentTable, "pa_id")) });
    }),
    bodyOperation("PATCH", one, "document", changes, (call, body) => {
      const old = need(call, attachmentTable, "pa_id");
      if (body.vpc_ids !== undefined) refuseStrangers(call, body.vpc_ids);
      const changed = { ...old, ...given({ ...body, bgp: body.bgp && stored(body.bgp) }) };
      return accepted({ partner_attachment: answer(call, rows(call, attachmentTable).put(old.id, changed)) });
    }),
    operation("DELETE", one, "provider", (call) => {
      const attachment = need(call, attachmentTable, "pa_id");
      if (childrenOf(call, attachment).length > 0) throw unprocessable("partner attachment has children");
      const { cloud, account } = call;
      cloud.transitions.forget(account, attachmentSubject(attachment.id));
      cloud.transitions.begin(account, "partner_attachment.delete", attachmentSubject(attachment.id));
      const deleting = rows(call, attachmentTable).put(attachment.id, { ...attachment, state: "DELETING" });
      return accepted({ partner_attachment: answer(call, deleting) });
    }),
    operation("GET", `${one}/bgp_auth_key`, "document", (call) => {
      const { bgp } = need(call, attachmentTable, "pa_id");
      if (bgp === undefined) throw notFound();
      return ok({ bgp_auth_key: { value: bgp.auth_key } });
    }),
    operation("GET", `${one}/remote_routes`, "document", (call) => {
      need(call, attachmentTable, "pa_id");
      return page(call, "remote_routes", []);
    }),
    operation("GET", `${one}/service_key`, "document", (call) => {
      const { service_key } = need(call, attachmentTable, "pa_id");
      return ok({ service_key: { ...service_key, state: "CREATED" } });
    }),
    operation("POST", `${one}/service_key`, "document", (call) => {
      const attachment = need(call, attachmentTable, "pa_id");
      rows(call, attachmentTable).put(attachment.id, { ...attachment, service_key: newKey(call) });
      return accepted({});
    }),
  ],
  completions: () => ({
    "partner_attachment.create": atEnd(attachmentTable, attachmentSubject, { state: "CREATED" }),
    "partner_attachment.delete": atEnd(attachmentTable, attachmentSubject),
  }),
};

const newKey = ({ cloud }: Call) => ({ value: cloud.ids.uuid(), created_at: cloud.clock.stamp });

const stored = ({ peer_router_asn, ...bgp }: z.infer<typeof bgpParts>) => ({ ...bgp, peer_asn: peer_router_asn });

function refuseStrangers(call: Call, ids: readonly string[]): void {
  const strangers = ids.filter((id) => rows(call, vpcTable).get(id) === undefined);
  if (strangers.length > 0) throw unprocessable(`vpc_ids: no VPC ${strangers.join(", ")}`);
}

function create(call: Call, { bgp, ...body }: z.infer<typeof creation>): Attachment {
  const { cloud, account } = call;
  const table = rows(call, attachmentTable);
  refuseStrangers(call, body.vpc_ids);
  if (table.find((other) => other.name === body.name) !== undefined) throw unprocessable("name is already in use");
  if (body.parent_uuid !== "" && table.get(body.parent_uuid) === undefined) {
    throw unprocessable(`parent_uuid: no partner attachment ${body.parent_uuid}`);
  }
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "partner_attachment.create", attachmentSubject(id));
  return table.put(id, {
    ...{ id, ...body, state: "CREATING", created_at: cloud.clock.stamp, service_key: newKey(call) },
    ...(bgp === undefined ? {} : { bgp: stored(bgp) }),
  });
}

function childrenOf(call: Call, { id }: Attachment): readonly string[] {
  return rows(call, attachmentTable)
    .filter(({ parent_uuid }) => parent_uuid === id)
    .map((child) => child.id);
}

function answer(call: Call, attachment: Attachment) {
  const { bgp, service_key, ...row } = attachment;
  const children = childrenOf(call, attachment);
  const { auth_key, ...shown } = bgp ?? {};
  return {
    ...row,
    ...(bgp === undefined ? {} : { bgp: { ...shown, local_asn: 64_532 } }),
    ...(children.length === 0 ? {} : { children }),
  };
}
