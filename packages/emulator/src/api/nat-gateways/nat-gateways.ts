import { overlap, parseAddresses } from "@infrafabric/governor/internal";
import * as z from "zod";
import { atEnd } from "../at-end.ts";
import { prefixTable } from "../byoip/prefix.ts";
import { free, toNumber } from "../droplets/networks.ts";
import { ApiError, unprocessable } from "../errors.ts";
import { type ApiModule, accepted, bodyOperation, type Call, ok, operation, page, param, rows } from "../operation.ts";
import { checkProject } from "../projects/assignment.ts";
import { defaultProject } from "../projects/project.ts";
import { regionSlug } from "../regions/region.ts";
import { reservedIpTable } from "../reserved-ips/reserved-ip.ts";
import { serviceAddress } from "../vpcs/service-address.ts";
import { hasSubnet } from "../vpcs/subnet.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import { type NatGateway, natGatewayTable, timeouts } from "./nat-gateway.ts";

const parts = timeouts.extend({
  name: z.string().min(1, "Name can't be blank"),
  type: z.literal("PUBLIC"),
  region: regionSlug,
  size: z.int().min(1),
  vpcs: z
    .array(
      z.object({
        vpc_uuid: z.string(),
        subnet_uuid: z.string().min(1).exactOptional(),
        default_gateway: z.boolean().default(false),
      }),
    )
    .min(1),
  project_id: z.string().default(""),
  /** An address of the account's own; without, one is made. The Go client says it either way. */
  egresses: z
    .object({
      public_gateways: z
        .array(z.object({ ip: z.string().optional(), ipv4: z.string().optional() }))
        .max(1)
        .nullish(),
    })
    .nullish(),
});

const changes = timeouts.extend({
  name: parts.shape.name,
  size: parts.shape.size,
  // Its VPCs stay where none are said.
  vpcs: parts.shape.vpcs.nullish(),
});

/** Stands in for the internet: TEST-NET-2, RFC 5737. */
const publicBase = toNumber("198.51.100.0");
const publicSize = 256;

const path = "/v2/vpc_nat_gateways";
const subject = (id: string) => `nat_gateway:${id}`;

/** NAT gateways of VPCs. */
export const natGateways: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => {
      const asked = (name: string, value: string) => {
        const wanted = call.query.getAll(name).map((one) => one.toLowerCase());
        return wanted.length === 0 || wanted.includes(value.toLowerCase());
      };
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
      const old = needGateway(call);
      const { vpcs, ...own } = body;
      const joined = vpcs == null ? old.vpcs : vpcs.map((one) => join(call, old, one));
      const next = { ...old, ...own, vpcs: joined, updated_at: call.cloud.clock.stamp };
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
    "nat_gateway.create": atEnd(natGatewayTable, subject, { state: "ACTIVE" }),
    "nat_gateway.delete": atEnd(natGatewayTable, subject),
  }),
};

/** The provider knows by the words of the error alone that one is gone. */
function needGateway(call: Call): NatGateway {
  const id = param(call, "id");
  const gateway = rows(call, natGatewayTable).get(id);
  if (gateway === undefined) throw new ApiError(404, "not_found", `nat gateway with id ${id} not found`);
  return gateway;
}

/** A VPC that a gateway leads out of: it keeps the address that it has there. */
function join(
  call: Call,
  { region, vpcs }: Pick<NatGateway, "region" | "vpcs">,
  wanted: z.infer<typeof parts>["vpcs"][number],
): NatGateway["vpcs"][number] {
  const { vpc_uuid, subnet_uuid } = wanted;
  const vpc = rows(call, vpcTable).get(vpc_uuid);
  if (vpc === undefined || vpc.region !== region) throw unprocessable(`no VPC ${vpc_uuid} in ${region}`);
  if (subnet_uuid !== undefined && !hasSubnet(call.account, vpc_uuid, subnet_uuid)) {
    throw unprocessable(`no subnet ${subnet_uuid} in VPC ${vpc_uuid}`);
  }
  const known = vpcs.find((one) => one.vpc_uuid === vpc_uuid)?.gateway_ip;
  return { ...wanted, gateway_ip: known ?? serviceAddress(call.account, vpc) };
}

function create(call: Call, { vpcs, egresses, project_id, ...body }: z.infer<typeof parts>): NatGateway {
  const { cloud, account } = call;
  const table = rows(call, natGatewayTable);
  if (table.size >= publicSize - 3) throw unprocessable("NAT gateway limit exceeded");
  checkProject(account, project_id);
  const joined = vpcs.map((one) => join(call, { region: body.region, vpcs: [] }, one));
  const [wanted] = egresses?.public_gateways ?? [];
  const ipv4 = ownAddress(call, wanted?.ip ?? wanted?.ipv4, body.region) ?? freeAddress(call);
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "nat_gateway.create", subject(id));
  const stamps = { created_at: cloud.clock.stamp, updated_at: cloud.clock.stamp };
  const project = project_id === "" ? defaultProject(cloud, account).id : project_id;
  const own = { id, ...body, state: "NEW" as const, vpcs: joined, project_id: project };
  return table.put(id, { ...own, egresses: { public_gateways: [{ ipv4 }] }, ...stamps });
}

const publicAddresses = (call: Call): ReadonlySet<string> =>
  new Set(
    rows(call, natGatewayTable)
      .all()
      .flatMap(({ egresses }) => egresses.public_gateways.map(({ ipv4 }) => ipv4)),
  );

const freeAddress = (call: Call): string => free(publicBase, publicSize, publicAddresses(call));

/** An address of the account's own, which must be free and of the region: a reserved IP, or one that it brought along. */
function ownAddress(call: Call, ip: string | undefined, region: string): string | undefined {
  if (ip === undefined || ip === "") return undefined;
  const reserved = rows(call, reservedIpTable).get(ip);
  const address = parseAddresses(ip);
  const brought = rows(call, prefixTable).find((one) => {
    const range = parseAddresses(one.prefix);
    return one.region === region && range !== undefined && address !== undefined && overlap(range, address) > 0n;
  });
  const isOwn = (reserved?.region === region && reserved.droplet === null) || brought?.status === "active";
  if (!isOwn || publicAddresses(call).has(ip)) {
    throw unprocessable(`egresses: ${ip} is not a free address of the account in ${region}`);
  }
  return ip;
}
