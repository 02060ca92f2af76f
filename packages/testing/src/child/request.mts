import type { PreviewRequest } from "../wire.js";
import { SdkError } from "./sdk.mts";

/**
 * What the parent process asks for.
 *
 * @throws SdkError that names what is wrong, without its value: a request holds configuration, which may be secret.
 */
export function requestIn(message: unknown): PreviewRequest {
  const request = parsed(message);
  if (isRequest(request)) return request;
  throw new SdkError(`these options cannot be read: ${problemsOf(request).join(", ")}`);
}

function parsed(message: unknown): unknown {
  try {
    return JSON.parse(String(message));
  } catch {
    return undefined;
  }
}

type Check = (value: unknown) => boolean;

const checks: Readonly<Record<keyof PreviewRequest, readonly [what: string, check: Check]>> = {
  entry: ["text", isText],
  root: ["text", isText],
  project: ["text", isText],
  stack: ["text", isText],
  mode: ["`preview` or `up`", (mode) => mode === "preview" || mode === "up"],
  config: ["an object of texts", (config) => isMap(config) && Object.values(config).every(isText)],
  secretKeys: ["a list of texts", isTexts],
  unknownKeys: ["a list of texts", isTexts],
  invokes: ["an object of objects", isMapOfMaps],
  stacks: ["an object of objects", isMapOfMaps],
};

function isRequest(value: unknown): value is PreviewRequest {
  return problemsOf(value).length === 0;
}

function problemsOf(value: unknown): readonly string[] {
  if (!isMap(value)) return ["they are not an object"];
  return Object.entries(checks).flatMap(([key, [what, check]]) =>
    check(value[key]) ? [] : [`\`${key}\` must be ${what}`],
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isMapOfMaps(value: unknown): boolean {
  return isMap(value) && Object.values(value).every(isMap);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
