import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import type { Transition } from "../../state/transitions.ts";
import { actionAnswer, beginAction, endActionOn } from "../actions/action.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { dropletAnswer } from "../droplets/droplet-answer.ts";
import { groups } from "../droplets/networks.ts";
import { badRequest, notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  rows,
} from "../operation.ts";
import { regionSlug } from "../regions/region.ts";
import { type ReservedIpv6, reservedIpv6Subject, reservedIpv6Table } from "./reserved-ipv6.ts";

const path = "/v2/reserved_ipv6/{reserved_ipv6}";

const ipv6Action = z.discriminatedUnion("type", [
  z.object({ type: z.literal("assign"), droplet_id: z.number() }),
  z.object({ type: z.literal("unassign") }),
]);

/** Public IPv6 addresses that are kept. */
export const reservedIpv6s: ApiModule = {
  operations: [
    operation("GET", "/v2/reserved_ipv6", "document", (call) =>
      page(call, "reserved_ipv6s", rows(call, reservedIpv6Table).all(), (some) => some.map((one) => answer(call, one))),
    ),
    bodyOperation("POST", "/v2/reserved_ipv6", "document", z.object({ region_slug: regionSlug }), (call, body) => {
      // A range for documentation, RFC 3849, beside that of Droplets.
      const ip = `2001:db8:2::${groups(call.cloud.ids.number())}`;
      const row = { ip, ...body, reserved_at: call.cloud.clock.stamp, droplet: null };
      const { droplet, ...reserved_ipv6 } = rows(call, reservedIpv6Table).put(ip, row);
      return created({ reserved_ipv6 });
    }),
    operation("GET", path, "document", (call) =>
      ok({ reserved_ipv6: answer(call, need(call, reservedIpv6Table, "reserved_ipv6")) }),
    ),
    operation("DELETE", path, "document", (call) => {
      const { ip, droplet } = need(call, reservedIpv6Table, "reserved_ipv6");
      // The words are those of terraform-provider-digitalocean pull request 1277.
      if (droplet !== null) throw badRequest("flipv6 released failed: assigned FLIP cannot be released");
      refuseBusy(call, ip);
      rows(call, reservedIpv6Table).delete(ip);
      return noContent();
    }),
    bodyOperation("POST", `${path}/actions`, "document", ipv6Action, (call, request) => {
      const row = need(call, reservedIpv6Table, "reserved_ipv6");
      refuse(call, row, request);
      const action = beginAction(call.cloud, call.account, `reserved_ipv6.${request.type}`, {
        type: `${request.type}_ip`,
        resourceType: "reserved_ipv6",
        // The document asks for a number, which the address is too large for.
        resourceId: 0,
        region: row.region_slug,
        subject: reservedIpv6Subject(row.ip),
        request,
      });
      return created({ action: actionAnswer(action) });
    }),
  ],
  completions: (cloud) => ({
    "reserved_ipv6.assign": (account, done) => end(cloud, account, done),
    "reserved_ipv6.unassign": (account, done) => end(cloud, account, done),
  }),
};

function refuseBusy({ cloud, account }: Call, ip: string): void {
  if (cloud.transitions.isBusy(account, reservedIpv6Subject(ip))) {
    throw unprocessable("Reserved IPv6 already has a pending event.");
  }
}

function refuse(call: Call, row: ReservedIpv6, request: z.infer<typeof ipv6Action>): void {
  refuseBusy(call, row.ip);
  if (request.type === "unassign") {
    if (row.droplet === null) throw unprocessable("The reserved IPv6 is not assigned to a Droplet.");
    return;
  }
  const droplet = rows(call, dropletTable).get(request.droplet_id);
  if (droplet === undefined) throw notFound();
  if (droplet.region !== row.region_slug) throw unprocessable("The Droplet is not in the region of the reserved IPv6.");
  if (droplet.networks.v6.length === 0) throw unprocessable("IPv6 is not enabled on the Droplet.");
}

function end(cloud: Cloud, account: Account, done: Transition): void {
  const acted = endActionOn(cloud, account, done, {
    table: reservedIpv6Table,
    request: ipv6Action,
    subjectOf: ({ ip }) => reservedIpv6Subject(ip),
  });
  if (acted === undefined) return;
  const { row, request } = acted;
  const droplet = request.type === "assign" ? (dropletTable.of(account).get(request.droplet_id)?.id ?? null) : null;
  reservedIpv6Table.of(account).put(row.ip, { ...row, droplet });
}

function answer({ cloud, account }: Call, { droplet, ...row }: ReservedIpv6) {
  const assigned = droplet === null ? undefined : dropletTable.of(account).get(droplet);
  return { ...row, ...(assigned === undefined ? {} : { droplet: dropletAnswer(cloud, account, assigned) }) };
}
