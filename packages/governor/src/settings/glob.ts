/** How a glob is read. */
export interface GlobOptions {
  /** True: a single `*` stands for any run of characters, slashes included; default false. */
  readonly crossSlash?: boolean;
}

/** Longer than any name, URN or `project/stack`; settings refuse a glob beyond it. */
export const longestGlob = 2_000;

/** True when the whole text matches the glob; see {@link compileGlob}. */
export function globMatches(glob: string, text: string, options: GlobOptions = {}): boolean {
  return compileGlob(glob, options)(text);
}

/**
 * Prepares a glob for many texts. `*` stands for any run of characters within one part of `project/stack`, `**` for any
 * run at all; everything else stands for itself.
 */
export function compileGlob(glob: string, options: GlobOptions = {}): (text: string) => boolean {
  const stars = glob.match(/\*+/g) ?? [];
  if (stars.length === 0) return (text) => text === glob;
  if (options.crossSlash === true || stars.every(({ length }) => length > 1)) {
    const literals = glob.split(/\*+/);
    return (text) => inOrder(literals, text);
  }
  const tokens = glob.match(/\*+|[^*]/gs) ?? [];
  return (text) => reaches(tokens, text);
}

/** With stars that stand for anything, the leftmost place is right for each literal: the next star takes up the rest. */
function inOrder(literals: readonly string[], text: string): boolean {
  const first = literals[0] ?? "";
  const last = literals.at(-1) ?? "";
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  for (const literal of literals.slice(1, -1)) {
    const found = text.indexOf(literal, position);
    if (found < 0) return false;
    position = found + literal.length;
  }
  return position <= text.length - last.length;
}

/** Never backtracks: takes tokens times characters, whatever the glob. */
function reaches(tokens: readonly string[], text: string): boolean {
  // reached[n]: the tokens so far can stand for the first n characters.
  let reached = new Uint8Array(text.length + 1);
  let next = new Uint8Array(text.length + 1);
  reached[0] = 1;
  for (const token of tokens) {
    const star = token.startsWith("*");
    next[0] = star ? (reached[0] ?? 0) : 0;
    for (let index = 0; index < text.length; index++) {
      const character = text[index];
      if (star) {
        const longer = token.length > 1 || character !== "/" ? (next[index] ?? 0) : 0;
        next[index + 1] = (reached[index + 1] ?? 0) | longer;
      } else {
        next[index + 1] = character === token ? (reached[index] ?? 0) : 0;
      }
    }
    [reached, next] = [next, reached];
  }
  return reached[text.length] === 1;
}
