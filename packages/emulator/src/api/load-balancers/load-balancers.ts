import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { urnOf } from "../../state/urn.ts";
import { dropletsTagged, dropletTable } from "../droplets/droplet.ts";
import { unprocessable } from "../errors.ts";
import {
  type ApiModule,
  accepted,
  bodyOperation,
  type Call,
  need,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { assign, projectOf } from "../projects/assignment.ts";
import { regionAnswer } from "../regions/region.ts";
import { defaultVpc } from "../vpcs/vpc.ts";
import { addressesOf, mostBalancers } from "./addresses.ts";
import { faultsIn } from "./faults.ts";
import { forwardingRule, type LoadBalancer, loadBalancerSubject, loadBalancerTable } from "./load-balancer.ts";
import { type BalancerParts, balancerParts, namedSizes } from "./parts.ts";

const path = "/v2/load_balancers";
const one = `${path}/{lb_id}`;

const droplets = z.object({ droplet_ids: z.array(z.int()) });
const rules = z.object({ forwarding_rules: z.array(forwardingRule).min(1) });

/** Load balancers: regional, network and global ones. */
export const loadBalancers: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) =>
      page(call, "load_balancers", rows(call, loadBalancerTable).all(), (some) =>
        some.map((balancer) => answerOf(call, balancer)),
      ),
    ),
    bodyOperation("POST", path, "document", balancerParts, (call, body) => {
      const { cloud, account } = call;
      if (rows(call, loadBalancerTable).size >= mostBalancers) throw unprocessable("load balancer limit exceeded");
      refuse(faultsIn(call, body));
      const vpc = body.region === undefined ? undefined : (body.vpc_uuid ?? defaultVpc(cloud, account, body.region).id);
      const own = { id: cloud.ids.uuid(), status: "new", created_at: cloud.clock.stamp, ip: "" } as const;
      const balancer = put(call, { ...own, ...(vpc === undefined ? {} : { vpc_uuid: vpc }) }, body);
      cloud.transitions.begin(account, "load_balancer.create", loadBalancerSubject(balancer.id));
      return accepted({ load_balancer: answerOf(call, balancer) });
    }),
    operation("GET", one, "document", (call) => {
      call.cloud.transitions.poll(call.account, loadBalancerSubject(param(call, "lb_id")));
      return ok({ load_balancer: answerOf(call, need(call, loadBalancerTable, "lb_id")) });
    }),
    bodyOperation("PUT", one, "document", balancerParts, (call, body) => {
      const old = need(call, loadBalancerTable, "lb_id");
      refuse([...replacing(old, body), ...faultsIn(call, body)]);
      return ok({ load_balancer: answerOf(call, put(call, old, body)) });
    }),
    operation("DELETE", one, "document", (call) => {
      const { id } = need(call, loadBalancerTable, "lb_id");
      rows(call, loadBalancerTable).delete(id);
      call.cloud.transitions.forget(call.account, loadBalancerSubject(id));
      return noContent();
    }),
    operation("DELETE", `${one}/cache`, "document", (call) => {
      const { glb_settings } = need(call, loadBalancerTable, "lb_id");
      if (glb_settings?.cdn.is_enabled !== true) throw unprocessable("the load balancer has no CDN cache");
      return noContent();
    }),
    bodyOperation("POST", `${one}/droplets`, "document", droplets, (call, { droplet_ids }) =>
      edit(call, (old) => ({ ...old, droplet_ids: [...new Set([...old.droplet_ids, ...droplet_ids])] })),
    ),
    bodyOperation("DELETE", `${one}/droplets`, "document", droplets, (call, { droplet_ids }) =>
      edit(call, (old) => ({ ...old, droplet_ids: old.droplet_ids.filter((id) => !droplet_ids.includes(id)) })),
    ),
    bodyOperation("POST", `${one}/forwarding_rules`, "document", rules, (call, { forwarding_rules }) =>
      edit(call, (old) => ({ ...old, forwarding_rules: [...old.forwarding_rules, ...forwarding_rules] })),
    ),
    bodyOperation("DELETE", `${one}/forwarding_rules`, "document", rules, (call, { forwarding_rules }) =>
      edit(call, (old) => {
        const isGone = (rule: unknown) => forwarding_rules.some((gone) => isDeepStrictEqual(gone, rule));
        return { ...old, forwarding_rules: old.forwarding_rules.filter((rule) => !isGone(rule)) };
      }),
    ),
  ],
  completions: () => ({
    "load_balancer.create"(account, { subject }) {
      const table = loadBalancerTable.of(account);
      const balancer = table.find(({ id }) => loadBalancerSubject(id) === subject);
      if (balancer === undefined) return;
      table.put(balancer.id, { ...balancer, status: "active", ...addressesOf(account, balancer) });
    },
  }),
};

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw unprocessable(faults.join("; "));
}

/** What a load balancer keeps for ever, and a request wants otherwise. */
function replacing(old: LoadBalancer, body: BalancerParts): readonly string[] {
  return [
    body.type !== old.type && "type: cannot be changed",
    body.region !== old.region && "region: cannot be changed",
    body.vpc_uuid !== undefined && body.vpc_uuid !== old.vpc_uuid && "vpc_uuid: cannot be changed",
    body.subnet_uuid !== undefined && body.subnet_uuid !== old.subnet_uuid && "subnet_uuid: cannot be changed",
    body.network !== old.network && "network: cannot be changed",
    body.network_stack !== old.network_stack && "network_stack: cannot be changed",
  ].filter((fault) => fault !== false);
}

/** What stays whatever a request says. */
type Own = Pick<LoadBalancer, "id" | "status" | "created_at" | "ip" | "ipv6" | "vpc_uuid">;

function put(call: Call, old: Own & Partial<LoadBalancer>, parts: BalancerParts): LoadBalancer {
  const { size, size_unit, project_id, ...body } = parts;
  const { id, status, created_at, ip, ipv6, vpc_uuid } = old;
  const urn = urnOf("loadbalancer", id);
  if (project_id !== undefined && project_id !== projectOf(call.cloud, call.account, urn)) {
    assign(call.cloud, call.account, urn, project_id);
  }
  return rows(call, loadBalancerTable).put(id, {
    ...body,
    ...{ id, status, created_at, ip },
    ...(ipv6 === undefined ? {} : { ipv6 }),
    ...(old.subnet_uuid === undefined ? {} : { subnet_uuid: old.subnet_uuid }),
    ...(vpc_uuid === undefined ? {} : { vpc_uuid }),
    size_unit: size_unit ?? (size === undefined ? (old.size_unit ?? 1) : namedSizes[size]),
  });
}

/** Changes one part, and holds what comes out to all that holds for a whole one. */
function edit(call: Call, change: (old: LoadBalancer) => LoadBalancer) {
  const next = change(need(call, loadBalancerTable, "lb_id"));
  refuse(faultsIn(call, { ...next, size_unit: undefined }));
  rows(call, loadBalancerTable).put(next.id, next);
  return noContent();
}

/** A load balancer as the API answers with it, with the Droplets that it has now. */
function answerOf(call: Call, balancer: LoadBalancer) {
  const { region, network, forwarding_rules, domains, target_load_balancer_ids, ...own } = balancer;
  const named = own.droplet_ids.flatMap((id) => rows(call, dropletTable).get(id) ?? []);
  const targets = own.tag === "" ? named : dropletsTagged(call.account, own.tag);
  const size = Object.entries(namedSizes).find(([, nodes]) => nodes === own.size_unit)?.[0];
  return {
    ...own,
    ...(size === undefined ? {} : { size }),
    // The provider takes no rules of a global load balancer, though the document wants one in every answer, and no network.
    ...(balancer.type === "GLOBAL" ? { domains, target_load_balancer_ids } : { network, forwarding_rules }),
    ...(region === undefined ? {} : { region: regionAnswer(region) }),
    droplet_ids: targets.map(({ id }) => id),
    project_id: projectOf(call.cloud, call.account, urnOf("loadbalancer", own.id)),
  };
}
