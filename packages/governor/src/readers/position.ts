import type { SourcePosition } from "../view/resource";

/** A frame of the stack that registered a resource, as previews and states record it. */
export interface RecordedFrame {
  readonly sourcePosition?: string | undefined;
}

/** The first place outside `node_modules`: where the program's own code registered the resource. */
export function positionOf(
  sourcePosition: string | undefined,
  stackTrace: readonly RecordedFrame[] | undefined,
): SourcePosition | undefined {
  const frames = [sourcePosition, ...(stackTrace ?? []).map((frame) => frame.sourcePosition)];
  for (const frame of frames) {
    if (frame === undefined || frame.includes("/node_modules/")) continue;
    const match = /^project:\/\/\/(?<file>.+)#(?<line>\d+)(?:,(?<column>\d+))?$/.exec(frame);
    if (match?.groups === undefined) continue;
    const { file = "", line, column } = match.groups;
    return { file: decoded(file), line: Number(line), column: Number(column ?? 1) };
  }
  return undefined;
}

/** As it stands where it is not encoded as a URI is: a place is no reason to read nothing. */
function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
