import * as z from "zod";
import { endAction } from "../actions/action.ts";
import { badRequest } from "../errors.ts";
import { type Image, imagesOf } from "../images/image.ts";
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
import { policyAnswer, supportedPolicies, takeBackups } from "./backups.ts";
import { createDroplets, dropletName, dropletParts } from "./create-droplets.ts";
import { destroyDroplet, destroyed } from "./destroy-droplet.ts";
import { type Droplet, dropletSubject, dropletsTagged, dropletTable, refuseBusy } from "./droplet.ts";
import { dropletAnswer } from "./droplet-answer.ts";

/** How many Droplets one request creates. Source: DigitalOcean docs, Droplet limits. */
const mostAtOnce = 10;

const path = "/v2/droplets/{droplet_id}";

/** Virtual machines. */
export const droplets: ApiModule = {
  operations: [
    operation("GET", "/v2/droplets", "document", (call) =>
      page(call, "droplets", listed(call), (some) => some.map((one) => dropletAnswer(call.cloud, call.account, one))),
    ),
    bodyOperation(
      "POST",
      "/v2/droplets",
      "document",
      dropletParts
        .extend({
          name: dropletName.exactOptional(),
          names: z.array(dropletName).min(1).max(mostAtOnce).exactOptional(),
        })
        .refine(({ name, names }) => (name === undefined) !== (names === undefined), "either name or names is needed"),
      (call, body) => {
        const { cloud, account } = call;
        const made = createDroplets(cloud, account, body.names ?? [body.name ?? ""], body);
        const answers = made.map(({ droplet }) => dropletAnswer(cloud, account, droplet));
        const actions = made.map(({ action: { id } }) => ({
          id,
          rel: "create",
          href: `${call.url.origin}/v2/actions/${id}`,
        }));
        return accepted({
          ...(body.names === undefined ? { droplet: answers[0] } : { droplets: answers }),
          links: { actions },
        });
      },
    ),
    operation("DELETE", "/v2/droplets", "document", (call) => {
      const tag = call.query.get("tag_name");
      if (tag === null) throw badRequest("tag_name is missing");
      const tagged = dropletsTagged(call.account, tag);
      // All of them, or none.
      for (const one of tagged) refuseBusy(call.cloud, call.account, one);
      for (const one of tagged) destroyDroplet(call.cloud, call.account, one);
      return noContent();
    }),
    operation("GET", "/v2/droplets/backups/policies", "document", (call) =>
      page(call, "policies", rows(call, dropletTable).all(), (some) =>
        Object.fromEntries(some.map((one) => [one.id, policyAnswer(one)])),
      ),
    ),
    operation("GET", "/v2/droplets/backups/supported_policies", "document", () =>
      ok({ supported_policies: supportedPolicies }),
    ),
    operation("GET", path, "document", (call) => {
      call.cloud.transitions.poll(call.account, dropletSubject(Number(param(call, "droplet_id"))));
      return ok({ droplet: dropletAnswer(call.cloud, call.account, need(call, dropletTable, "droplet_id")) });
    }),
    operation("DELETE", path, "document", (call) => {
      destroyDroplet(call.cloud, call.account, need(call, dropletTable, "droplet_id"));
      return noContent();
    }),
    operation("GET", `${path}/backups`, "document", (call) => images(call, "backup")),
    operation("GET", `${path}/snapshots`, "document", (call) => images(call, "snapshot")),
    operation("GET", `${path}/backups/policy`, "document", (call) =>
      ok({ policy: policyAnswer(need(call, dropletTable, "droplet_id")) }),
    ),
    // Droplets bring their own kernels.
    operation("GET", `${path}/kernels`, "document", (call) => {
      need(call, dropletTable, "droplet_id");
      return page(call, "kernels", []);
    }),
    // Each Droplet stands on hardware of its own.
    operation("GET", `${path}/neighbors`, "document", (call) => {
      need(call, dropletTable, "droplet_id");
      return ok({ droplets: [] });
    }),
    operation("GET", "/v2/reports/droplet_neighbors_ids", "document", () => ok({ neighbor_ids: [] })),
  ],
  elapse: takeBackups,
  completions: (cloud) => ({
    "droplet.create": (account, done) => {
      const droplet = dropletTable.of(account).get(endAction(cloud, account, done)?.resource_id ?? "");
      if (droplet !== undefined) dropletTable.of(account).put(droplet.id, { ...droplet, status: "active" });
    },
    "droplet.destroy": destroyed(cloud),
  }),
};

function listed(call: Call): readonly Droplet[] {
  const tag = call.query.get("tag_name");
  const type = call.query.get("type");
  if (tag !== null && type !== null) throw badRequest("type cannot be combined with tag_name");
  // No size with a GPU can be had.
  if (type === "gpus") return [];
  const name = call.query.get("name");
  if (tag !== null && name !== null) throw badRequest("name cannot be combined with tag_name");
  const all = tag === null ? rows(call, dropletTable).all() : dropletsTagged(call.account, tag);
  return name === null ? all : all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
}

/** The images that were taken of a Droplet, as its own lists have them. */
function images(call: Call, type: "snapshot" | "backup") {
  const { id } = need(call, dropletTable, "droplet_id");
  const answer = ({ id, name, created_at, regions, min_disk_size, size_gigabytes }: Image) => ({
    id,
    name,
    created_at,
    regions,
    min_disk_size,
    size_gigabytes,
    type,
  });
  return page(call, `${type}s`, imagesOf(call.account, id, type).map(answer));
}
