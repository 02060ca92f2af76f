import { valueAt } from "../bootstrap/json.mjs";

/** What a run of the engine showed, read from the file that `--event-log` writes. */
export interface EngineRun {
  mandatory: PolicyEvent[];
  advisory: PolicyEvent[];
  /** The outputs of the stack. */
  outputs: unknown;
}

export interface PolicyEvent {
  policyName: string;
  message: string;
  enforcementLevel: string;
}

export function readEventLog(text: string): EngineRun {
  const events = text.split("\n").filter(Boolean).map(parse);
  const policyEvents = events.map((event) => valueAt(event, "policyEvent")).filter(isPolicyEvent);
  const stack = events
    .map((event) => valueAt(event, "resOutputsEvent", "metadata"))
    .findLast((metadata) => valueAt(metadata, "type") === "pulumi:pulumi:Stack");
  return {
    mandatory: policyEvents.filter((event) => event.enforcementLevel === "mandatory"),
    advisory: policyEvents.filter((event) => event.enforcementLevel !== "mandatory"),
    outputs: valueAt(stack, "new", "outputs") ?? {},
  };
}

function parse(line: string): unknown {
  return JSON.parse(line);
}

function isPolicyEvent(event: unknown): event is PolicyEvent {
  return ["policyName", "message", "enforcementLevel"].every((key) => typeof valueAt(event, key) === "string");
}
