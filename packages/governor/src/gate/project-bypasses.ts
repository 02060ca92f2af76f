import { isNode, LineCounter, parseDocument } from "yaml";
import * as z from "zod";

/** Providers whose plugin must be the one that the platform team installed: through it go the inputs that rules see. */
const governedProviders = ["digitalocean", "aws"];

const projectFile = z.looseObject({
  plugins: z
    .looseObject({
      languages: z.unknown().optional(),
      analyzers: z.unknown().optional(),
      providers: z.array(z.looseObject({ name: z.unknown().optional() })).optional(),
    })
    .nullish(),
  packages: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * What in a `Pulumi.yaml` would put something of the app's between the engine and a policy pack: one problem a line,
 * with its place.
 */
export function projectBypasses(text: string, file: string): readonly string[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "error", merge: true });
  const at = (path: readonly (string | number)[]): string => {
    const node = document.getIn(path, true);
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset === undefined) return file;
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const [line = ""] = error.message.split("\n");
    return [`${file}  is not valid YAML: ${line}`];
  }
  const { data } = projectFile.safeParse(dataOf(document));
  if (data === undefined)
    return [`${file}  cannot be read as a Pulumi project: plugins and packages are not as Pulumi documents them`];
  const { plugins, packages } = data;
  const problems: string[] = [];
  if (isGiven(plugins?.languages))
    problems.push(
      `${at(["plugins", "languages"])}  plugins.languages replaces the language host, which starts the policy pack`,
    );
  if (isGiven(plugins?.analyzers))
    problems.push(`${at(["plugins", "analyzers"])}  plugins.analyzers replaces the plugin that runs policy packs`);
  for (const [index, { name }] of (plugins?.providers ?? []).entries()) {
    if (typeof name === "string" && governedProviders.includes(name))
      problems.push(
        `${at(["plugins", "providers", index])}  plugins.providers replaces the provider ${name}, whose answers policies see`,
      );
  }
  for (const name of Object.keys(packages ?? {})) {
    if (governedProviders.includes(name))
      problems.push(
        `${at(["packages", name])}  packages.${name} replaces the provider ${name}, whose answers policies see`,
      );
  }
  return problems;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** Undefined where aliases make it too large to be a project. */
function dataOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}
