import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import type { DataProblem } from "./data-problem";
import type { Path } from "./path";
import { copyPlain } from "./plain";

/** A place in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The data of some settings, and where each part of it stands in the text. */
export interface Reading {
  /** Maps, lists and scalars only. Undefined: nothing could be read, and `syntax` says why. */
  readonly data: unknown;
  readonly problems: readonly DataProblem[];
  /** What the text itself is guilty of, with its position. */
  readonly syntax: readonly (DataProblem & { readonly position?: Position })[];
  /** Where a key or value stands; of what is missing, where it should. Undefined for data without a text. */
  readonly locate: (path: Path, at: "key" | "value") => Position | undefined;
}

/** Reads settings that are data already, such as a policy pack's configuration. */
export function readData(input: unknown): Reading {
  return { ...copyPlain(input), syntax: [], locate: () => undefined };
}

/** Reads settings in YAML. */
export function readText(text: string): Reading {
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const unreadable = (message: string): Reading => ({
    data: undefined,
    problems: [],
    syntax: [{ path: [], message }],
    locate: () => undefined,
  });

  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error", merge: true });
  } catch {
    return unreadable(tooDeep);
  }

  if (document.errors.some(({ code }) => code === "RESOURCE_EXHAUSTION")) return unreadable(tooDeep);

  const syntax: (DataProblem & { readonly position?: Position })[] = [];
  let readable = true;
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const position = positionOf(pos[0]);
    if (code === "DUPLICATE_KEY") {
      syntax.push({
        path: pathAt(document, pos[0]),
        position,
        message: "duplicate key",
        hint: "keep one of the two",
      });
    } else if (code === "MULTIPLE_DOCS") {
      syntax.push({
        path: [],
        position,
        message: "a second document starts here; settings must be a single document",
        hint: "remove the line `---` or what follows it",
      });
    } else {
      readable = false;
      syntax.push({ path: [], position, message: `not valid YAML: ${sentence(withoutText(code, message))}` });
    }
  }
  visit(document, {
    Alias(_, node) {
      if (node.resolve(document) !== undefined) return;
      readable = false;
      syntax.push({
        path: [],
        position: positionOf(node.range?.[0] ?? 0),
        message: "not valid YAML: there is no anchor of this name above",
      });
    },
  });

  if (!readable) return { ...unreadable(""), syntax };
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    return unreadable(`not valid YAML: ${error instanceof Error ? sentence(error.message) : "it cannot be resolved"}`);
  }
  return {
    ...copyPlain(data),
    syntax,
    locate: (path, at) => {
      return positionOf(offsetOf(document, path, at) ?? 0);
    },
  };
}

const tooDeep = "cannot be read: it nests too deeply";

/** Tags and directives are free text, and a password that begins with ! is one. */
function withoutText(code: string, message: string): string {
  if (code === "TAG_RESOLVE_FAILED") return "unknown tag; put the value in quotes";
  return code === "BAD_DIRECTIVE" ? "unknown directive" : message;
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** Offset of the key or value at a path, or of the innermost part of the path that is there. */
function offsetOf(document: Document.Parsed, path: Path, at: "key" | "value"): number | undefined {
  let node = resolved(document, document.contents);
  let offset = node?.range?.[0];
  for (const [depth, segment] of path.entries()) {
    const entry = entryOf(document, node, segment);
    if (entry === undefined) return offset;
    node = resolved(document, entry.value);
    const wantsKey = depth === path.length - 1 && at === "key";
    offset = (wantsKey ? undefined : startOf(entry.value)) ?? startOf(entry.key) ?? offset;
  }
  return offset;
}

/** Where a node starts; undefined for a value that is left empty, whose key shows the place better. */
function startOf(node: unknown): number | undefined {
  if (!isNodeWithRange(node)) return undefined;
  const [start, end] = node.range;
  return start === end ? undefined : start;
}

function isNodeWithRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

interface Entry {
  readonly key?: unknown;
  readonly value: unknown;
}

function entryOf(document: Document.Parsed, node: Node | undefined, segment: string | number): Entry | undefined {
  if (isSeq(node))
    return typeof segment === "number" && segment in node.items ? { value: node.items[segment] } : undefined;
  if (!isMap(node)) return undefined;
  // The last of two equal keys is the one that counts.
  const own = node.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(segment));
  return own ?? mergedEntryOf(document, node, segment);
}

/** Looks in what `<<` merges into a map. */
function mergedEntryOf(document: Document.Parsed, map: YAMLMap, segment: string | number): Entry | undefined {
  for (const pair of map.items) {
    if (!isScalar(pair.key) || typeof pair.key.value !== "symbol") continue;
    const merged = resolved(document, pair.value);
    for (const part of isSeq(merged) ? merged.items : [merged]) {
      const entry = entryOf(document, resolved(document, part), segment);
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

function resolved(document: Document.Parsed, node: unknown): Node | undefined {
  if (isAlias(node)) return resolved(document, node.resolve(document));
  return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
}

/** The path of the key that stands at an offset. */
function pathAt(document: Document.Parsed, offset: number): Path {
  let found: Path = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      if (!isScalar(pair.key) || pair.key.range?.[0] !== offset) return undefined;
      found = [...ancestors, pair].flatMap((node, index, all): Path => {
        const inner = all[index + 1];
        if (isSeq(node)) return [node.items.indexOf(inner)];
        return "key" in node && isScalar(node.key) ? [String(node.key.value)] : [];
      });
      return visit.BREAK;
    },
  });
  return found;
}
