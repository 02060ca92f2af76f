import * as z from "zod";
import { conflict, forbidden, unprocessable } from "../errors.ts";
import { gatewaysOf } from "../nat-gateways/nat-gateway.ts";
import {
  type ApiModule,
  bodyOperation,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { peeringsOf } from "../vpc-peerings/peering.ts";
import { membersOf } from "./members.ts";
import { defaultVpc, row, vpcTable } from "./vpc.ts";

const name = z.string().regex(/^[a-zA-Z0-9.-]+$/, "Name is invalid");
const description = z.string().max(255);

/** VPCs and what stands in them. */
export const vpcs: ApiModule = {
  operations: [
    operation("GET", "/v2/vpcs", "document", (call) => page(call, "vpcs", rows(call, vpcTable).all())),
    bodyOperation(
      "POST",
      "/v2/vpcs",
      "document",
      z.object({ name, region: z.string(), description: description.default(""), ip_range: z.string().optional() }),
      (call, { ip_range, ...body }) => {
        const table = rows(call, vpcTable);
        if (table.find((one) => one.name === body.name) !== undefined) {
          throw unprocessable("a VPC with that name already exists in your account");
        }
        // The first VPC of a region becomes its default, for ever; an account in use has that behind it.
        defaultVpc(call.cloud, call.account, body.region);
        const parts = { ...body, ...(ip_range === undefined ? {} : { ipRange: ip_range }) };
        return created({ vpc: table.put(...row(call.cloud, call.account, parts)) });
      },
    ),
    operation("GET", "/v2/vpcs/{vpc_id}", "document", (call) => ok({ vpc: need(call, vpcTable, "vpc_id") })),
    bodyOperation(
      "PUT",
      "/v2/vpcs/{vpc_id}",
      "document",
      z.object({ name, description: description.default(""), default: z.boolean().optional() }),
      (call, body) => {
        const old = need(call, vpcTable, "vpc_id");
        return ok({ vpc: rows(call, vpcTable).put(old.id, { ...old, ...body, default: body.default ?? old.default }) });
      },
    ),
    operation("DELETE", "/v2/vpcs/{vpc_id}", "document", (call) => {
      const vpc = need(call, vpcTable, "vpc_id");
      if (vpc.default) throw forbidden("Can not delete default VPCs");
      if (membersOf(call.account, vpc.id).length > 0) throw conflict("Can not delete VPC with members");
      if (peeringsOf(call.account, vpc.id).length > 0) throw conflict("Can not delete VPC with peerings");
      if (gatewaysOf(call.account, vpc.id).length > 0) throw conflict("Can not delete VPC with NAT gateways");
      rows(call, vpcTable).delete(vpc.id);
      return noContent();
    }),
    operation("GET", "/v2/vpcs/{vpc_id}/members", "document", (call) => {
      need(call, vpcTable, "vpc_id");
      return page(call, "members", membersOf(call.account, param(call, "vpc_id")));
    }),
  ],
};
