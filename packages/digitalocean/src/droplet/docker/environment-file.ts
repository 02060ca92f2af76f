/**
 * A file of variables that systemd and shells read alike: in double quotes, where a backslash takes what else would be
 * read as an escape or a variable.
 */
export function environmentFile(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}="${value.replaceAll(/["\\$`]/g, "\\$&")}"\n`)
    .join("");
}
