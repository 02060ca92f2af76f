import * as z from "zod";
import { free, toNumber } from "../droplets/networks.ts";
import { ApiError, unprocessable } from "../errors.ts";
import { type ApiModule, accepted, bodyOperation, type Call, ok, operation, page, param, rows } from "../operation.ts";
import { regionSlug } from "../regions/region.ts";
import { serviceAddress } from "../vpcs/service-address.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import { type NatGateway, natGatewayTable, timeouts } from "./nat-gateway.ts";

const parts = timeouts.extend({
  name: z.string().min(1, "Name can't be blank"),
  type: z.literal("PUBLIC"),
  region: regionSlug,
  size: z.int().min(1),
  vpcs: z.array(z.object({ vpc_uuid: z.string(), default_gateway: z.boolean().default(false) })).min(1),
});

const changes = timeouts.extend({ name: parts.shape.name, size: parts.shape.size });

/** Stands in for the internet: TEST-NET-2, RFC 5737. */
const publicBase = toNumber("198.51.100.0");
const publicSize = 256;

const path = "/v2/vpc_nat_gateways";
const subject = (id: string) => `nat_gateway:${id}`;

/** NAT gateways of VPCs. */
export const natGateways: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => {
      const asked = (name: string, value: string) =>
        (call.query.get(name) ?? value).toLowerCase() === value.toLowerCase();
      const all = rows(call, natGatewayTable).filter(
        ({ name, region, state, type }) =>
          asked("name", name) && asked("region", region) && asked("state", state) && asked("type", type),
      );
      return page(call, "vpc_nat_gateways", all);
    }),
    bodyOperation("POST", path, "document", parts, (call, body) => accepted({ vpc_nat_gateway: create(call, body) })),
    operation("GET", `${path}/{id}`, "provider", (call) => {
      call.cloud.transitions.poll(call.account, subject(param(call, "id")));
      return ok({ vpc_nat_gateway: needGateway(call) });
    }),
    bodyOperation("PUT", `${path}/{id}`, "document", changes, (call, body) => {
      const next = { ...needGateway(call), ...body, updated_at: call.cloud.clock.stamp };
      return ok({ vpc_nat_gateway: rows(call, natGatewayTable).put(next.id, next) });
    }),
    operation("DELETE", `${path}/{id}`, "document", (call) => {
      const gateway = needGateway(call);
      const { cloud, account } = call;
      rows(call, natGatewayTable).put(gateway.id, { ...gateway, state: "DELETING" });
      cloud.transitions.forget(account, subject(gateway.id));
      cloud.transitions.begin(account, "nat_gateway.delete", subject(gateway.id));
      return { status: 202 };
    }),
  ],
  completions: () => ({
    "nat_gateway.create"(account, { subject: of }) {
      const table = natGatewayTable.of(account);
      const gateway = table.find(({ id }) => subject(id) === of);
      if (gateway !== undefined) table.put(gateway.id, { ...gateway, state: "ACTIVE" });
    },
    "nat_gateway.delete"(account, { subject: of }) {
      const gateway = natGatewayTable.of(account).find(({ id }) => subject(id) === of);
      if (gateway !== undefined) natGatewayTable.of(account).delete(gateway.id);
    },
  }),
};

/** The provider knows by the words of the error alone that one is gone. */
function needGateway(call: Call): NatGateway {
  const id = param(call, "id");
  const gateway = rows(call, natGatewayTable).get(id);
  if (gateway === undefined) throw new ApiError(404, "not_found", `nat gateway with id ${id} not found`);
  return gateway;
}

function create(call: Call, { vpcs, ...body }: z.infer<typeof parts>): NatGateway {
  const { cloud, account } = call;
  const table = rows(call, natGatewayTable);
  if (table.size >= publicSize - 3) throw unprocessable("NAT gateway limit exceeded");
  const joined = vpcs.map(({ vpc_uuid, default_gateway }) => {
    const vpc = rows(call, vpcTable).get(vpc_uuid);
    if (vpc === undefined || vpc.region !== body.region) throw unprocessable(`no VPC ${vpc_uuid} in ${body.region}`);
    return { vpc_uuid, gateway_ip: serviceAddress(account, vpc), default_gateway };
  });
  const taken = table.all().flatMap(({ egresses }) => egresses.public_gateways.map(({ ipv4 }) => ipv4));
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "nat_gateway.create", subject(id));
  const egresses = { public_gateways: [{ ipv4: free(publicBase, publicSize, new Set(taken)) }] };
  const stamps = { created_at: cloud.clock.stamp, updated_at: cloud.clock.stamp };
  return table.put(id, { id, ...body, state: "NEW", vpcs: joined, egresses, ...stamps });
}
