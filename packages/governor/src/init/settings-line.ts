/** A key of `governor.yaml` with the reason for it. */
export interface SettingsLine {
  readonly key: string;
  /** The reason, in one line. */
  readonly why?: string;
  /** True for what is only proposed: it is written as a comment. */
  readonly off?: boolean;
  /** A scalar, a list, or the keys below it. */
  readonly value: string | number | boolean | readonly string[] | readonly SettingsLine[];
}

/** Writes keys as YAML, each below its reason. A key with nothing but proposals below it is a proposal, too. */
export function settingsYaml(lines: readonly SettingsLine[], indent = ""): string {
  return lines.map((line) => lineText(line, indent)).join("");
}

function lineText(line: SettingsLine, indent: string): string {
  const { key, why, value } = line;
  const reason = why === undefined ? "" : commentText(why, indent);
  const name = scalar(key);
  const text = isNested(value)
    ? `${indent}${name}:\n${settingsYaml(value, `${indent}  `)}`
    : `${indent}${name}: ${isList(value) ? `[${value.map(scalar).join(", ")}]` : scalar(value)}\n`;
  return `${reason}${isOff(line) ? commentedOut(text, indent) : text}`;
}

/** A line of a comment. Names in it come from elsewhere and cannot end it. */
export function commentText(text: string, indent = ""): string {
  return `${indent}# ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")}\n`;
}

function isOff({ off = false, value }: SettingsLine): boolean {
  return off || (isNested(value) && value.every(isOff));
}

/** What is a comment already stays as it is. */
function commentedOut(text: string, indent: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line.trimStart().startsWith("#") ? line : `${indent}# ${line.slice(indent.length)}`))
    .map((line) => `${line}\n`)
    .join("");
}

function isList(value: SettingsLine["value"]): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isNested(value: SettingsLine["value"]): value is readonly SettingsLine[] {
  return Array.isArray(value) && value.some((one) => typeof one !== "string");
}

/** What YAML would take for something else than text is quoted; JSON's quotes are YAML's, too. */
function scalar(value: string | number | boolean): string {
  if (typeof value !== "string") return `${value}`;
  const isPlain = /^[a-z][\w-]*$/i.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
