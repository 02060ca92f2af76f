import * as z from "zod";
import { createDroplets, dropletName, dropletParts } from "../droplets/create-droplets.ts";
import { destroyDroplet } from "../droplets/destroy-droplet.ts";
import { type Droplet, dropletSubject, dropletTable } from "../droplets/droplet.ts";
import { ApiError, badRequest } from "../errors.ts";
import { type ApiModule, accepted, bodyOperation, type Call, ok, operation, page, param, rows } from "../operation.ts";
import { type Pool, poolConfig, poolEventTable, poolMembers, poolTable, poolTemplate } from "./pool.ts";

const poolBody = z.object({ name: dropletName, config: poolConfig, droplet_template: poolTemplate });

const path = "/v2/droplets/autoscale/{autoscale_pool_id}";

/** Pools of Droplets. There is no load in the emulator, so a pool stays at its least. */
export const autoscalePools: ApiModule = {
  operations: [
    operation("GET", "/v2/droplets/autoscale", "document", (call) => {
      const name = call.query.get("name");
      const named = rows(call, poolTable).filter((pool) => name === null || pool.name === name);
      return page(call, "autoscale_pools", named, (some) => some.map((pool) => answer(call, pool)));
    }),
    bodyOperation("POST", "/v2/droplets/autoscale", "document", poolBody, (call, body) => {
      const id = call.cloud.ids.uuid();
      const now = call.cloud.clock.stamp;
      const pool = { id, ...body, created_at: now, updated_at: now };
      // First its Droplets, which may be refused.
      scale(call, pool, "SCALE_UP");
      return accepted({ autoscale_pool: answer(call, rows(call, poolTable).put(id, pool)) });
    }),
    operation("GET", path, "document", (call) => ok({ autoscale_pool: answer(call, needPool(call)) })),
    bodyOperation("PUT", path, "document", poolBody, (call, body) => {
      const old = needPool(call);
      const pool = { ...old, ...body, updated_at: call.cloud.clock.stamp };
      const isOtherTemplate = JSON.stringify(old.droplet_template) !== JSON.stringify(pool.droplet_template);
      if (isOtherTemplate) {
        // New Droplets first, as DigitalOcean replaces them.
        const outdated = poolMembers(call.account, pool.id);
        create(call, pool, wantedCount(pool));
        for (const one of outdated) release(call, one);
        note(call, pool, outdated.length, "CONFIGURATION_CHANGE");
      } else
        scale(call, pool, wantedCount(pool) < poolMembers(call.account, pool.id).length ? "SCALE_DOWN" : "SCALE_UP");
      return ok({ autoscale_pool: answer(call, rows(call, poolTable).put(pool.id, pool)) });
    }),
    operation("DELETE", path, "document", (call) => {
      remove(call, needPool(call), leave);
      return accepted(undefined);
    }),
    operation("DELETE", `${path}/dangerous`, "document", (call) => {
      if (call.headers.get("x-dangerous") !== "true") throw badRequest("the header X-Dangerous must be true");
      remove(call, needPool(call), release);
      return accepted(undefined);
    }),
    operation("GET", `${path}/members`, "document", (call) => {
      const members = poolMembers(call.account, needPool(call).id);
      for (const { id } of members) call.cloud.transitions.poll(call.account, dropletSubject(id));
      return page(call, "droplets", poolMembers(call.account, param(call, "autoscale_pool_id")).map(memberAnswer));
    }),
    operation("GET", `${path}/history`, "document", (call) => {
      const { id } = needPool(call);
      const events = rows(call, poolEventTable).filter((event) => event.pool === id);
      return page(
        call,
        "history",
        events.map(({ pool, ...event }) => event),
      );
    }),
  ],
};

function needPool(call: Call): Pool {
  const id = param(call, "autoscale_pool_id");
  const pool = rows(call, poolTable).get(id);
  // The provider knows by these words that a pool is gone.
  if (pool === undefined) throw new ApiError(404, "not_found", `autoscale group with id ${id} not found`);
  return pool;
}

function wantedCount({ config }: Pool): number {
  return "target_number_instances" in config ? config.target_number_instances : config.min_instances;
}

/** Brings a pool to the number of Droplets that it shall have. */
function scale(call: Call, pool: Pool, reason: "SCALE_UP" | "SCALE_DOWN"): void {
  const members = poolMembers(call.account, pool.id);
  const wanted = wantedCount(pool);
  if (wanted === members.length) return;
  create(call, pool, wanted - members.length);
  for (const one of members.slice(0, Math.max(0, members.length - wanted))) release(call, one);
  note(call, pool, members.length, reason);
}

function create({ cloud, account }: Call, { id, name, droplet_template }: Pool, count: number): void {
  const { name: prefix = name, ...template } = droplet_template;
  const names = Array.from({ length: Math.max(0, count) }, () => `${prefix}-${cloud.ids.hex(8)}`);
  if (names.length > 0) createDroplets(cloud, account, names, dropletParts.parse(template), id);
}

/** Destroys a Droplet of a pool, once what is being done to it has come to its end. */
function release({ cloud, account }: Call, droplet: Droplet): void {
  for (const one of cloud.transitions.pending(account)) {
    if (one.subject === dropletSubject(droplet.id)) cloud.transitions.complete(account, one);
  }
  leave({ account }, droplet);
  destroyDroplet(cloud, account, droplet);
}

/** Lets a Droplet be one like any other. */
function leave({ account }: Pick<Call, "account">, droplet: Droplet): void {
  const { pool, ...rest } = dropletTable.of(account).get(droplet.id) ?? droplet;
  dropletTable.of(account).put(droplet.id, rest);
}

function note(
  call: Call,
  pool: Pool,
  before: number,
  reason: "CONFIGURATION_CHANGE" | "SCALE_UP" | "SCALE_DOWN",
): void {
  const id = call.cloud.ids.uuid();
  const now = call.cloud.clock.stamp;
  rows(call, poolEventTable).put(id, {
    history_event_id: id,
    pool: pool.id,
    current_instance_count: before,
    desired_instance_count: wantedCount(pool),
    reason,
    status: "success",
    created_at: now,
    updated_at: now,
  });
}

function remove(call: Call, pool: Pool, part: (call: Call, droplet: Droplet) => void): void {
  for (const one of poolMembers(call.account, pool.id)) part(call, one);
  for (const { history_event_id } of rows(call, poolEventTable).filter((event) => event.pool === pool.id)) {
    rows(call, poolEventTable).delete(history_event_id);
  }
  rows(call, poolTable).delete(pool.id);
}

function answer(call: Call, pool: Pool) {
  return {
    ...pool,
    current_utilization: { cpu: 0, memory: 0 },
    status: "active",
    active_resources_count: poolMembers(call.account, pool.id).length,
  };
}

function memberAnswer({ id, status, created_at }: Droplet) {
  return {
    droplet_id: id,
    created_at,
    updated_at: created_at,
    health_status: "healthy",
    status: status === "new" ? "provisioning" : status,
    current_utilization: { cpu: 0, memory: 0 },
  };
}
