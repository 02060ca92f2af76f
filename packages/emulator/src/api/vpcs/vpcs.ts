import { overlap, parseAddresses, vpcRangeProblem } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { resourcesOf } from "../../state/resource.ts";
import { conflict, forbidden, unprocessable } from "../errors.ts";
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
  param,
  rows,
} from "../operation.ts";
import { regionSlug } from "../regions/region.ts";
import { peeringsOf } from "../vpc-peerings/peering.ts";
import { subnetsOf, subnetTable } from "./subnet.ts";
import { subnetOperations } from "./subnets.ts";
import { defaultVpc, row, type Vpc, vpcName, vpcTable } from "./vpc.ts";

const description = z.string().max(255);

/** VPCs and what stands in them. */
export const vpcs: ApiModule = {
  operations: [
    operation("GET", "/v2/vpcs", "document", (call) => page(call, "vpcs", rows(call, vpcTable).all())),
    bodyOperation(
      "POST",
      "/v2/vpcs",
      "document",
      z.object({
        name: vpcName,
        region: regionSlug,
        description: description.default(""),
        ip_range: z.string().min(1).optional(),
      }),
      (call, { ip_range, ...body }) => {
        refuseTaken(call, body.name);
        // The first VPC of a region becomes its default, for ever; an account in use has that behind it.
        defaultVpc(call.cloud, call.account, body.region);
        if (ip_range !== undefined) refuseRange(call.account, ip_range, body.region);
        const parts = { ...body, ...(ip_range === undefined ? {} : { ipRange: ip_range }) };
        return created({ vpc: rows(call, vpcTable).put(...row(call.cloud, call.account, parts)) });
      },
    ),
    operation("GET", "/v2/vpcs/{vpc_id}", "document", (call) => ok({ vpc: need(call, vpcTable, "vpc_id") })),
    bodyOperation(
      "PUT",
      "/v2/vpcs/{vpc_id}",
      "document",
      z.object({ name: vpcName, description: description.default(""), default: z.boolean().exactOptional() }),
      (call, body) => ok({ vpc: update(call, body) }),
    ),
    bodyOperation(
      "PATCH",
      "/v2/vpcs/{vpc_id}",
      "document",
      z.object({
        name: vpcName.exactOptional(),
        description: description.exactOptional(),
        default: z.boolean().exactOptional(),
      }),
      (call, body) => ok({ vpc: update(call, body) }),
    ),
    operation("DELETE", "/v2/vpcs/{vpc_id}", "document", (call) => {
      const vpc = need(call, vpcTable, "vpc_id");
      if (vpc.default) throw forbidden("Can not delete default VPCs");
      if (resourcesOf(call.account).some(({ vpcs }) => vpcs.includes(vpc.id)))
        throw conflict("Can not delete VPC with members");
      if (peeringsOf(call.account, vpc.id).length > 0) throw conflict("Can not delete VPC with peerings");
      for (const { id } of subnetsOf(call.account, vpc.id)) rows(call, subnetTable).delete(id);
      rows(call, vpcTable).delete(vpc.id);
      return noContent();
    }),
    ...subnetOperations,
    operation("GET", "/v2/vpcs/{vpc_id}/members", "document", (call) => {
      need(call, vpcTable, "vpc_id");
      const type = call.query.get("resource_type");
      const all = membersOf(call.account, param(call, "vpc_id"));
      return page(
        call,
        "members",
        all.filter(({ urn }) => type === null || urn.startsWith(`do:${type}:`)),
      );
    }),
  ],
};

/** What stands in a VPC. */
function membersOf(account: Account, vpc: string) {
  return resourcesOf(account).flatMap(({ urn, name, since, vpcs }) =>
    urn !== undefined && vpcs.includes(vpc) ? [{ urn, name, created_at: since }] : [],
  );
}

function refuseTaken(call: Call, name: string): void {
  if (rows(call, vpcTable).find((one) => one.name === name) === undefined) return;
  throw unprocessable("a VPC with that name already exists in your account");
}

function refuseRange(account: Account, text: string, region: string): void {
  const range = parseAddresses(text);
  if (range === undefined) throw unprocessable(`ip_range: ${text} is not a valid range`);
  const problem = vpcRangeProblem(range, region);
  if (problem !== undefined) throw unprocessable(`ip_range: ${text} ${problem}`);
  const other = vpcTable.of(account).find(({ ip_range }) => {
    const known = parseAddresses(ip_range);
    return known !== undefined && overlap(known, range) > 0n;
  });
  if (other !== undefined) throw unprocessable(`ip_range: ${text} overlaps ${other.ip_range} of ${other.name}`);
}

/** Changes a VPC. A region has one default: it passes from one VPC to another, and is not given up. */
function update(call: Call, change: Partial<Pick<Vpc, "name" | "description" | "default">>): Vpc {
  const table = rows(call, vpcTable);
  const old = need(call, vpcTable, "vpc_id");
  if (change.name !== undefined && change.name !== old.name) refuseTaken(call, change.name);
  if (old.default && change.default === false) {
    throw unprocessable("default: make another VPC of the region its default instead");
  }
  const last = change.default === true ? table.find((one) => one.default && one.region === old.region) : undefined;
  if (last !== undefined) table.put(last.id, { ...last, default: false });
  return table.put(old.id, { ...old, ...change });
}
