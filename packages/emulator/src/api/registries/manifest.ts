import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { keyOf, ownedBy } from "../collection.ts";
import { notFound } from "../errors.ts";
import { registryTable } from "./registry.ts";

const manifest = z.object({
  registry: z.string(),
  repository: z.string(),
  digest: z.string(),
  tags: z.array(z.string()),
  /** Of its one layer, unpacked. */
  bytes: z.number(),
  updated_at: stampSchema,
});

/** An image in a registry. */
export type Manifest = z.infer<typeof manifest>;

/** Images by registry, repository and digest. The API makes none: they are pushed. */
export const manifestTable = tableOf("registry_manifests", manifest);

belongsTo("ContainerRegistry", manifestTable);

export const manifestKey = ({ registry, repository, digest }: Pick<Manifest, "registry" | "repository" | "digest">) =>
  keyOf(registry, `${repository}@${digest}`);

/** The images of a repository, in the order in which they were pushed. */
export function manifestsOf(account: Account, registry: string, repository?: string): readonly Manifest[] {
  const all = ownedBy(account, manifestTable, registry);
  return repository === undefined ? all : all.filter((one) => one.repository === repository);
}

/** What a layer takes that is packed. */
export const packed = (bytes: number) => Math.ceil(bytes / 2);

/** Pushes an image as Docker would; a tag that another one has moves over. */
export function pushImage(
  cloud: Cloud,
  image: Pick<Manifest, "registry" | "repository" | "bytes"> & { readonly tag: string },
) {
  const { registry, repository, bytes, tag } = image;
  const account = cloud.all().find((one) => registryTable.of(one).get(registry) !== undefined);
  if (account === undefined) throw notFound();
  for (const old of manifestsOf(account, registry, repository)) untag(account, old, tag);
  const digest = `sha256:${cloud.ids.hex(64)}`;
  const row = { registry, repository, digest, tags: [tag], bytes, updated_at: cloud.clock.stamp };
  return manifestTable.of(account).put(manifestKey(row), row);
}

/** Takes a tag from an image; false if it does not have it. */
export function untag(account: Account, image: Manifest, tag: string): boolean {
  if (!image.tags.includes(tag)) return false;
  const tags = image.tags.filter((one) => one !== tag);
  manifestTable.of(account).put(manifestKey(image), { ...image, tags });
  return true;
}
