/** The value of the longest ending that a key has, in whatever case; undefined where it has none of them. */
export function byEnding(values: Readonly<Record<string, string>>, key: string): string | undefined {
  const lower = key.toLowerCase();
  const [best] = Object.entries(values)
    .filter(([ending]) => lower.endsWith(ending.toLowerCase()))
    .sort(([a], [b]) => b.length - a.length);
  return best?.[1];
}
