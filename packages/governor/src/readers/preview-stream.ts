import * as z from "zod";
import { changesOfSteps, gapsOf, type PreviewStep, recordsOfSteps } from "./preview";
import { ReaderError } from "./reader-error";
import type { Records } from "./records";
import { resourceState } from "./state";

const metadata = z.looseObject({
  op: z.string(),
  urn: z.string(),
  old: resourceState.nullish(),
  new: resourceState.nullish(),
  keys: z.array(z.string()).nullish(),
});

/** One line of the streaming form of `pulumi preview --json`. */
export const engineEvent = z.looseObject({
  sequence: z.number(),
  resourcePreEvent: z.looseObject({ metadata }).optional(),
  resOutputsEvent: z.looseObject({ metadata }).optional(),
  summaryEvent: z.looseObject({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

/**
 * The records of a streamed preview. It has no dependencies and no source positions.
 *
 * @throws ReaderError for a stream without its end.
 */
export function recordsOfStream(events: readonly z.infer<typeof engineEvent>[]): Records {
  const steps: PreviewStep[] = [];
  let changes: Readonly<Record<string, number>> | undefined;
  for (const event of events) {
    const step = event.resourcePreEvent?.metadata;
    if (step !== undefined) {
      const { op, urn, old, new: after, keys } = step;
      steps.push({ op, urn, before: old ?? undefined, after: after ?? undefined, replacedBy: keys ?? [] });
    }
    changes = event.summaryEvent === undefined ? changes : (event.summaryEvent.resourceChanges ?? {});
  }
  if (changes === undefined)
    throw new ReaderError("its last event is no summary: was it cut off, or did the preview not come to its end?");
  const records = recordsOfSteps(steps);
  return {
    records,
    gaps: ["property-dependencies", "source-positions", "stack-outputs", ...gapsOf(records.length, changes)],
    changes: changesOfSteps(steps),
  };
}
