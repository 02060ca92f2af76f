import { kindNamed } from "../kinds";
import { compileGlob } from "../settings/glob";

/** What an exemption can name: a resource, or the stack where a finding concerns it as a whole. */
export interface ExemptPlace {
  readonly name: string;
  /** Class name, such as `Droplet`; `Stack` for the stack. */
  readonly kind: string;
  readonly urn: string;
}

const anywhere = { crossSlash: true };

/**
 * Reads the `resource` of an exemption. It is split before anything is compared, and each part compared with its own: a
 * logical name that reads like `Kind::name` is still a name.
 */
export function compilePattern(pattern: string): (place: ExemptPlace) => boolean {
  if (pattern.startsWith(urnPrefix)) return urnPattern(pattern);
  const [kind, name] = cut(pattern);
  const matchesName = compileGlob(name, anywhere);
  if (kind === undefined) return (place) => matchesName(place.name);
  const matchesKind = compileGlob(kind, anywhere);
  return (place) => matchesKind(place.kind) && matchesName(place.name);
}

/** What is wrong with the `resource` of an exemption; undefined: nothing. */
export function problemOfPattern(pattern: string): string | undefined {
  if (pattern.startsWith(urnPrefix)) {
    return partsOfUrn(pattern) === undefined
      ? "is not a valid URN: write urn:pulumi:<stack>::<project>::<type>::<name>, with * within its parts"
      : undefined;
  }
  const [kind] = cut(pattern);
  if (kind === undefined || kind === "Stack" || kind.includes("*") || kindNamed(kind) !== undefined) return undefined;
  return "names no kind before its first `::`; write *::name for a logical name that itself contains `::`";
}

const urnPrefix = "urn:";

/** A logical name can contain `::`, the name of a kind cannot. */
function cut(pattern: string): readonly [kind: string | undefined, name: string] {
  const at = pattern.indexOf("::");
  return at < 0 ? [undefined, pattern] : [pattern.slice(0, at), pattern.slice(at + 2)];
}

function urnPattern(pattern: string): (place: ExemptPlace) => boolean {
  const globs = partsOfUrn(pattern)?.map((part) => compileGlob(part, anywhere));
  return ({ urn }) => {
    const parts = partsOfUrn(urn);
    return globs !== undefined && parts !== undefined && globs.every((matches, index) => matches(parts[index] ?? ""));
  };
}

/** Stack, project, types and name. */
function partsOfUrn(urn: string): readonly string[] | undefined {
  const [stack, project, types, ...name] = urn.split("::");
  if (stack === undefined || project === undefined || types === undefined || name.length === 0) return undefined;
  return [stack, project, types, name.join("::")];
}
