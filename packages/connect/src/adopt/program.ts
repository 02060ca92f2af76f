import { commented, lineWidth, objectCode, quoted, type VariableOf, widthOf } from "./code.ts";
import type { Declaration } from "./declaration.ts";
import { referencesIn } from "./references.ts";

/** A program with more resources than that has a file for each area. */
const mostInOneFile = 60;

/** The areas of a large program, in the order in which they may refer to each other, with what is in them. */
const areas = [
  ["network", /^(?:Vpc|Vpc\w+|PartnerAttachment|ByoipPrefix|SshKey|Domain|Certificate|Project)$/],
  ["storage", /^(?:Volume|VolumeSnapshot|Spaces\w+|Nfs\w*|ContainerRegistr\w+)$/],
  ["compute", /^(?:Droplet\w*|Kubernetes\w+|App|DedicatedInference\w*)$/],
  ["data", /^(?:Governed)?(?:Database\w*|VectorDatabase|Gradientai\w+)$/],
  ["traffic", /^(?:GovernedWebTier|LoadBalancer|Firewall|ReservedIp\w*|Cdn|DnsRecord)$/],
  ["oversight", /^/],
] as const;

/** The files of a program that declares resources, each after those that it refers to. */
export function programFiles(declared: readonly Declaration[]): ReadonlyMap<string, string> {
  const isLarge = declared.length > mostInOneFile;
  const fileOf = isLarge ? placed(declared) : new Map(declared.map(({ urn }) => [urn, "index"]));
  const texts = new Map<string, string>();
  for (const name of isLarge ? areas.map(([area]) => area) : ["index"]) {
    const text = fileCode(name, declared, fileOf);
    if (text !== undefined) texts.set(`${name}.ts`, text);
  }
  const all = [...texts.keys()].map((file) => `import "./${file.replace(/\.ts$/, "")}";\n`);
  if (isLarge) texts.set("index.ts", all.join(""));
  return texts;
}

/** Which area each resource is in: its own, or a later one that it refers to, so that no two files need each other. */
function placed(declared: readonly Declaration[]): ReadonlyMap<string, string> {
  const areaOf = new Map<string, number>();
  for (const { urn, className, inputs } of declared) {
    const own = areas.findIndex(([, kinds]) => kinds.test(className));
    areaOf.set(urn, Math.max(own, ...referencesIn(inputs).map(({ target }) => areaOf.get(target) ?? 0)));
  }
  return new Map([...areaOf].map(([urn, area]) => [urn, areas[area]?.[0] ?? ""]));
}

/** The code of one file; undefined if nothing is in it. */
function fileCode(
  file: string,
  declared: readonly Declaration[],
  fileOf: ReadonlyMap<string, string>,
): string | undefined {
  const here = declared.filter(({ urn }) => fileOf.get(urn) === file);
  const variables = new Map(declared.map(({ urn, variable }) => [urn, variable]));
  const variableOf = (urn: string) => variables.get(urn) ?? "";
  const imported = new Map<string, Set<string>>();
  for (const target of here.flatMap(targetsOf)) {
    const other = fileOf.get(target) ?? file;
    if (other !== file) imported.set(other, (imported.get(other) ?? new Set()).add(variableOf(target)));
  }
  const used = new Set(here.flatMap(targetsOf));
  const exported = new Set(declared.filter(({ urn }) => fileOf.get(urn) !== file).flatMap(targetsOf));
  if (here.length === 0) return undefined;
  const components = [
    ...new Set(here.filter(({ isComponent }) => isComponent).map(({ className }) => className)),
  ].sort();
  const hasResources = here.some(({ isComponent }) => !isComponent);
  return [
    ...(components.length === 0 ? [] : [`import { ${components.join(", ")} } from "@infrafabric/digitalocean";\n`]),
    ...(hasResources ? ['import * as digitalocean from "@pulumi/digitalocean";\n'] : []),
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
function declaration(one: Declaration, word: string | undefined, variableOf: VariableOf): string {
  const { className, isComponent, name, inputs, options, notes } = one;
  const made = `new ${isComponent ? "" : "digitalocean."}${className}(`;
  const start = word === undefined ? made : `${word} ${one.variable} = ${made}`;
  const comments = notes.map((note) => `// ${commented(note)}\n`).join("");
  // The names of components are short enough for that.
  if (Object.keys(options).length === 0)
    return `${comments}${start}${quoted(name)}, ${objectCode(inputs, variableOf, 0)});\n`;
  return [
    comments,
    `${widthOf(start) > lineWidth && word !== undefined ? start.replace(" = ", " =\n  ") : start}\n`,
    `  ${quoted(name)},\n`,
    `  ${objectCode(inputs, variableOf, 2)},\n`,
    `  ${objectCode(options, variableOf, 2)},\n`,
    ");\n",
  ].join("");
}

function targetsOf({ inputs }: Declaration): readonly string[] {
  return referencesIn(inputs).map(({ target }) => target);
}
