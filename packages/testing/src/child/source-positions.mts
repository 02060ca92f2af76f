import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourcePosition } from "@infrafabric/governor";
import type { StackTrace } from "@pulumi/pulumi/proto/source_pb.js";
import type { Sdk } from "./sdk.mts";

/** A frame of a stack trace; the SDK's own pattern misses those without a function's name and those of ES modules. */
const frame = /^\s*at (?:.* \()?(?:async )?(?:file:\/\/)?(?<file>(?:node:)?[^()]+):(?<line>\d+):(?<column>\d+)\)?$/;

/** Teaches the SDK to find the place of a resource in ES modules too. */
export function readSourcePositions({ pulumi }: Sdk): void {
  if (Reflect.has(pulumi.Resource, "framePositionRegExp")) Reflect.set(pulumi.Resource, "framePositionRegExp", frame);
}

/** The first place outside `node_modules`, and outside this package, that a stack trace leads through. */
export function positionOf(trace: StackTrace | undefined, root: string): SourcePosition | undefined {
  for (const one of trace?.getFramesList() ?? []) {
    const place = one.getPc();
    const uri = place?.getUri();
    if (place === undefined || !uri?.startsWith("file:") || uri.includes("/node_modules/")) continue;
    const file = fileURLToPath(uri);
    if (file.startsWith(import.meta.dirname)) continue;
    return { file: relative(root, file).split(sep).join("/"), line: place.getLine(), column: place.getColumn() };
  }
  return undefined;
}
