import { BucketObjectv2 } from "@pulumi/aws/s3/bucketObjectv2";
import type { Planned } from "../component/planned";
import type { ObjectsDesign } from "./design";
import { planUploader, type Uploader } from "./uploader";
import { uploadsOf } from "./uploads";

/** The children of SpacesObjects. */
export interface ObjectsChildren extends Uploader {
  readonly objects: readonly Planned<BucketObjectv2>[];
}

/** Plans the provider and the objects, in the order of their keys. */
export function planObjects(design: ObjectsDesign): ObjectsChildren {
  const { name, plan, need } = design;
  const uploader = planUploader(design);
  const bucket = need("bucket");
  const objects = uploadsOf(design).map(({ key, body, contentType, cacheControl }) =>
    plan.child(BucketObjectv2, {
      name: `${name}-${key}`,
      inputs: {
        bucket,
        key,
        ...body,
        contentType,
        cacheControl,
        acl: "private",
        // Spaces has no object tags, and default tags can come from the environment as well as from a given provider.
        overrideProvider: { defaultTags: { tags: {} } },
      },
      provider: uploader.provider,
    }),
  );
  return { ...uploader, objects };
}
