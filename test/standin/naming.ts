// A resource without a name gets one from its logical name and a suffix.
import { createHash, randomBytes } from "node:crypto";
import { resourceType } from "./table.ts";
import { isProperties, type Properties, type Value } from "./value.ts";

const SUFFIX_LENGTH = 7;
const DEFAULT_LENGTH = 255;

/** What the user set up with `pulumi config set --path pulumi:autonaming...`. */
export type NamingMode = { readonly kind: "default" | "disabled" } | { readonly kind: "given"; readonly name: string };

export interface NamingRequest {
  readonly token: string;
  readonly logicalName: string;
  /** The engine's seed of this resource: preview and up of one plan, and retries, come to the same name. */
  readonly seed: Uint8Array;
  readonly mode: NamingMode;
}

/** The name that the resource has already, if it was made up then too: an existing resource is never renamed. */
function keptName(field: string, olds: Properties): Value | undefined {
  const madeUp = olds.__defaults;
  return Array.isArray(madeUp) && madeUp.includes(field) ? olds[field] : undefined;
}

function suffixed(request: NamingRequest): string {
  // Volumes are the one type whose names the provider holds to its own rule.
  const isVolume = request.token.endsWith(":Volume");
  const seed = request.seed.length > 0 ? request.seed : randomBytes(32);
  const suffix = createHash("sha256").update(seed).digest("hex").slice(0, SUFFIX_LENGTH);
  const room = (isVolume ? 64 : DEFAULT_LENGTH) - SUFFIX_LENGTH - 1;
  const name = `${request.logicalName.slice(0, room)}-${suffix}`;
  return isVolume ? name.toLowerCase() : name;
}

/** The made-up name, or undefined when the program gave one or the type has none. */
export function autoname(request: NamingRequest, olds: Properties, news: Properties): Properties {
  const field = resourceType(request.token).autoname;
  if (field === undefined || (news[field] ?? null) !== null) {
    return {};
  }
  const kept = keptName(field, olds);
  if (kept !== undefined) {
    return { [field]: kept };
  }
  switch (request.mode.kind) {
    case "disabled":
      return {};
    case "given":
      return { [field]: request.mode.name };
    case "default":
      return { [field]: suffixed(request) };
  }
}

/** The name is the program's own, and stays: old and new cannot exist side by side. */
export function keepsFixedName(token: string, oldInputs: Properties, news: Properties): boolean {
  const field = resourceType(token).autoname;
  if (field === undefined || !isProperties(news)) {
    return false;
  }
  const madeUp = news.__defaults;
  const isMadeUp = Array.isArray(madeUp) && madeUp.includes(field);
  return !isMadeUp && news[field] !== undefined && news[field] === oldInputs[field];
}
