import type { Design } from "../component/design";
import type { ArchivedBucketArgs } from "./archived-bucket-args";

/** What an archived bucket is planned from. */
export type ArchiveDesign = Design<ArchivedBucketArgs>;
