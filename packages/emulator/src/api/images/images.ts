import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { actionAnswer, beginAction, endAction } from "../actions/action.ts";
import { actionsPage, oneAction } from "../actions/actions.ts";
import { notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  accepted,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { regionSlug } from "../regions/region.ts";
import { ensureTags, hasTag, tagNames } from "../tags/tag.ts";
import { findImage } from "./find.ts";
import { type Image, imageAnswer, imageTable } from "./image.ts";
import { applicationImages, distributionImages, publicImages } from "./public-images.ts";

const path = "/v2/images/{image_id}";
const subject = (id: string | number) => `image:${id}`;

const imageAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("transfer"), region: regionSlug }),
  z.object({ type: z.literal("convert") }),
]);

/** What an image can hold; anything else is taken, and forgotten. */
const distributions = [
  ...[
    "Arch Linux",
    "CentOS",
    "CoreOS",
    "Debian",
    "Fedora",
    "Fedora Atomic",
    "FreeBSD",
    "Gentoo",
    "openSUSE",
    "RancherOS",
  ],
  ...["Rocky Linux", "Ubuntu"],
  // Not in the document; the provider takes it, and reads it back in its own tests.
  "Unknown OS",
];
const distribution = z.string().transform((name) => (distributions.includes(name) ? name : "Unknown"));

/** What Droplets start from. */
export const images: ApiModule = {
  operations: [
    operation("GET", "/v2/images", "document", (call) => page(call, "images", listed(call).map(imageAnswer))),
    bodyOperation(
      "POST",
      "/v2/images",
      "document",
      z.object({
        name: z.string().min(1),
        url: z.url({ protocol: /^https?$/ }),
        region: regionSlug,
        distribution: distribution.default("Unknown"),
        description: z.string().default(""),
        tags: tagNames,
      }),
      (call, { name, region, distribution, description, tags }) => {
        const id = call.cloud.ids.number();
        call.cloud.transitions.begin(call.account, "image.create", subject(id));
        const image = rows(call, imageTable).put(id, {
          id,
          name,
          type: "custom",
          distribution,
          slug: null,
          public: false,
          regions: [region],
          created_at: call.cloud.clock.stamp,
          min_disk_size: 0,
          size_gigabytes: 0,
          description,
          tags: ensureTags(call.account, tags),
          status: "NEW",
        });
        return accepted({ image: imageAnswer(image) });
      },
    ),
    operation("GET", path, "document", (call) => {
      call.cloud.transitions.poll(call.account, subject(param(call, "image_id")));
      const image = findImage(call.account, param(call, "image_id"));
      if (image === undefined) throw notFound();
      return ok({ image: imageAnswer(image) });
    }),
    bodyOperation(
      "PUT",
      path,
      "document",
      z.object({
        name: z.string().min(1).exactOptional(),
        distribution: distribution.exactOptional(),
        description: z.string().exactOptional(),
      }),
      (call, body) => {
        const image = need(call, imageTable, "image_id");
        return ok({ image: imageAnswer(rows(call, imageTable).put(image.id, { ...image, ...body })) });
      },
    ),
    operation("DELETE", path, "document", (call) => {
      const { id } = need(call, imageTable, "image_id");
      rows(call, imageTable).delete(id);
      call.cloud.transitions.forget(call.account, subject(id));
      return noContent();
    }),
    operation("GET", `${path}/actions`, "document", (call) => {
      need(call, imageTable, "image_id");
      return actionsPage(call, subject(param(call, "image_id")));
    }),
    // The document answers with the bare action in these two; DigitalOcean's own client reads `action`.
    bodyOperation("POST", `${path}/actions`, "provider", imageAction, (call, request) => {
      const image = need(call, imageTable, "image_id");
      if (call.cloud.transitions.isBusy(call.account, subject(image.id))) {
        throw unprocessable("Image already has a pending event.");
      }
      if (request.type === "convert" && image.type !== "backup") {
        throw unprocessable("Only backups can be converted to snapshots.");
      }
      const action = beginAction(call.cloud, call.account, `image.${request.type}`, {
        type: request.type,
        resourceType: "image",
        resourceId: image.id,
        region: image.regions[0] ?? null,
        subject: subject(image.id),
        request,
      });
      return created({ action: actionAnswer(action) });
    }),
    operation("GET", `${path}/actions/{action_id}`, "provider", (call) =>
      oneAction(call, subject(param(call, "image_id"))),
    ),
  ],
  completions: (cloud) => ({
    "image.create": (account, { subject: done }) => {
      const image = imageTable.of(account).find(({ id }) => subject(id) === done);
      if (image !== undefined) imageTable.of(account).put(image.id, { ...image, status: "available" });
    },
    "image.transfer": (account, done) => change(account, endAction(cloud, account, done)),
    "image.convert": (account, done) => change(account, endAction(cloud, account, done)),
  }),
};

function change(account: Account, action: ReturnType<typeof endAction>): void {
  const image = imageTable.of(account).get(action?.resource_id ?? "");
  if (image === undefined) return;
  const request = imageAction.parse(action?.request);
  const next: Image =
    request.type === "convert"
      ? { ...image, type: "snapshot" }
      : { ...image, regions: [...new Set([...image.regions, request.region])] };
  imageTable.of(account).put(image.id, next);
}

function listed(call: Call): readonly Image[] {
  const own = rows(call, imageTable).all();
  const tag = call.query.get("tag_name");
  if (tag !== null) return own.filter(({ tags }) => hasTag(tags, tag));
  if (call.query.get("private") === "true") return own;
  if (call.query.get("type") === "application") return applicationImages;
  if (call.query.get("type") === "distribution") return distributionImages;
  return [...publicImages, ...own];
}
