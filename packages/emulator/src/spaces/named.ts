import type { Cloud } from "../state/cloud.ts";
import { partTable } from "./multipart/upload.ts";
import { objectTable } from "./objects/object.ts";

/** The files that any object or part is made of. */
export function blobsNamed(cloud: Cloud): readonly string[] {
  return cloud.all().flatMap((account) => {
    const versions = objectTable.of(account).all();
    const contents = versions.flatMap(({ version }) => (version.kind === "content" ? [version] : []));
    return [...contents, ...partTable.of(account).all()].flatMap(({ pieces }) => pieces.map(({ blob }) => blob));
  });
}
