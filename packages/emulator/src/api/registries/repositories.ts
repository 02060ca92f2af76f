import type { Account } from "../../state/account.ts";
import { notFound } from "../errors.ts";
import { type Call, need, noContent, type Operation, operation, page, param, rows } from "../operation.ts";
import { garbageTable } from "./garbage.ts";
import { type Manifest, manifestKey, manifestsOf, manifestTable, packed, untag } from "./manifest.ts";
import { registryTable } from "./registry.ts";

/** What registries hold: repositories, tags and manifests, below either of the API's two paths. */
export function repositoryOperations(base: string): readonly Operation[] {
  const path = `${base}/{registry_name}/repositories`;
  const one = `${path}/{repository_name}`;
  return [
    operation("GET", `${base}/{registry_name}/repositoriesV2`, "document", (call) =>
      page(
        call,
        "repositories",
        repositoriesOf(call).map((images) => ({
          ...{ registry_name: images[0].registry, name: images[0].repository },
          latest_manifest: manifestAnswer(images.at(-1) ?? images[0]),
          tag_count: tagsOf(images).length,
          manifest_count: images.length,
        })),
      ),
    ),
    ...(base === "/v2/registry"
      ? [
          operation("GET", path, "document", (call) =>
            page(
              call,
              "repositories",
              repositoriesOf(call).map((images) => {
                const tags = tagsOf(images);
                return {
                  ...{ registry_name: images[0].registry, name: images[0].repository },
                  ...(tags.length === 0 ? {} : { latest_tag: tags.at(-1) }),
                  tag_count: tags.length,
                };
              }),
            ),
          ),
        ]
      : [
          operation("DELETE", one, "document", (call) => {
            for (const image of repositoryOf(call)) discard(call.account, image);
            return noContent();
          }),
        ]),
    operation("GET", `${one}/tags`, "document", (call) => page(call, "tags", tagsOf(repositoryOf(call)))),
    operation("DELETE", `${one}/tags/{repository_tag}`, "document", (call) => {
      const tag = param(call, "repository_tag");
      if (!repositoryOf(call).some((image) => untag(call.account, image, tag))) throw notFound();
      return noContent();
    }),
    operation("GET", `${one}/digests`, "document", (call) =>
      page(call, "manifests", repositoryOf(call).map(manifestAnswer)),
    ),
    operation("DELETE", `${one}/digests/{manifest_digest}`, "document", (call) => {
      const image = repositoryOf(call).find(({ digest }) => digest === param(call, "manifest_digest"));
      if (image === undefined) throw notFound();
      discard(call.account, image);
      return noContent();
    }),
  ];
}

type Images = readonly [Manifest, ...Manifest[]];

/** The repositories of the registry that a path names, each with its images. */
function repositoriesOf(call: Call): readonly Images[] {
  const { name } = need(call, registryTable, "registry_name");
  const found = new Map<string, [Manifest, ...Manifest[]]>();
  for (const image of manifestsOf(call.account, name)) {
    const others = found.get(image.repository);
    if (others === undefined) found.set(image.repository, [image]);
    else others.push(image);
  }
  return [...found.values()];
}

function repositoryOf(call: Call): Images {
  const found = repositoriesOf(call).find(([{ repository }]) => repository === param(call, "repository_name"));
  if (found === undefined) throw notFound();
  return found;
}

/** Takes an image away; its layers stay until garbage is collected. */
export function discard(account: Account, image: Manifest): void {
  manifestTable.of(account).delete(manifestKey(image));
  const old = garbageTable.of(account).get(image.registry) ?? { blobs: 0, bytes: 0 };
  const bytes = old.bytes + packed(image.bytes);
  garbageTable.of(account).put(image.registry, { blobs: old.blobs + 1, bytes });
}

function sizesOf({ bytes, updated_at }: Manifest) {
  return { compressed_size_bytes: packed(bytes), size_bytes: bytes, updated_at };
}

function tagsOf(images: readonly Manifest[]) {
  return images.flatMap((image) =>
    image.tags.map((tag) => ({
      ...{ registry_name: image.registry, repository: image.repository, tag, manifest_digest: image.digest },
      ...sizesOf(image),
    })),
  );
}

function manifestAnswer(image: Manifest) {
  const { registry: registry_name, repository, digest, tags, bytes } = image;
  const blobs = [{ digest, compressed_size_bytes: packed(bytes) }];
  return { ...{ registry_name, repository, digest }, ...sizesOf(image), tags, blobs };
}

/** What the images of a registry take, with what is left of deleted ones. */
export function usageOf(call: Pick<Call, "account">, registry: string): number {
  const images = manifestsOf(call.account, registry).reduce((sum, { bytes }) => sum + packed(bytes), 0);
  return images + (rows(call, garbageTable).get(registry)?.bytes ?? 0);
}
