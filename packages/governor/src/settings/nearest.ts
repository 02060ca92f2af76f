/** Longer words are no slips of the keyboard, and measuring them costs time. */
const longestWord = 64;

/**
 * The candidate that a mistyped word most likely stands for, or undefined when none is near. Case and the choice of
 * `-`, `_` or space do not count; of several equally near ones the first wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = folded(word);
  if (wanted.length === 0 || wanted.length > longestWord) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const other = folded(candidate);
    const limit = Math.min(3, Math.floor(Math.max(wanted.length, other.length) / 3));
    if (Math.abs(wanted.length - other.length) > limit) continue;
    const distance = distanceOf(wanted, other);
    if (distance <= limit && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function folded(word: string): string {
  return word.toLowerCase().replace(/[_ ]/g, "-");
}

/** Edits (insert, delete, replace, swap two neighbours) that turn one word into the other. */
function distanceOf(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(
        Math.min(
          (row[j - 1] ?? 0) + 1,
          (last[j] ?? 0) + 1,
          (last[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
