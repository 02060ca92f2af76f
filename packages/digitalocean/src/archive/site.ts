import type { ArchiveDesign } from "./design";

/** A region of the archive: what its children are called, and which arguments decide over them. */
export interface Site {
  /** Logical name of the bucket. */
  readonly bucket: string;
  /** What the logical names of all around the bucket begin with. */
  readonly around: string;
  readonly region: "region" | "recoveryRegion";
  readonly bucketName: "bucketName" | "recoveryBucketName";
  readonly logBucketName: "logBucketName" | "recoveryLogBucketName";
}

/** Where the bucket stands, and where the second one does, if there is to be any. */
export function sitesOf({ name, given }: Pick<ArchiveDesign, "name" | "given">): {
  readonly home: Site;
  readonly recovery: Site | undefined;
} {
  return {
    home: {
      bucket: `${name}-bucket`,
      around: name,
      region: "region",
      bucketName: "bucketName",
      logBucketName: "logBucketName",
    },
    recovery: given("recoveryRegion")
      ? {
          bucket: `${name}-recovery`,
          around: `${name}-recovery`,
          region: "recoveryRegion",
          bucketName: "recoveryBucketName",
          logBucketName: "recoveryLogBucketName",
        }
      : undefined,
  };
}
