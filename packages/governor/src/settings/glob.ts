/** How a glob is read. */
export interface GlobOptions {
  /** True: a single `*` stands for any run of characters, slashes included; default false. */
  readonly crossSlash?: boolean;
}

/**
 * True when the whole text matches the glob. `*` stands for any run of characters within one part of `project/stack`,
 * `**` for any run at all; everything else stands for itself.
 */
export function globMatches(glob: string, text: string, options: GlobOptions = {}): boolean {
  const tokens = glob.match(/\*+|[^*]/gsu) ?? [];
  const characters = [...text];
  // reached[n]: the tokens so far can stand for the first n characters. Never backtracks, whatever the glob.
  let reached = [true, ...characters.map(() => false)];
  for (const token of tokens) {
    const next = [false];
    if (token.startsWith("*")) {
      const crosses = options.crossSlash === true || token.length > 1;
      next[0] = reached[0] ?? false;
      for (const [index, character] of characters.entries()) {
        const longer = (next[index] ?? false) && (crosses || character !== "/");
        next.push((reached[index + 1] ?? false) || longer);
      }
    } else {
      for (const [index, character] of characters.entries())
        next.push((reached[index] ?? false) && character === token);
    }
    reached = next;
  }
  return reached[characters.length] ?? false;
}
