import { regions } from "@infrafabric/governor";
import { runsOn, scheduleOf } from "@infrafabric/governor/internal";
import * as z from "zod";
import { stampOf } from "../../state/clock.ts";
import { collection, forgetOwned } from "../collection.ts";
import { badRequest, conflict, notFound, unprocessable } from "../errors.ts";
import { type ApiModule, type Call, noContent, ok, param, rows } from "../operation.ts";
import {
  type AccessKey,
  accessKeyTable,
  type Namespace,
  namespaceTable,
  type Trigger,
  triggerParts,
  triggerTable,
} from "./namespace.ts";

const path = "/v2/functions/namespaces";
const onePath = `${path}/{namespace_id}`;

const placed = z.object({ label: z.string().min(1).max(128), region: z.string().min(1) });

/** What DigitalOcean's Go client sends, and what doctl does. */
const creation = z.union([placed, z.object({ namespace: placed }).transform(({ namespace }) => namespace)]);

/** Namespaces of functions, with what calls them and what opens them. No function is in any. */
export const functions: ApiModule = {
  operations: [
    ...collection({
      path,
      id: "namespace_id",
      many: "namespaces",
      one: "namespace",
      table: namespaceTable,
      nameOf: ({ namespace }) => namespace,
      answer: answerOf,
      create: {
        schema: creation,
        status: ok,
        row: ({ cloud, account }, { label, region }) => {
          const slug = regionOf(region);
          if (slug === undefined) throw unprocessable(`${region} is not a valid region for functions`);
          if (namespaceTable.of(account).find((one) => one.label === label) !== undefined) {
            throw unprocessable(`a namespace labeled ${label} already exists`);
          }
          const [namespace, now] = [`fn-${cloud.ids.uuid()}`, cloud.clock.stamp];
          return { namespace, uuid: cloud.ids.uuid(), label, region: slug, created_at: now, updated_at: now };
        },
      },
      remove: ({ namespace }, { account }) => {
        for (const table of [triggerTable, accessKeyTable]) forgetOwned(account, table, namespace);
        return noContent();
      },
    }),
    ...collection({
      path: `${onePath}/triggers`,
      id: "trigger_name",
      many: "triggers",
      one: "trigger",
      table: triggerTable,
      owner: ownerOf,
      nameOf: ({ name }) => name,
      answer: triggerAnswer,
      create: {
        schema: triggerParts,
        status: ok,
        row: (call, body) => {
          if (body.type.toUpperCase() !== "SCHEDULED") throw badRequest(`${body.type} is not a valid type of trigger`);
          const now = call.cloud.clock.stamp;
          return scheduled({ ...body, namespace: ownerOf(call), created_at: now, updated_at: now });
        },
      },
      change: {
        method: "PUT",
        schema: triggerParts.pick({ is_enabled: true, scheduled_details: true }).partial(),
        row: ({ cloud }, old, { is_enabled = old.is_enabled, scheduled_details = old.scheduled_details }) =>
          scheduled({ ...old, is_enabled, scheduled_details, updated_at: cloud.clock.stamp }),
      },
      remove: true,
    }),
    ...collection({
      path: `${onePath}/keys`,
      id: "key_id",
      many: "access_keys",
      total: "count",
      one: "access_key",
      table: accessKeyTable,
      owner: ownerOf,
      nameOf: ({ id }) => id,
      answer: (row) => row,
      isReadAlone: false,
      create: {
        schema: z.object({ name: z.string().min(1), expires_in: z.string().default("") }),
        row: (call, { name, expires_in }) => {
          const { cloud } = call;
          const [id, now] = [`dof_v1_${cloud.ids.hex(32)}`, cloud.clock.stamp];
          refuseTaken(call, name);
          return { id, name, created_at: now, updated_at: now, expires_at: expiryOf(cloud.clock.time, expires_in) };
        },
        once: ({ id }, { cloud }) => ({ secret: `fn_secret_${cloud.ids.derive(`secret of ${id}`).slice(0, 32)}` }),
      },
      change: {
        method: "PUT",
        schema: z.object({ name: z.string().min(1) }),
        row: (call, old, { name }) => {
          refuseTaken(call, name, old);
          return { ...old, name, updated_at: call.cloud.clock.stamp };
        },
      },
      remove: () => ok({}),
    }),
  ],
};

/** The datacenter that a region of App Platform stands for, and which has functions. */
function regionOf(slug: string): string | undefined {
  const active = regions.filter(({ state, app }) => state === "active" && app !== undefined);
  return active.find((one) => one.slug === slug)?.slug ?? active.find(({ app }) => app === slug)?.slug;
}

function ownerOf(call: Call): string {
  const found = rows(call, namespaceTable).get(param(call, "namespace_id"));
  if (found === undefined) throw notFound();
  return found.namespace;
}

function answerOf(row: Namespace, { cloud }: Call) {
  const key = cloud.ids.derive(`key of ${row.namespace}`);
  return { ...row, api_host: `https://faas-${row.region}-${key.slice(-8)}.doserverless.co`, key };
}

/** A trigger, if its schedule is one. */
function scheduled(trigger: Trigger): Trigger {
  const { cron } = trigger.scheduled_details;
  if (scheduleOf(cron) === undefined) throw badRequest(`${cron} is not a valid schedule`);
  return trigger;
}

const day = 24 * 60 * 60 * 1000;
/** Runs that are further away are not told. */
const farthest = 366;

function triggerAnswer(row: Trigger, { cloud }: Call) {
  const schedule = scheduleOf(row.scheduled_details.cron);
  const now = cloud.clock.time;
  const began = Date.parse(row.updated_at);
  const found = (step: 1 | -1, fits: (time: number) => boolean) => {
    for (let days = 0; schedule !== undefined && days <= farthest; days += 1) {
      const fitting = runsOn(schedule, now + step * days * day).filter(fits);
      const time = fitting.at(step === 1 ? 0 : -1);
      if (time !== undefined) return stampOf(new Date(time));
    }
    return null;
  };
  const runs = row.is_enabled
    ? {
        last_run_at: found(-1, (time) => time <= now && time >= began),
        next_run_at: found(1, (time) => time > now),
      }
    : { last_run_at: null, next_run_at: null };
  return { ...row, scheduled_runs: runs };
}

function refuseTaken(call: Call, name: string, own?: AccessKey): void {
  const prefix = `${ownerOf(call)}/`;
  const isTaken = [...rows(call, accessKeyTable).entries()].some(
    ([key, row]) => key.startsWith(prefix) && row.name === name && row.id !== own?.id,
  );
  if (isTaken) throw conflict(`an access key named ${name} already exists`);
}

const units = { h: 60 * 60 * 1000, d: day } as const;

/** When a key ends that lasts so long, such as `1h` or `7d`; null if it lasts for ever. */
function expiryOf(now: number, lasting: string): string | null {
  if (lasting === "") return null;
  const [, count = "", unit] = /^([1-9]\d{0,3})([hd])$/.exec(lasting) ?? [];
  if (unit !== "h" && unit !== "d") throw badRequest("expires_in must be a number of hours or days, such as 7d");
  return stampOf(new Date(now + Number(count) * units[unit]));
}
