import * as z from "zod";
import { changesOfSteps, gapsOf, type PreviewStep, recordsOfSteps } from "./preview";
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

/** The records of a streamed preview. It has no dependencies and no source positions. */
export function recordsOfStream(events: readonly z.infer<typeof engineEvent>[]): Records {
  const steps: PreviewStep[] = [];
  let changes: Readonly<Record<string, number>> = {};
  for (const event of events) {
    const step = event.resourcePreEvent?.metadata;
    if (step !== undefined) {
      const { op, urn, old, new: after, keys } = step;
      steps.push({ op, urn, before: old ?? undefined, after: after ?? undefined, replacedBy: keys ?? [] });
    }
    changes = event.summaryEvent?.resourceChanges ?? changes;
  }
  const records = recordsOfSteps(steps);
  return {
    records,
    gaps: ["property-dependencies", "source-positions", "stack-outputs", ...gapsOf(records.length, changes)],
    changes: changesOfSteps(steps),
  };
}
