/** What a run of the engine showed, read from the file that `--event-log` writes. */
export interface EngineRun {
  mandatory: PolicyEvent[];
  advisory: PolicyEvent[];
  /** The outputs of the stack. */
  outputs: Record<string, unknown>;
}

export interface PolicyEvent {
  policyName: string;
  resourceUrn: string;
  message: string;
  enforcementLevel: string;
}

interface EngineEvent {
  policyEvent?: PolicyEvent;
  resOutputsEvent?: { metadata: { type: string; new: { outputs?: Record<string, unknown> } | null } };
}

export function readEventLog(text: string): EngineRun {
  const events = text.split("\n").filter(Boolean).map(parse);
  const policyEvents = events.flatMap((event) => event.policyEvent ?? []);
  const stack = events.findLast((event) => event.resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack");
  return {
    mandatory: policyEvents.filter((event) => event.enforcementLevel === "mandatory"),
    advisory: policyEvents.filter((event) => event.enforcementLevel !== "mandatory"),
    outputs: stack?.resOutputsEvent?.metadata.new?.outputs ?? {},
  };
}

function parse(line: string): EngineEvent {
  return JSON.parse(line);
}
