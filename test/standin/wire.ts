// Properties as the engine sends them: a protobuf Struct in which secrets are marked objects and unknowns are strings
// that nobody would write.
import { createRequire } from "node:module";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { CheckResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { isProperties, type Properties, Secret, UNKNOWN, Unknown, type Value } from "./value.ts";

export type Empty = Parameters<IResourceProviderServer["cancel"]>[0]["request"];
export type Struct = NonNullable<ReturnType<CheckResponse["getInputs"]>>;

interface StructModule {
  readonly Struct: { fromJavaScript(value: Record<string, WireValue>): Struct };
}

interface EmptyModule {
  readonly Empty: new () => Empty;
}

type WireValue = null | boolean | number | string | WireValue[] | { [name: string]: WireValue };

// The messages must be of the very copy of google-protobuf that Pulumi's protos were loaded with, and under pnpm only
// @pulumi/pulumi itself can see it.
const requireFromPulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const structs: StructModule = requireFromPulumi("google-protobuf/google/protobuf/struct_pb.js");
const empties: EmptyModule = requireFromPulumi("google-protobuf/google/protobuf/empty_pb.js");

/** The key that marks an object as something other than properties: a secret, an asset. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// The engine has one such string per kind of value. A provider may answer with the string's for all of them.
const UNKNOWNS: ReadonlySet<string> = new Set([
  UNKNOWN_STRING,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

function isWireObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fromWire(value: unknown): Value {
  if (typeof value === "string") {
    return UNKNOWNS.has(value) ? UNKNOWN : value;
  }
  if (typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(fromWire);
  }
  if (!isWireObject(value)) {
    return null;
  }
  if (value[SIGNATURE] === SECRET) {
    return new Secret(fromWire(value.value));
  }
  return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, fromWire(property)]));
}

function toWire(value: Value): WireValue {
  if (value instanceof Unknown) {
    return UNKNOWN_STRING;
  }
  if (value instanceof Secret) {
    return { [SIGNATURE]: SECRET, value: toWire(value.value) };
  }
  if (Array.isArray(value)) {
    return value.map(toWire);
  }
  return isProperties(value) ? wireObject(value) : value;
}

function wireObject(properties: Properties): Record<string, WireValue> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, toWire(value)]));
}

export function readStruct(struct: Struct | undefined): Properties {
  const value = fromWire(struct?.toJavaScript());
  return isProperties(value) ? value : {};
}

export function writeStruct(properties: Properties): Struct {
  return structs.Struct.fromJavaScript(wireObject(properties));
}

export function empty(): Empty {
  return new empties.Empty();
}
