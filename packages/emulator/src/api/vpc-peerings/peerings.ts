import { peeringProblem } from "@infrafabric/governor/internal";
import * as z from "zod";
import { atEnd } from "../at-end.ts";
import { conflict, notFound, unprocessable } from "../errors.ts";
import { limitsBroken } from "../limits.ts";
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
import { type Peering, peeringsOf, peeringTable } from "./peering.ts";

const name = z.string().regex(/^[a-zA-Z0-9-]+$/, "Name is invalid");
const rename = z.object({ name });

const path = "/v2/vpc_peerings";
const one = `${path}/{vpc_peering_id}`;
const ofVpc = "/v2/vpcs/{vpc_id}/peerings";

const subject = (id: string) => `vpc_peering:${id}`;

/** VPC peerings, by themselves and under each of their VPCs. */
export const peerings: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => {
      const region = call.query.get("region");
      const isThere = (id: string) => rows(call, vpcTable).get(id)?.region === region;
      const all = rows(call, peeringTable).filter(({ vpc_ids }) => region === null || vpc_ids.some(isThere));
      return page(call, "vpc_peerings", all);
    }),
    bodyOperation("POST", path, "document", rename.extend({ vpc_ids: z.array(z.string()).length(2) }), (call, body) =>
      accepted({ vpc_peering: create(call, body) }),
    ),
    operation("GET", one, "document", (call) => {
      call.cloud.transitions.poll(call.account, subject(param(call, "vpc_peering_id")));
      return ok({ vpc_peering: need(call, peeringTable, "vpc_peering_id") });
    }),
    bodyOperation("PATCH", one, "document", rename, (call, body) => {
      const peering = need(call, peeringTable, "vpc_peering_id");
      refuseTaken(call, body.name, peering.id);
      return ok({ vpc_peering: rows(call, peeringTable).put(peering.id, { ...peering, ...body }) });
    }),
    operation("DELETE", one, "document", (call) => {
      const peering = need(call, peeringTable, "vpc_peering_id");
      const { cloud, account } = call;
      cloud.transitions.forget(account, subject(peering.id));
      cloud.transitions.begin(account, "vpc_peering.delete", subject(peering.id));
      return accepted({ vpc_peering: rows(call, peeringTable).put(peering.id, { ...peering, status: "DELETING" }) });
    }),
    operation("GET", ofVpc, "document", (call) => {
      const all = peeringsOf(call.account, need(call, vpcTable, "vpc_id").id);
      const { status, body } = page(call, "peerings", all);
      const { peerings } = Object(body);
      return { status, body: { ...Object(body), vpc_peerings: peerings } };
    }),
    bodyOperation("POST", ofVpc, "document", rename.extend({ vpc_id: z.string() }), (call, { name, vpc_id }) =>
      accepted(underBothNames(create(call, { name, vpc_ids: [need(call, vpcTable, "vpc_id").id, vpc_id] }))),
    ),
    bodyOperation("PATCH", `${ofVpc}/{vpc_peering_id}`, "document", rename, (call, body) => {
      const { id } = need(call, vpcTable, "vpc_id");
      const peering = need(call, peeringTable, "vpc_peering_id");
      if (!peering.vpc_ids.includes(id)) throw notFound();
      return ok(underBothNames(rows(call, peeringTable).put(peering.id, { ...peering, ...body })));
    }),
  ],
  completions: () => ({
    "vpc_peering.create": atEnd(peeringTable, subject, { status: "ACTIVE" }),
    "vpc_peering.delete": atEnd(peeringTable, subject),
  }),
};

/** Under a VPC the document has one name for a peering, DigitalOcean's Go client reads the other. */
const underBothNames = (peering: Peering) => ({ peering, vpc_peering: peering });

function refuseTaken(call: Call, wanted: string, own?: string): void {
  const other = rows(call, peeringTable).find(({ id, name }) => name === wanted && id !== own);
  if (other !== undefined) throw conflict(`a peering named ${wanted} already exists`);
}

function create(call: Call, { name, vpc_ids }: Pick<Peering, "name" | "vpc_ids">): Peering {
  const { cloud, account } = call;
  const strangers = vpc_ids.filter((id) => rows(call, vpcTable).get(id) === undefined);
  if (strangers.length > 0) throw unprocessable(`vpc_ids: no VPC ${strangers.join(", ")}`);
  const problems = limitsBroken({ kind: "VpcPeering", inputs: { name, vpcIds: vpc_ids } });
  if (problems.length > 0) throw unprocessable(problems.join("; "));
  const [one, other] = vpc_ids.flatMap((id) => rows(call, vpcTable).get(id) ?? []);
  const inTheWay = one && other && peeringProblem({ ...one, range: one.ip_range }, { ...other, range: other.ip_range });
  if (inTheWay !== undefined) throw unprocessable(`vpc_ids: the VPCs ${inTheWay}`);
  refuseTaken(call, name);
  const known = rows(call, peeringTable).find((other) => vpc_ids.every((id) => other.vpc_ids.includes(id)));
  if (known !== undefined) throw conflict("a peering between these VPCs already exists");
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "vpc_peering.create", subject(id));
  const own = { id, name, vpc_ids, created_at: cloud.clock.stamp };
  return rows(call, peeringTable).put(id, { ...own, status: "PROVISIONING" });
}
