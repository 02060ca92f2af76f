// What the declarations of the installed @pulumi/digitalocean say of the inputs of its classes. They are read as text:
// they are made by a generator and always of one form, and the compiler would take seconds.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** One input as the package declares it. */
export interface DeclaredInput {
  /** `string`, `number`, `boolean`, `map<string>`, the name of an object, and each of them with `[]`. */
  readonly type: string;
  /** The comment above it, on one line. */
  readonly comment: string;
}

export type Inputs = ReadonlyMap<string, DeclaredInput>;

export interface InstalledInputs {
  /** Of each resource class, by its name. */
  readonly classes: ReadonlyMap<string, Inputs>;
  /** Of each nested object that a class can reach, by the name of its type. */
  readonly objects: ReadonlyMap<string, Inputs>;
}

const folder = dirname(createRequire(import.meta.url).resolve("@pulumi/digitalocean/package.json"));

export function installedInputs(): InstalledInputs {
  const declared = interfacesIn(readFileSync(join(folder, "types", "input.d.ts"), "utf8"));
  const classes = new Map<string, Inputs>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".js"))) {
    const own = /__pulumiType = 'digitalocean:index\/\w+:(\w+)'/.exec(readFileSync(join(folder, name), "utf8"))?.[1];
    if (own === undefined) continue;
    const found = interfacesIn(readFileSync(join(folder, name.replace(/js$/, "d.ts")), "utf8")).get(`${own}Args`);
    if (found === undefined) throw new Error(`${name} declares no ${own}Args`);
    classes.set(own, found);
  }
  const objects = new Map<string, Inputs>();
  const reach = (inputs: Inputs): void => {
    for (const { type } of inputs.values()) {
      const name = type.replace(/(\[\])+$/, "");
      const object = declared.get(name);
      if (object === undefined || objects.has(name)) continue;
      objects.set(name, object);
      reach(object);
    }
  };
  for (const inputs of classes.values()) reach(inputs);
  return { classes, objects };
}

function interfacesIn(source: string): ReadonlyMap<string, Inputs> {
  const found = [...source.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)];
  return new Map(found.map(([, name = "", body = ""]) => [name, propertiesIn(body)]));
}

function propertiesIn(body: string): Inputs {
  const property = /(?:^ {4}\/\*\*([\s\S]*?)\*\/\n)?^ {4}(\w+)\??: ([\s\S]*?);\n(?= {4}(?:\/\*\*|\w)|$)/gm;
  return new Map(
    [...body.matchAll(property)].map(([, comment = "", name = "", type = ""]) => [
      name,
      { type: typeOf(type), comment: comment.replaceAll(/\s*\n\s*\* ?/g, " ").trim() },
    ]),
  );
}

/** A type without what Pulumi puts around it. */
function typeOf(declared: string): string {
  const bare = declared.replaceAll(/\s+/g, " ").replace(/ \| undefined(?=>$|$)/, "");
  const input = /^pulumi\.Input<([\s\S]*)>$/.exec(bare)?.[1];
  if (input !== undefined) return typeOf(input);
  if (bare.endsWith("[]")) return `${typeOf(bare.slice(0, -2))}[]`;
  const values = /^\{ \[key: string\]: ([\s\S]*?);? \}$/.exec(bare)?.[1];
  if (values !== undefined) return `map<${typeOf(values)}>`;
  const [first = ""] = bare.split(" | ");
  return first.replace(/^inputs\./, "");
}
