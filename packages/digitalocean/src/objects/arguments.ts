import * as z from "zod";
import { type Arguments, object, optional, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { settingsArguments } from "../component/governed-arguments";
import { input, text } from "../component/schema";
import type { SpacesFileArgs, SpacesObjectsArgs } from "./spaces-objects-args";

/** The arguments of SpacesObjects. */
export const objectsArguments = declareArguments((): Arguments<SpacesObjectsArgs> => {
  const contentType = z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+( *;[ -~]*)?$/, { error: "is not a valid content type, such as text/html" });
  const cacheControl = z
    .string()
    .regex(/^[!-~][ -~]*$/, { error: "is not a valid Cache-Control, such as max-age=3600" });
  const file = object<SpacesFileArgs>({
    path: optional(text()),
    content: optional(input(z.string())),
    contentType: optional(contentType),
    cacheControl: optional(cacheControl),
  });
  return {
    ...settingsArguments(),
    bucket: required(input(text())),
    region: required(text()),
    folder: optional(text()),
    files: secret(optional(z.record(z.string(), file))),
    prefix: optional(text()),
    contentTypes: optional(z.record(text(), contentType)),
    cacheControl: optional(cacheControl),
    cacheControls: optional(z.record(text(), cacheControl)),
    accessKeyId: secret(optional(input(text()))),
    secretAccessKey: secret(optional(input(text()))),
  };
});
