import * as z from "zod";
import { input, settingsShape, text } from "../component/schema";
import type { SpacesObjectsArgs } from "./spaces-objects-args";

let made: z.ZodType<Partial<SpacesObjectsArgs>> | undefined;

/** The arguments of SpacesObjects. */
export function spacesObjectsSchema(): z.ZodType<Partial<SpacesObjectsArgs>> {
  made ??= make();
  return made;
}

function make(): z.ZodType<Partial<SpacesObjectsArgs>> {
  const contentType = () =>
    z.string().regex(/^[\w.+-]+\/[\w.+-]+( *;[ -~]*)?$/, { error: "is not a valid content type, such as text/html" });
  const cacheControl = () => z.string().regex(/^[!-~][ -~]*$/, { error: "is no Cache-Control, such as max-age=3600" });
  const ending = () => text();
  return z.strictObject({
    ...settingsShape(),
    bucket: input(text()).exactOptional(),
    region: text().exactOptional(),
    folder: text().exactOptional(),
    files: z
      .record(
        z.string(),
        z.strictObject({
          path: text().exactOptional(),
          content: input(z.string()).exactOptional(),
          contentType: contentType().exactOptional(),
          cacheControl: cacheControl().exactOptional(),
        }),
      )
      .exactOptional(),
    prefix: text().exactOptional(),
    contentTypes: z.record(ending(), contentType()).exactOptional(),
    cacheControl: cacheControl().exactOptional(),
    cacheControls: z.record(ending(), cacheControl()).exactOptional(),
    accessKeyId: input(text()).exactOptional(),
    secretAccessKey: input(text()).exactOptional(),
  });
}
