import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sdk } from "./sdk.mts";

/** Completes the properties of a resource with what the provider computes inside them. */
export type Complete = (type: string, properties: object) => object;

/** A property of an interface: its name, whether it may be absent, and the interface that its value has, if any. */
interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly shape: string | undefined;
}

/**
 * What the installed package of a provider says of nested objects: a field that a program may leave out and that a
 * resource always has is computed, and unknown where the program left it out. Only declarations that a program uses are
 * looked at, and each once.
 */
export function nestedComputed({ pulumi, load }: Sdk): Complete {
  const { specialSigKey, specialSecretSig, unknownValue } = pulumi.runtime;
  const texts = new Map<string, string>();
  const shapes = new Map<string, readonly Field[]>();

  const textOf = (file: string): string => {
    const text = texts.get(file) ?? (existsSync(file) ? readFileSync(file, "utf8") : "");
    texts.set(file, text);
    return text;
  };
  const fieldsOf = (file: string, path: string): readonly Field[] => {
    const key = `${file} ${path}`;
    const fields = shapes.get(key) ?? fieldsIn(bodyOf(textOf(file), path));
    shapes.set(key, fields);
    return fields;
  };

  return (type, properties) => {
    if (!Object.values(properties).some((value) => typeof value === "object" && value !== null)) return properties;
    const folder = folderOf(load, type);
    if (folder === undefined) return properties;
    const [, path = "", name = ""] = type.split(":");
    const own = textOf(join(folder, `${path.replace(/^index\//, "")}.d.ts`));
    const declared = fieldsIn(own.slice(own.indexOf(`export declare class ${name} `)));
    const outputs = join(folder, "types", "output.d.ts");
    const inputs = join(folder, "types", "input.d.ts");

    const complete = (value: unknown, shape: string): unknown => {
      if (Array.isArray(value)) return value.map((element: unknown) => complete(element, shape));
      if (typeof value !== "object" || value === null) return value;
      const signature: unknown = Reflect.get(value, specialSigKey);
      if (signature === specialSecretSig) return { ...value, value: complete(Reflect.get(value, "value"), shape) };
      if (signature !== undefined) return value;
      const optional = new Set(fieldsOf(inputs, shape).flatMap((field) => (field.optional ? [field.name] : [])));
      const completed: Record<string, unknown> = { ...value };
      for (const field of fieldsOf(outputs, shape)) {
        if (field.name in completed) {
          if (field.shape !== undefined) completed[field.name] = complete(completed[field.name], field.shape);
        } else if (!field.optional && optional.has(field.name)) completed[field.name] = unknownValue;
      }
      return completed;
    };

    const completed: Record<string, unknown> = { ...properties };
    for (const { name: property, shape } of declared) {
      if (shape !== undefined && property in completed) completed[property] = complete(completed[property], shape);
    }
    return completed;
  };
}

function folderOf(load: NodeJS.Require, type: string): string | undefined {
  const [name = ""] = type.split(":");
  if (name === "pulumi") return undefined;
  try {
    return dirname(load.resolve(`@pulumi/${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** The body of an interface; of `s3.BucketRule` that of `BucketRule` in the namespace `s3`. */
function bodyOf(text: string, path: string): string {
  const names = path.split(".");
  const name = names.pop();
  let start = 0;
  for (const namespace of names) {
    const found = text.indexOf(`namespace ${namespace} {`, start);
    if (found === -1) return "";
    start = found;
  }
  const found = text.indexOf(`interface ${name} {`, start);
  if (found === -1) return "";
  const indent = text.slice(text.lastIndexOf("\n", found) + 1, found).match(/^ */)?.[0] ?? "";
  const end = text.indexOf(`\n${indent}}`, found);
  return text.slice(found, end === -1 ? undefined : end);
}

function fieldsIn(body: string): readonly Field[] {
  return [...body.matchAll(/^ +(?:readonly )?(?<name>\w+)(?<optional>\??): (?<type>.*);$/gm)].map(({ groups }) => {
    const { name = "", optional = "", type = "" } = groups ?? {};
    const shape = /\boutputs\.(?<shape>[\w.]+)/.exec(type)?.groups?.shape;
    return { name, optional: optional === "?", shape };
  });
}
