import { overlap, parseAddresses } from "@infrafabric/governor/internal";
import * as z from "zod";
import { resourcesOf } from "../../state/resource.ts";
import { conflict, notFound, unprocessable } from "../errors.ts";
import { bodyOperation, type Call, created, need, noContent, type Operation, operation, rows } from "../operation.ts";
import { type Subnet, subnetsOf, subnetTable } from "./subnet.ts";
import { type Vpc, vpcName, vpcTable } from "./vpc.ts";

const path = "/v2/vpcs/{vpc_id}/subnets";

/** Subnets of VPCs, as far as the provider's own tests make and delete them: the document has none. */
export const subnetOperations: readonly Operation[] = [
  bodyOperation("POST", path, "provider", z.object({ name: vpcName, ip_range: z.string() }), (call, body) => {
    const vpc = need(call, vpcTable, "vpc_id");
    refuseRange(call, vpc, body.ip_range);
    const id = call.cloud.ids.uuid();
    const subnet = { id, ...body, vpc: vpc.id, created_at: call.cloud.clock.stamp };
    return created({ vpc_subnet: answerOf(rows(call, subnetTable).put(id, subnet)) });
  }),
  operation("DELETE", `${path}/{subnet_id}`, "provider", (call) => {
    const { id } = need(call, vpcTable, "vpc_id");
    const subnet = need(call, subnetTable, "subnet_id");
    if (subnet.vpc !== id) throw notFound();
    if (resourcesOf(call.account).some(({ subnets = [] }) => subnets.includes(subnet.id))) {
      throw conflict("Can not delete subnet with members");
    }
    rows(call, subnetTable).delete(subnet.id);
    return noContent();
  }),
];

const answerOf = ({ vpc, ...own }: Subnet) => ({ ...own, vpc_uuid: vpc });

function refuseRange({ account }: Call, vpc: Vpc, text: string): void {
  const range = parseAddresses(text);
  const whole = parseAddresses(vpc.ip_range);
  if (range === undefined) throw unprocessable(`ip_range: ${text} is not a valid range`);
  const isWithin = whole?.family === range.family && whole.first <= range.first && range.last <= whole.last;
  if (!isWithin) {
    throw unprocessable(`ip_range: ${text} is not within ${vpc.ip_range} of ${vpc.name}`);
  }
  const other = subnetsOf(account, vpc.id).find(({ ip_range }) => {
    const known = parseAddresses(ip_range);
    return known !== undefined && overlap(known, range) > 0n;
  });
  if (other !== undefined) throw unprocessable(`ip_range: ${text} overlaps ${other.ip_range} of ${other.name}`);
}
