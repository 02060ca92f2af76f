import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import type { Transition } from "../../state/transitions.ts";
import { urnOf } from "../../state/urn.ts";
import { limitsOf } from "../account/limits.ts";
import { type Action, actionAnswer, beginAction, endActionOn } from "../actions/action.ts";
import { actionsPage, oneAction } from "../actions/actions.ts";
import { addressOf, type Droplet, dropletTable } from "../droplets/droplet.ts";
import { dropletAnswer } from "../droplets/droplet-answer.ts";
import { free, toNumber } from "../droplets/networks.ts";
import { notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  accepted,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  type Operation,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { assign, projectOf, unassign } from "../projects/assignment.ts";
import { regionAnswer, regionSlug } from "../regions/region.ts";
import { type ReservedIp, reservedIpSubject, reservedIpTable } from "./reserved-ip.ts";

/** Stands in for the internet beside the range of Droplets: a range for benchmarks, RFC 2544. */
const base = toNumber("198.19.0.0");

const ipAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("assign"), droplet_id: z.number() }),
  z.object({ type: z.literal("unassign") }),
]);

/** Public addresses that are kept; floating IPs are the same under their old name. */
export const reservedIps: ApiModule = {
  operations: [...operations("reserved_ip"), ...operations("floating_ip")],
  completions: (cloud) => ({
    "reserved_ip.assign": (account, done) => end(cloud, account, done),
    "reserved_ip.unassign": (account, done) => end(cloud, account, done),
  }),
};

function operations(name: "reserved_ip" | "floating_ip"): readonly Operation[] {
  const collection = `/v2/${name}s`;
  const path = `${collection}/{${name}}`;
  return [
    operation("GET", collection, "document", (call) =>
      page(call, `${name}s`, rows(call, reservedIpTable).all(), (some) => some.map((one) => answer(call, one))),
    ),
    bodyOperation(
      "POST",
      collection,
      "document",
      z
        .object({
          droplet_id: z.number().min(1).exactOptional(),
          region: regionSlug.exactOptional(),
          project_id: z.string().min(1).exactOptional(),
        })
        .refine(
          ({ droplet_id, region }) => (droplet_id === undefined) !== (region === undefined),
          "either droplet_id or region is needed",
        ),
      (call, body) => {
        const droplet = body.droplet_id === undefined ? undefined : needDroplet(call, body.droplet_id);
        if (droplet !== undefined) refuse(call, droplet);
        const ip = reserve(call, droplet?.region ?? body.region ?? "", body.project_id);
        const actions = droplet === undefined ? [] : [begin(call, ip, { type: "assign", droplet_id: droplet.id })];
        const links = actions.map(({ id }) => ({ id, rel: "assign_ip", href: `${call.url.origin}/v2/actions/${id}` }));
        return accepted({ [name]: answer(call, ip), links: { actions: links } });
      },
    ),
    operation("GET", path, "document", (call) => {
      call.cloud.transitions.poll(call.account, reservedIpSubject(param(call, name)));
      return ok({ [name]: answer(call, need(call, reservedIpTable, name)) });
    }),
    operation("DELETE", path, "document", (call) => {
      const { ip } = need(call, reservedIpTable, name);
      refuseBusy(call, ip);
      rows(call, reservedIpTable).delete(ip);
      unassign(call.account, urnOf("floatingip", ip));
      return noContent();
    }),
    operation("GET", `${path}/actions`, "document", (call) =>
      actionsPage(call, reservedIpSubject(need(call, reservedIpTable, name).ip)),
    ),
    bodyOperation("POST", `${path}/actions`, "document", ipAction, (call, request) => {
      const ip = need(call, reservedIpTable, name);
      refuseBusy(call, ip.ip);
      if (request.type === "assign") {
        const droplet = needDroplet(call, request.droplet_id);
        if (droplet.region !== ip.region) throw unprocessable("The Droplet is not in the region of the reserved IP.");
        if (ip.droplet !== droplet.id) refuse(call, droplet);
      } else if (ip.droplet === null) {
        throw unprocessable("The reserved IP is not assigned to a Droplet.");
      }
      return created({ action: actionAnswer(begin(call, ip, request)) });
    }),
    operation("GET", `${path}/actions/{action_id}`, "document", (call) =>
      oneAction(call, reservedIpSubject(param(call, name))),
    ),
  ];
}

function refuseBusy({ cloud, account }: Call, ip: string): void {
  if (cloud.transitions.isBusy(account, reservedIpSubject(ip))) {
    throw unprocessable("Reserved IP already has a pending event.");
  }
}

function needDroplet(call: Call, id: number): Droplet {
  const droplet = rows(call, dropletTable).get(id);
  if (droplet === undefined) throw notFound();
  return droplet;
}

/** Refuses a Droplet that cannot have a reserved IP. */
function refuse(call: Call, droplet: Droplet): void {
  if (addressOf(droplet, "public") === undefined) throw unprocessable("The Droplet has no public networking.");
  if (rows(call, reservedIpTable).find((ip) => ip.droplet === droplet.id) !== undefined) {
    throw unprocessable("The Droplet already has a reserved IP.");
  }
}

function reserve(call: Call, region: string, project: string | undefined): ReservedIp {
  const table = rows(call, reservedIpTable);
  if (table.size >= limitsOf(call.account).reservedIps) {
    throw unprocessable("reserving this IP will exceed your reserved IP limit");
  }
  const ip = free(base, 2 ** 16, new Set(table.all().map((one) => one.ip)));
  if (project !== undefined) assign(call.cloud, call.account, urnOf("floatingip", ip), project);
  return table.put(ip, { ip, region, droplet: null, since: call.cloud.clock.stamp });
}

function begin({ cloud, account }: Call, { ip, region }: ReservedIp, request: z.infer<typeof ipAction>): Action {
  return beginAction(cloud, account, `reserved_ip.${request.type}`, {
    type: `${request.type}_ip`,
    resourceType: "reserved_ip",
    resourceId: toNumber(ip),
    region,
    subject: reservedIpSubject(ip),
    request,
  });
}

function end(cloud: Cloud, account: Account, done: Transition): void {
  const acted = endActionOn(cloud, account, done, {
    table: reservedIpTable,
    request: ipAction,
    subjectOf: ({ ip }) => reservedIpSubject(ip),
  });
  if (acted === undefined) return;
  const { row, request } = acted;
  const droplet = request.type === "assign" ? (dropletTable.of(account).get(request.droplet_id)?.id ?? null) : null;
  reservedIpTable.of(account).put(row.ip, { ...row, droplet, since: cloud.clock.stamp });
  // From then on it is where its Droplet is.
  const home = droplet === null ? undefined : projectOf(cloud, account, urnOf("droplet", droplet));
  const urn = urnOf("floatingip", row.ip);
  if (home !== undefined && home !== projectOf(cloud, account, urn)) assign(cloud, account, urn, home);
}

function answer({ cloud, account }: Call, { droplet, region, since: _, ...row }: ReservedIp) {
  const assigned = droplet === null ? undefined : dropletTable.of(account).get(droplet);
  return {
    ...row,
    region: regionAnswer(region),
    droplet: assigned === undefined ? null : dropletAnswer(cloud, account, assigned),
    locked: cloud.transitions.isBusy(account, reservedIpSubject(row.ip)),
    project_id: projectOf(cloud, account, urnOf("floatingip", row.ip)),
  };
}
