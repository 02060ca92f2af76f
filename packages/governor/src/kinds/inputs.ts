import { classInputs, objectInputs } from "./inputs.generated";

/** The inputs of a class or the properties of a nested object, by name, with their types. */
export type InputTypes = ReadonlyMap<string, string>;

const read = new Map<string, InputTypes>();

/** The inputs of a kind, such as `Droplet`; undefined for a class that the installed provider does not have. */
export function inputsOf(kind: string): InputTypes | undefined {
  return typesIn(kind, classInputs);
}

/** The names of the inputs of a kind. */
export function inputNamesOf(kind: string): readonly string[] {
  return [...(inputsOf(kind)?.keys() ?? [])];
}

/** The properties of a nested object, such as `FirewallInboundRule`; undefined for any other type. */
export function propertiesOf(type: string): InputTypes | undefined {
  return typesIn(`.${type}`, objectInputs, type);
}

/** The type of a list's elements; undefined for what is not a list. */
export function elementOf(type: string): string | undefined {
  return type.endsWith("[]") ? type.slice(0, -2) : undefined;
}

/** The type at a path, in which a list stands for each of its elements; undefined where the kind has no such input. */
export function inputTypeAt(kind: string, path: string): string | undefined {
  let types = inputsOf(kind);
  let type: string | undefined;
  for (const segment of path.replaceAll(/\[\d*\]/g, "").split(".")) {
    if (type !== undefined) types = propertiesOf(elementOf(type) ?? type);
    type = types?.get(segment);
    if (type === undefined) return undefined;
  }
  return type;
}

function typesIn(key: string, all: Readonly<Record<string, string>>, name = key): InputTypes | undefined {
  const known = read.get(key);
  if (known !== undefined || !Object.hasOwn(all, name)) return known;
  const types = new Map((all[name] ?? "").split(" ").map((entry) => splitOnce(entry)));
  read.set(key, types);
  return types;
}

function splitOnce(entry: string): readonly [name: string, type: string] {
  const at = entry.indexOf(":");
  return [entry.slice(0, at), entry.slice(at + 1)];
}
