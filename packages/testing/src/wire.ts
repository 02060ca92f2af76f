import type { ResourceRecord } from "@infrafabric/governor";

/** `preview`: ids and what the provider computes are unknown; `up`: resources have ids, as after they were created. */
export type Mode = "preview" | "up";

/** A value as Pulumi's engine writes it; unknowns are its sentinel text, a secret is its marker without the content. */
export type WireValue = string | number | boolean | null | readonly WireValue[] | WireMap;

/** An object of wire values. */
export interface WireMap {
  readonly [key: string]: WireValue;
}

/** What the child process is asked to run. */
export interface PreviewRequest {
  /** Absolute path of the program's first file. */
  readonly entry: string;
  /** Folder that paths of source positions start from. */
  readonly root: string;
  readonly project: string;
  readonly stack: string;
  readonly mode: Mode;
  /** By full key. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys whose values are secret. */
  readonly secretKeys: readonly string[];
  /** Full keys whose values are not known: programs see them as secrets. */
  readonly unknownKeys: readonly string[];
  /** Outputs of functions, by token. */
  readonly invokes: Readonly<Record<string, object>>;
  /** Outputs of other stacks, by the stack's name. */
  readonly stacks: Readonly<Record<string, object>>;
}

/** A registered resource on its way to the parent process. */
export interface WireRecord extends Omit<ResourceRecord, "inputs" | "outputs" | "pending" | "secrets"> {
  readonly inputs: WireMap;
  readonly outputs?: WireMap;
}

/** A message that the program logged with `pulumi.log`. */
export interface Diagnostic {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  /** The resource that the message is about. */
  readonly urn?: string;
}

/** Something that the engine would do and mocks do not, so that the preview lacks its effect. */
export interface Omission {
  readonly message: string;
  readonly urn: string;
}

/** How the program ended, as its process tells it. */
export type ChildReport =
  | {
      readonly kind: "done";
      readonly records: readonly WireRecord[];
      readonly outputs: WireMap;
      readonly diagnostics: readonly Diagnostic[];
      readonly omissions: readonly Omission[];
    }
  /** The program, or something that it started, threw. */
  | { readonly kind: "threw"; readonly name: string; readonly message: string; readonly stack: string }
  /** The child itself cannot run the program. */
  | { readonly kind: "refused"; readonly message: string }
  /** Nothing was left to do before the program had finished. */
  | { readonly kind: "stalled" };
