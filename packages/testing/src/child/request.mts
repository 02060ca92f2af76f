import type { PreviewRequest } from "../wire.js";

/** What the parent process asks for. */
export function requestIn(message: unknown): PreviewRequest {
  const request: unknown = JSON.parse(String(message));
  if (isRequest(request)) return request;
  throw new TypeError(`this is no request for a preview: ${String(message)}`);
}

function isRequest(value: unknown): value is PreviewRequest {
  if (!isMap(value)) return false;
  const { entry, root, project, stack, mode, config, invokes, stacks } = value;
  return (
    [entry, root, project, stack].every(isText) &&
    (mode === "preview" || mode === "up") &&
    isMap(config) &&
    Object.values(config).every(isText) &&
    [invokes, stacks].every((given) => isMap(given) && Object.values(given).every(isMap))
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
