import * as z from "zod";
import type { ResourceRecord } from "../view/resource";
import type { Gap } from "../view/stack";
import { gapsOf, type PreviewStep, recordsOfSteps } from "./preview";
import { resourceState } from "./state";

const metadata = z.looseObject({
  op: z.string(),
  urn: z.string(),
  old: resourceState.nullish(),
  new: resourceState.nullish(),
});

/** One line of the streaming form of `pulumi preview --json`. */
export const engineEvent = z.looseObject({
  sequence: z.number(),
  resourcePreEvent: z.looseObject({ metadata }).optional(),
  resOutputsEvent: z.looseObject({ metadata }).optional(),
  summaryEvent: z.looseObject({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

/** The records of a streamed preview. It has no dependencies and no source positions. */
export function recordsOfStream(events: readonly z.infer<typeof engineEvent>[]): {
  readonly records: readonly ResourceRecord[];
  readonly gaps: readonly Gap[];
} {
  const steps: PreviewStep[] = [];
  let changes: Readonly<Record<string, number>> = {};
  for (const event of events) {
    const step = event.resourcePreEvent?.metadata;
    if (step !== undefined) {
      steps.push({ op: step.op, urn: step.urn, before: step.old ?? undefined, after: step.new ?? undefined });
    }
    changes = event.summaryEvent?.resourceChanges ?? changes;
  }
  const records = recordsOfSteps(steps);
  return { records, gaps: ["property-dependencies", "source-positions", ...gapsOf(records.length, changes)] };
}
