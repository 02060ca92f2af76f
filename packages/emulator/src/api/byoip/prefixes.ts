import { overlap, parseAddresses } from "@infrafabric/governor/internal";
import * as z from "zod";
import { atEnd } from "../at-end.ts";
import { unprocessable } from "../errors.ts";
import { natGatewayTable } from "../nat-gateways/nat-gateway.ts";
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
import { defaultProject } from "../projects/project.ts";
import { regionSlug } from "../regions/region.ts";
import { type Prefix, prefixSubject, prefixTable } from "./prefix.ts";

const path = "/v2/byoip_prefixes";
const one = `${path}/{byoip_prefix_uuid}`;

const creation = z.object({
  prefix: z.string().includes("/", "is not a valid prefix"),
  region: regionSlug,
  signature: z.string(),
});

/** Address ranges that are brought along. Every signature is taken. */
export const prefixes: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) =>
      page(call, "byoip_prefixes", rows(call, prefixTable).all(), (some) => some.map(answer)),
    ),
    bodyOperation("POST", path, "provider", creation, (call, body) => {
      const { uuid, region, status } = answer(create(call, body));
      // The document has no root, which its client reads.
      return accepted({ uuid, region, status, byoip_prefix: { uuid, region, status } });
    }),
    operation("GET", one, "document", (call) => {
      call.cloud.transitions.poll(call.account, prefixSubject(param(call, "byoip_prefix_uuid")));
      return ok({ byoip_prefix: answer(need(call, prefixTable, "byoip_prefix_uuid")) });
    }),
    bodyOperation("PATCH", one, "document", z.object({ advertise: z.boolean().nullish() }), (call, { advertise }) => {
      const old = need(call, prefixTable, "byoip_prefix_uuid");
      const changed = { ...old, advertised: advertise ?? old.advertised };
      return accepted({ byoip_prefix: answer(rows(call, prefixTable).put(old.id, changed)) });
    }),
    operation("DELETE", one, "document", (call) => {
      const { id } = need(call, prefixTable, "byoip_prefix_uuid");
      if (ipsIn(call).length > 0) throw unprocessable("prefix has addresses that are in use");
      call.cloud.transitions.forget(call.account, prefixSubject(id));
      call.cloud.transitions.begin(call.account, "byoip_prefix.delete", prefixSubject(id));
      return { status: 202 };
    }),
    operation("GET", `${one}/ips`, "document", (call) => page(call, "ips", ipsIn(call))),
  ],
  completions: () => ({
    "byoip_prefix.create": atEnd(prefixTable, prefixSubject, { status: "active" }),
    "byoip_prefix.delete": atEnd(prefixTable, prefixSubject),
  }),
};

function create(call: Call, { prefix, region }: z.infer<typeof creation>): Prefix {
  const { cloud, account } = call;
  const range = parseAddresses(prefix);
  const other = rows(call, prefixTable).find((row) => {
    const known = parseAddresses(row.prefix);
    return range !== undefined && known !== undefined && overlap(known, range) > 0n;
  });
  if (other !== undefined) throw unprocessable(`prefix: ${prefix} overlaps ${other.prefix}`);
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "byoip_prefix.create", prefixSubject(id));
  const own = { id, prefix, region, project_id: defaultProject(cloud, account).id, created_at: cloud.clock.stamp };
  return rows(call, prefixTable).put(id, { ...own, status: "in_progress", advertised: false });
}

/** The addresses of a prefix that something has. */
function ipsIn(call: Call) {
  const { id, prefix, region } = need(call, prefixTable, "byoip_prefix_uuid");
  const range = parseAddresses(prefix);
  const held = rows(call, natGatewayTable)
    .all()
    .filter(({ egresses }) =>
      egresses.public_gateways.some(({ ipv4 }) => {
        const address = parseAddresses(ipv4);
        return range !== undefined && address !== undefined && overlap(range, address) > 0n;
      }),
    );
  return held.map((gateway, index) => ({
    ...{ id: index + 1, byoip: id, region },
    ...{ resource: `do:vpc_nat_gateway:${gateway.id}`, assigned_at: gateway.created_at },
  }));
}

function answer({ id, created_at, ...row }: Prefix) {
  const validations = [{ name: "SIGNATURE HASH", status: "SUCCESS", note: "" }];
  return { uuid: id, name: "", ...row, validations, failure_reason: "", locked: row.status !== "active" };
}
