// A copy in a process of its own, which a test kills. The options are its argument.
import { copyBucket } from "../spaces/copy-bucket.ts";

await copyBucket(JSON.parse(process.env.COPY_OPTIONS ?? "{}"));
