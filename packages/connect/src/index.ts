export { type CopyOptions, type CopyProgress, type CopyReport, copyBucket } from "./spaces/copy-bucket.ts";
export type { BucketPlace } from "./spaces/open-bucket.ts";
export { openSpaces, type SpacesOptions } from "./spaces/open-spaces.ts";
export { SpacesError } from "./spaces/spaces-error.ts";
