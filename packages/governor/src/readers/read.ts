import * as z from "zod";
import { kindUnder } from "../kinds";
import type { Change, ChangeRecord } from "../view/change";
import { type ResourceRecord, type ResourceView, viewOf } from "../view/resource";
import { type Gap, type StackView, stackOf } from "../view/stack";
import { parseUrn } from "../view/urn";
import type { ValueMap } from "../view/value";
import { previewDocument, recordsOfPreview } from "./preview";
import type { PreviewConfig } from "./preview-config";
import { engineEvent, recordsOfStream } from "./preview-stream";
import { ReaderError, shortened } from "./reader-error";
import type { Records } from "./records";
import { recordsOfState, stackExport } from "./state";
import { terraformDocument } from "./terraform/document";
import { recordsOfTerraform } from "./terraform/terraform";

const expected =
  "expected what `pulumi preview --json --show-sames`, `pulumi stack export` or `terraform show -json` prints, or the lines of a streamed preview";

/**
 * Reads a stack from the text of a preview (plain or streamed), of a stack export, or of a plan or state of Terraform;
 * which of them it is shows in the text.
 *
 * @param origin Where the text came from, for messages.
 * @throws ReaderError for text that is none of them, or that holds no resource.
 */
export function readStack(text: string, origin = "the input"): StackView {
  const { records, gaps, changes } = recordsOfText(text, origin);
  return stackOfRecords(records, gaps, origin, changes);
}

/** A preview with what it says of the stack's configuration. It is text of many megabytes, to be read once. */
export function readPreview(
  text: string,
  origin: string,
): { readonly stack: StackView; readonly config: PreviewConfig } {
  const { records, gaps, changes, config = {} } = recordsOfText(text, origin);
  return { stack: stackOfRecords(records, gaps, origin, changes), config };
}

/**
 * Makes the view of a stack from records, with the kind of each.
 *
 * @throws ReaderError where there is no resource: nothing was looked at, so nothing may pass.
 */
export function stackOfRecords(
  records: readonly ResourceRecord[],
  gaps: readonly Gap[],
  origin: string,
  changes?: readonly ChangeRecord[],
): StackView {
  checkUrns(records, origin);
  const own = records.find(({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"));
  const parts = own === undefined ? undefined : parseUrn(own.urn);
  if (own === undefined || parts === undefined) {
    throw new ReaderError(
      `${origin} contains no resources: nothing was checked. Is it the right stack, and does the program create anything?`,
    );
  }
  return stackOf(viewsOf(records), {
    project: parts.project,
    stack: parts.stack,
    gaps,
    ...(changes === undefined ? {} : { changes: changesOf(changes) }),
  });
}

/** Each URN is one and says the type of its resource, by which it is judged; and no resource stands within itself. */
function checkUrns(records: readonly ResourceRecord[], origin: string): void {
  const parents = new Map<string, string | undefined>();
  for (const { urn, type, parent } of records) {
    const parts = parseUrn(urn);
    if (parts === undefined)
      throw new ReaderError(
        `${origin} is not valid Pulumi output: ${JSON.stringify(shortened(urn))} is not a valid URN`,
      );
    if (parts.type !== type)
      throw new ReaderError(
        `${origin} is not valid Pulumi output: the resource with the URN ${shortened(urn)} has another type, ${JSON.stringify(shortened(type))}`,
      );
    if (parents.has(urn))
      throw new ReaderError(`${origin} is not valid Pulumi output: two resources have the URN ${shortened(urn)}`);
    parents.set(urn, parent);
  }
  const sound = new Set<string>();
  for (const urn of parents.keys()) {
    const walked = new Set<string>();
    for (let at: string | undefined = urn; at !== undefined && !sound.has(at); at = parents.get(at)) {
      if (walked.has(at))
        throw new ReaderError(`${origin} is not valid Pulumi output: ${circleWords(at, parents.get(at))}`);
      walked.add(at);
    }
    for (const one of walked) sound.add(one);
  }
}

/** Says that a resource is above itself. */
function circleWords(urn: string, parent = urn): string {
  return parent === urn
    ? `${shortened(urn)} is its own parent`
    : `the parents of ${shortened(urn)} lead back to it, by way of ${shortened(parent)}`;
}

function changesOf(changes: readonly ChangeRecord[]): readonly Change[] {
  const before = new Map(
    viewsOf(changes.flatMap((change) => (change.before === undefined ? [] : [change.before]))).map((view) => [
      view.urn,
      view,
    ]),
  );
  return changes.map(({ before: _, ...change }): Change => {
    const view = before.get(change.urn);
    return view === undefined ? change : { ...change, before: view };
  });
}

/** The views of records, each with its kind. Of what `@pulumi/aws` manages, the provider decides whether it has one. */
export function viewsOf(records: readonly ResourceRecord[]): readonly ResourceView[] {
  const providers = new Map<string, ValueMap>();
  for (const { urn, type, inputs } of records) if (type.startsWith("pulumi:providers:")) providers.set(urn, inputs);
  return records.map((record) => viewOf(record, kindUnder(record.type, providers.get(record.provider ?? ""))));
}

function recordsOfText(text: string, origin: string): Records {
  // Windows puts a byte order mark before what it redirects into a file.
  const plain = text.replace(/^\uFEFF/, "");
  const document = parseJson(plain);
  if (document === undefined) return naming(origin, "Pulumi", () => recordsOfStream(eventsOf(plain, origin)));
  const shape = z.looseObject({}).safeParse(document);
  if (!shape.success) throw new ReaderError(`${origin} is JSON, but not an object: ${expected}`);
  const has = (key: string) => Object.hasOwn(shape.data, key);
  if (has("format_version"))
    return naming(origin, "Terraform", () => recordsOfTerraform(parsed(terraformDocument, document)));
  return naming(origin, "Pulumi", () => {
    if (has("deployment")) return { records: recordsOfState(parsed(stackExport, document)), gaps: [] };
    if (has("sequence")) return recordsOfStream([parsed(engineEvent, document)]);
    if (has("steps") || has("changeSummary")) return recordsOfPreview(parsed(previewDocument, document));
    if (has("lineage"))
      throw new ReaderError(
        `${origin} is a state file as Terraform stores it: run \`terraform show -json\` and check what it prints`,
      );
    if (has("@level"))
      throw new ReaderError(
        `${origin} is a log of Terraform: run \`terraform plan -out=plan\`, then \`terraform show -json plan\``,
      );
    throw new ReaderError(`${origin} is JSON, but of none of the known forms: ${expected}`);
  });
}

/** Says in an error which document cannot be read, and whose it is. */
function naming<T>(origin: string, tool: "Pulumi" | "Terraform", read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReaderError) || error.message.startsWith(origin)) throw error;
    throw new ReaderError(
      `${origin} is not valid ${tool} output${error.message.startsWith("at ") ? " " : ": "}${error.message}`,
    );
  }
}

function eventsOf(text: string, origin: string): readonly z.infer<typeof engineEvent>[] {
  const lines = text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [{ line, number: index + 1 }]));
  if (lines.length === 0) throw new ReaderError(`${origin} is empty: ${expected}`);
  return lines.map(({ line, number }, index) => {
    const event = parseJson(line);
    if (event !== undefined) return naming(`${origin}, line ${number},`, "Pulumi", () => parsed(engineEvent, event));
    if (index === 0 && line.trimStart().startsWith("{"))
      throw new ReaderError(`${origin} begins as JSON and does not end as JSON: was it cut off? ${expected}`);
    throw new ReaderError(`${origin}, line ${number}, is not JSON: ${expected}`);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parsed<T extends z.ZodType>(schema: T, document: unknown): z.infer<T> {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ReaderError(`at ${shortened(issue?.path.join(".") ?? "") || "its top"}: ${expected}`);
}
