import type { Adopted } from "./adopted.ts";
import { commented, lineWidth, objectCode, quoted, type VariableOf, widthOf } from "./code.ts";
import { referencesIn } from "./references.ts";

/** A program with more resources than that has a file for each area. */
const mostInOneFile = 60;

/** The areas of a large program, in the order in which they may refer to each other, with what is in them. */
const areas = [
  ["network", /^(?:Vpc|Vpc\w+|PartnerAttachment|ByoipPrefix|SshKey|Domain|Certificate|Project)$/],
  ["storage", /^(?:Volume|VolumeSnapshot|Spaces\w+|Nfs\w*|ContainerRegistr\w+)$/],
  ["compute", /^(?:Droplet\w*|Kubernetes\w+|App|DedicatedInference\w*)$/],
  ["data", /^(?:Database\w+|VectorDatabase|Gradientai\w+)$/],
  ["traffic", /^(?:LoadBalancer|Firewall|ReservedIp\w*|Cdn|DnsRecord)$/],
  ["oversight", /^/],
] as const;

/** The files of a program that declares resources, each after those that it refers to. */
export function programFiles(adopted: readonly Adopted[]): ReadonlyMap<string, string> {
  const isLarge = adopted.length > mostInOneFile;
  const fileOf = isLarge ? placed(adopted) : new Map(adopted.map(({ urn }) => [urn, "index"]));
  const texts = new Map<string, string>();
  for (const name of isLarge ? areas.map(([area]) => area) : ["index"]) {
    const text = fileCode(name, adopted, fileOf);
    if (text !== undefined) texts.set(`${name}.ts`, text);
  }
  const all = [...texts.keys()].map((file) => `import "./${file.replace(/\.ts$/, "")}";\n`);
  if (isLarge) texts.set("index.ts", all.join(""));
  return texts;
}

/** Which area each resource is in: its own, or a later one that it refers to, so that no two files need each other. */
function placed(adopted: readonly Adopted[]): ReadonlyMap<string, string> {
  const areaOf = new Map<string, number>();
  for (const { urn, kind, inputs } of adopted) {
    const own = areas.findIndex(([, kinds]) => kinds.test(kind.name));
    areaOf.set(urn, Math.max(own, ...referencesIn(inputs).map(({ target }) => areaOf.get(target) ?? 0)));
  }
  return new Map([...areaOf].map(([urn, area]) => [urn, areas[area]?.[0] ?? ""]));
}

/** The code of one file; undefined if nothing is in it. */
function fileCode(file: string, adopted: readonly Adopted[], fileOf: ReadonlyMap<string, string>): string | undefined {
  const here = adopted.filter(({ urn }) => fileOf.get(urn) === file);
  const variables = new Map(adopted.map(({ urn, variable }) => [urn, variable]));
  const variableOf = (urn: string) => variables.get(urn) ?? "";
  const imported = new Map<string, Set<string>>();
  for (const target of here.flatMap(targetsOf)) {
    const other = fileOf.get(target) ?? file;
    if (other !== file) imported.set(other, (imported.get(other) ?? new Set()).add(variableOf(target)));
  }
  const used = new Set(here.flatMap(targetsOf));
  const exported = new Set(adopted.filter(({ urn }) => fileOf.get(urn) !== file).flatMap(targetsOf));
  if (here.length === 0) return undefined;
  return [
    'import * as digitalocean from "@pulumi/digitalocean";\n',
    ...[...imported].sort().map(([other, names]) => importCode(other, [...names].sort())),
    ...here.map((one) => {
      const word = exported.has(one.urn) ? "export const" : used.has(one.urn) ? "const" : undefined;
      return `\n${declaration(one, word, variableOf)}`;
    }),
  ].join("");
}

function importCode(file: string, names: readonly string[]): string {
  const line = `import { ${names.join(", ")} } from "./${file}";\n`;
  if (widthOf(line.trimEnd()) <= lineWidth) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "./${file}";\n`;
}

/** @param word What makes a variable of it; undefined if nothing refers to it. */
function declaration(one: Adopted, word: string | undefined, variableOf: VariableOf): string {
  const { kind, name, id, given, inputs, protect } = one;
  const made = `new digitalocean.${kind.name}(`;
  const start = word === undefined ? made : `${word} ${one.variable} = ${made}`;
  const options = {
    import: id,
    ...(protect ? { protect } : {}),
    ...(given.ignored.length === 0 ? {} : { ignoreChanges: given.ignored }),
  };
  const notes = [
    ...(given.omitted.length === 0 ? [] : [`The API does not show ${given.omitted.join(", ")}.`]),
    ...(given.secrets.length === 0 ? [] : [`Secrets stay as they are in ${given.secrets.join(", ")}.`]),
  ];
  return [
    ...notes.map((note) => `// ${commented(note)}\n`),
    `${widthOf(start) > lineWidth && word !== undefined ? start.replace(" = ", " =\n  ") : start}\n`,
    `  ${quoted(name)},\n`,
    `  ${objectCode(inputs, variableOf, 2)},\n`,
    `  ${objectCode(options, variableOf, 2)},\n`,
    ");\n",
  ].join("");
}

function targetsOf({ inputs }: Adopted): readonly string[] {
  return referencesIn(inputs).map(({ target }) => target);
}
