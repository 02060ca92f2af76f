import * as z from "zod";
import type { Action, ChangeRecord } from "../view/change";
import type { ResourceRecord } from "../view/resource";
import type { Gap } from "../view/stack";
import { previewConfig } from "./preview-config";
import { ReaderError, shortened } from "./reader-error";
import type { Records } from "./records";
import { type ResourceState, recordOf, resourceState } from "./state";

/** What an operation does to one resource. */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly before: ResourceState | undefined;
  readonly after: ResourceState | undefined;
  /** Inputs that make it a replacement. */
  readonly replacedBy: readonly string[];
}

/** What `pulumi preview --json` writes. */
export const previewDocument = z.looseObject({
  steps: z
    .array(
      z.looseObject({
        op: z.string(),
        urn: z.string(),
        oldState: resourceState.nullish(),
        newState: resourceState.nullish(),
        replaceReasons: z.array(z.string()).nullish(),
      }),
    )
    .optional(),
  changeSummary: z.record(z.string(), z.number()).optional(),
  config: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** The records of a plain preview, and what it leaves out. */
export function recordsOfPreview(preview: z.infer<typeof previewDocument>): Records {
  const steps = (preview.steps ?? []).map(({ op, urn, oldState, newState, replaceReasons }) => ({
    op,
    urn,
    before: oldState ?? undefined,
    after: newState ?? undefined,
    replacedBy: replaceReasons ?? [],
  }));
  const records = recordsOfSteps(steps);
  return {
    records,
    gaps: ["stack-outputs", ...gapsOf(records.length, preview.changeSummary ?? {})],
    changes: changesOfSteps(steps),
    config: previewConfig(preview.config ?? {}),
  };
}

/** Resources that a summary counts and that are not there were left out because nothing changes for them. */
export function gapsOf(shown: number, changeSummary: Readonly<Record<string, number>>): readonly Gap[] {
  const counted = Object.values(changeSummary).reduce((sum, count) => sum + count, 0);
  return counted > shown ? ["unchanged-resources"] : [];
}

/**
 * One record for each URN: a replacement, which the engine writes as `create-replacement`, `replace` and
 * `delete-replaced`, is one resource.
 */
export function recordsOfSteps(steps: readonly PreviewStep[]): readonly ResourceRecord[] {
  const byUrn = new Map<string, { readonly record: ResourceRecord; readonly op: string }>();
  for (const step of steps) {
    const record = recordOfStep(step);
    if (record === undefined) continue;
    if (record.urn !== step.urn)
      throw new ReaderError(`the step for ${shortened(step.urn)} shows another resource, ${shortened(record.urn)}`);
    const earlier = byUrn.get(step.urn);
    if (earlier === undefined || givesWay(earlier.op)) byUrn.set(step.urn, { record, op: step.op });
  }
  return [...byUrn.values()].map(({ record }) => record);
}

/** One change for each URN. What a refresh or a read shows is no change, and a replacement is one. */
export function changesOfSteps(steps: readonly PreviewStep[]): readonly ChangeRecord[] {
  const byUrn = new Map<string, ChangeRecord>();
  for (const { op, urn, before, replacedBy } of steps) {
    const action = actionOf(op);
    const earlier = byUrn.get(urn);
    if (action === undefined) continue;
    const existing = before === undefined ? earlier?.before : recordOf(before);
    byUrn.set(urn, {
      urn,
      action: earlier?.action === "replace" ? "replace" : action,
      ...(existing === undefined ? {} : { before: existing }),
      replacedBy: replacedBy.length > 0 ? replacedBy : (earlier?.replacedBy ?? []),
    });
  }
  return [...byUrn.values()];
}

function actionOf(op: string): Action | undefined {
  if (op.includes("replace")) return op === "remove-pending-replace" ? "delete" : "replace";
  if (op === "create" || op === "import") return "create";
  if (op === "update" || op === "same") return op;
  return op === "delete" ? "delete" : undefined;
}

/** A refresh shows the inputs of the last `up`, a deletion those of what goes: what the program wants comes after. */
function givesWay(op: string): boolean {
  return op === "refresh" || isDeletion(op);
}

function isDeletion(op: string): boolean {
  return op.startsWith("delete") || op.startsWith("discard") || op === "remove-pending-replace";
}

function recordOfStep({ op, before, after }: PreviewStep): ResourceRecord | undefined {
  if (isDeletion(op)) {
    return before === undefined ? undefined : recordOf(before, { pending: "delete" });
  }
  if (after === undefined) return undefined;
  const replaced = op.includes("replace");
  const kept = replaced ? undefined : before;
  const { outputs: shown, id: ownId, ...rest } = after;
  // Before it is created, a resource has an empty id and, in a streamed preview, empty outputs.
  const outputs = shown === undefined || Object.keys(shown).length === 0 ? kept?.outputs : shown;
  const id = ownId === undefined || ownId === "" ? kept?.id : ownId;
  return recordOf(
    { ...rest, ...(outputs === undefined ? {} : { outputs }), ...(id === undefined ? {} : { id }) },
    { ...(replaced ? { pending: "replace" } : {}), ...(op.startsWith("read") ? { external: true } : {}) },
  );
}
