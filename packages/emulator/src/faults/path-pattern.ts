/** Tests paths against a pattern: `*` is one segment or a part of it, `**` anything, `{a,b}` one of several. */
export function compilePath(pattern: string): (path: string) => boolean {
  const parts = (pattern.match(/\*\*|\*|\{[^{}]*\}|[^*{]+|\{/g) ?? []).map(partOf);
  return (path) => {
    // Every place at which what was seen of the pattern can end, part by part. A regular expression would try every
    // combination of places instead: a hostile pattern must not make it slow.
    let ends = new Set([0]);
    for (const goOn of parts) ends = goOn(ends, path);
    return ends.has(path.length) || (path.endsWith("/") && ends.has(path.length - 1));
  };
}

/** Where a part of a pattern can end in a path, from where it can begin. */
type Part = (begins: ReadonlySet<number>, path: string) => Set<number>;

function partOf(text: string): Part {
  if (text === "**") return (begins, path) => run(begins, path, () => true);
  if (text === "*") return (begins, path) => run(begins, path, (character) => character !== "/");
  const texts = /^\{.*\}$/s.test(text) ? text.slice(1, -1).split(",") : [text];
  return (begins, path) => {
    const ends = [...begins].flatMap((begin) =>
      texts.filter((one) => path.startsWith(one, begin)).map((one) => begin + one.length),
    );
    return new Set(ends);
  };
}

/** Any number of characters that may be in it. */
function run(begins: ReadonlySet<number>, path: string, allows: (character: string) => boolean): Set<number> {
  const ends = new Set<number>();
  for (let at = 0; at <= path.length; at += 1) {
    if (begins.has(at) || (ends.has(at - 1) && allows(path.charAt(at - 1)))) ends.add(at);
  }
  return ends;
}
