import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { conflict, unprocessable } from "../errors.ts";
import { kubernetesTable } from "../kubernetes/cluster.ts";
import { limitsBroken } from "../limits.ts";
import { listOf } from "../list.ts";
import { loadBalancerTable } from "../load-balancers/load-balancer.ts";
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
import { firewall } from "../planned.ts";
import { tagTable } from "../tags/tag.ts";
import { dropletsBehind, type Firewall, firewallTable } from "./firewall.ts";
import { inboundRule, outboundRule, targetAnswer } from "./rule.ts";

const dropletIds = z.object({ droplet_ids: listOf(z.int()) });
const tags = z.object({ tags: listOf(z.string()) });
const rules = z.object({ inbound_rules: listOf(inboundRule), outbound_rules: listOf(outboundRule) });

const lists = z.object({ ...dropletIds.shape, ...tags.shape, ...rules.shape });

/** What a firewall is for, and what it lets through. */
type Lists = z.infer<typeof lists>;

const parts = z.object({
  name: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]+$/, "Name is invalid"),
  ...lists.shape,
});

const path = "/v2/firewalls";
const one = `${path}/{firewall_id}`;
const subject = (id: string) => `firewall:${id}`;

/** Firewalls of Droplets. */
export const firewalls: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) =>
      page(call, "firewalls", rows(call, firewallTable).all(), (some) =>
        some.map((firewall) => answerOf(call.account, firewall)),
      ),
    ),
    bodyOperation("POST", path, "document", parts, (call, body) => {
      const { ids, clock } = call.cloud;
      const nothing: Lists = { droplet_ids: [], tags: [], inbound_rules: [], outbound_rules: [] };
      const own = { id: ids.uuid(), name: body.name, status: "succeeded", created_at: clock.stamp } as const;
      return accepted({ firewall: put(call, { ...own, pending_changes: [], ...nothing }, body) });
    }),
    operation("GET", one, "document", (call) => {
      call.cloud.transitions.poll(call.account, subject(param(call, "firewall_id")));
      return ok({ firewall: answerOf(call.account, need(call, firewallTable, "firewall_id")) });
    }),
    bodyOperation("PUT", one, "document", parts, (call, body) =>
      ok({ firewall: put(call, need(call, firewallTable, "firewall_id"), body) }),
    ),
    operation("DELETE", one, "document", (call) => {
      const { id } = need(call, firewallTable, "firewall_id");
      rows(call, firewallTable).delete(id);
      call.cloud.transitions.forget(call.account, subject(id));
      return noContent();
    }),
    operation("GET", "/v2/droplets/{droplet_id}/firewalls", "document", (call) => {
      const { id } = need(call, dropletTable, "droplet_id");
      const around = rows(call, firewallTable).filter((firewall) =>
        dropletsBehind(call.account, firewall).some((droplet) => droplet.id === id),
      );
      return page(call, "firewalls", around, (some) => some.map((firewall) => answerOf(call.account, firewall)));
    }),
    ...listOperations("droplets", dropletIds),
    ...listOperations("tags", tags),
    ...listOperations("rules", rules),
  ],
  completions: () => ({
    "firewall.apply"(account, { subject: of }) {
      const table = firewallTable.of(account);
      const firewall = table.find(({ id }) => subject(id) === of);
      if (firewall !== undefined) table.put(firewall.id, { ...firewall, status: "succeeded", pending_changes: [] });
    },
  }),
};

/** Adds to a list of a firewall, and takes away from it. */
function listOperations<T extends Partial<Lists>>(name: string, schema: z.ZodType<T>) {
  return [
    bodyOperation("POST", `${one}/${name}`, "document", schema, (call, body) => edit(call, body, union)),
    bodyOperation("DELETE", `${one}/${name}`, "document", schema, (call, body) => edit(call, body, without)),
  ];
}

function edit(call: Call, body: Partial<Lists>, how: <T>(all: readonly T[], some: readonly T[]) => T[]) {
  const old = need(call, firewallTable, "firewall_id");
  put(call, old, {
    name: old.name,
    droplet_ids: how(old.droplet_ids, body.droplet_ids ?? []),
    tags: how(old.tags, body.tags ?? []),
    inbound_rules: how(old.inbound_rules, body.inbound_rules ?? []),
    outbound_rules: how(old.outbound_rules, body.outbound_rules ?? []),
  });
  return noContent();
}

function union<T>(all: readonly T[], some: readonly T[]): T[] {
  return [...all, ...without(some, all)];
}

function without<T>(all: readonly T[], some: readonly T[]): T[] {
  return all.filter((item) => !some.some((other) => isDeepStrictEqual(item, other)));
}

/** Keeps a firewall with other lists, and begins to apply it to the Droplets that it is for, or was for. */
function put(call: Call, old: Firewall, body: z.infer<typeof parts>) {
  const { cloud, account } = call;
  const table = rows(call, firewallTable);
  if (table.find(({ id, name }) => name === body.name && id !== old.id) !== undefined) throw conflict("duplicate name");
  const problems = [...limitsBroken(firewall(body)), ...strangers(account, body)];
  if (problems.length > 0) throw unprocessable(problems.join("; "));

  const before = dropletsBehind(account, old).map(({ id }) => id);
  const after = dropletsBehind(account, body).map(({ id }) => id);
  const pending_changes = [
    ...after.map((droplet_id) => ({ droplet_id, removing: false, status: "waiting" })),
    ...without(before, after).map((droplet_id) => ({ droplet_id, removing: true, status: "waiting" })),
  ];
  cloud.transitions.forget(account, subject(old.id));
  if (pending_changes.length > 0) cloud.transitions.begin(account, "firewall.apply", subject(old.id));
  const status = pending_changes.length > 0 ? "waiting" : "succeeded";
  return answerOf(account, table.put(old.id, { ...old, ...body, status, pending_changes }));
}

/** What a firewall refers to and the account does not have. */
function strangers(account: Account, body: Lists): readonly string[] {
  const targets = [
    ...body.inbound_rules.map(({ sources }) => sources),
    ...body.outbound_rules.map(({ destinations }) => destinations),
  ];
  const droplets = new Set([...body.droplet_ids, ...targets.flatMap(({ droplet_ids }) => droplet_ids)]);
  const named = new Set([...body.tags, ...targets.flatMap((target) => target.tags)]);
  const balancers = new Set(targets.flatMap(({ load_balancer_uids }) => load_balancer_uids));
  const clusters = new Set(targets.flatMap(({ kubernetes_ids }) => kubernetes_ids));
  return [
    ...[...droplets].filter((id) => dropletTable.of(account).get(id) === undefined).map((id) => `no Droplet ${id}`),
    ...[...named].filter((name) => !isTag(account, name)).map((name) => `no tag ${name}`),
    ...[...balancers]
      .filter((id) => loadBalancerTable.of(account).get(id) === undefined)
      .map((id) => `no load balancer ${id}`),
    ...[...clusters]
      .filter((id) => kubernetesTable.of(account).get(id) === undefined)
      .map((id) => `no Kubernetes cluster ${id}`),
  ];
}

function isTag(account: Account, name: string): boolean {
  return tagTable.of(account).get(name.toLowerCase()) !== undefined;
}

/** A firewall as the API answers with it: Droplets and tags that are gone are no longer in it. */
function answerOf(account: Account, firewall: Firewall) {
  return {
    ...firewall,
    droplet_ids: firewall.droplet_ids.filter((id) => dropletTable.of(account).get(id) !== undefined),
    tags: firewall.tags.filter((name) => isTag(account, name)),
    inbound_rules: firewall.inbound_rules.map((rule) => ({ ...rule, sources: targetAnswer(rule.sources) })),
    outbound_rules: firewall.outbound_rules.map((rule) => ({ ...rule, destinations: targetAnswer(rule.destinations) })),
  };
}
