/** Tests paths against a pattern: `*` is one segment or a part of it, `**` anything, `{a,b}` one of several. */
export function compilePath(pattern: string): (path: string) => boolean {
  const source = pattern.replaceAll(/\*\*|\*|\{[^{}]*\}|[.+?^$()|[\]\\{}]/g, (part) => {
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part.length > 1) return `(?:${part.slice(1, -1).split(",").map(literal).join("|")})`;
    return `\\${part}`;
  });
  const expression = new RegExp(`^${source}/?$`);
  return (path) => expression.test(path);
}

const literal = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\{}]/g, "\\$&");
