// Writes the pages of the rules, packages/governor/docs/rules, from the rules of the built governor:
//
//   node tools/generators/rule-docs.ts [--check]
//
// With --check nothing is written, and the exit code is 1 where a committed page is stale.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type BadExample,
  type Example,
  type ExampleResource,
  hidden,
  type Parameter,
  type Rule,
  rules,
  unknown,
  type Value,
} from "@infrafabric/governor";
import { factsOf, frameworks } from "@infrafabric/governor/internal";
import { code, lines, table } from "./markdown.ts";

const folder = fileURLToPath(new URL("../../packages/governor/docs/rules/", import.meta.url));
const notice = "<!-- Written by tools/generators/rule-docs.ts from the rules. -->";

const pages = new Map([
  ["README.md", overview(rules)],
  ...rules.map((rule): [string, string] => [`${rule.id}.md`, page(rule)]),
]);

if (process.argv.includes("--check")) check();
else write();

function check(): void {
  const stale = [...new Set([...committedPages(), ...pages.keys()])].filter(
    (name) => committed(name) !== pages.get(name),
  );
  if (stale.length === 0) return;
  console.error(`${folder} is stale (${stale.join(", ")}): run node tools/generators/rule-docs.ts`);
  process.exitCode = 1;
}

function write(): void {
  mkdirSync(folder, { recursive: true });
  for (const name of committedPages()) if (!pages.has(name)) rmSync(folder + name);
  for (const [name, text] of pages) writeFileSync(folder + name, text);
  console.log(`wrote ${pages.size} pages to ${folder}`);
}

function committedPages(): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".md"));
  } catch {
    return [];
  }
}

function committed(name: string): string | undefined {
  try {
    return readFileSync(folder + name, "utf8");
  } catch {
    return undefined;
  }
}

function overview(all: readonly Rule[]): string {
  const groups = [...new Set(all.map(({ group }) => group))];
  return lines(
    notice,
    "",
    "# Rules",
    "",
    "A rule with a settings key is mandatory if `governor.yaml` sets the key and off if not; `rules:` sets another level, and its entry `*` sets the level of every rule without its own. Which checks of other scanners they cover is in [coverage](../coverage.md).",
    "",
    "## By group",
    ...groups.flatMap((group) => [
      "",
      `### ${group}`,
      "",
      table(
        ["rule", "requirement", "severity", "default level", "settings key", "repairs", "other IDs"],
        all.filter((rule) => rule.group === group).map(overviewRow),
      ),
    ]),
    "",
    "## By framework",
    "",
    "What each control is about is said in our own words. A rule serves a control and does not fulfil it alone; a control that is not listed is not verified by any rule.",
    ...frameworks.flatMap((framework) => {
      const { name, ids, parts = [], titles } = factsOf(framework);
      const ordered = [...ids, ...parts].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
      return [
        "",
        `### ${name}`,
        "",
        table(
          ["control", "about", "rules"],
          ordered.flatMap((id) => {
            const serving = all.filter(({ controls }) => controls?.[framework]?.includes(id));
            return serving.length === 0 ? [] : [[id, titles[id] ?? "", serving.map(ruleLink).join(", ")]];
          }),
        ),
      ];
    }),
  );
}

function overviewRow(rule: Rule): readonly string[] {
  return [
    ruleLink(rule),
    rule.title,
    rule.severity,
    rule.level ?? "by its key",
    rule.asked === undefined ? "" : rule.asked.keys.map(code).join(", "),
    repairsOf(rule).length === 0 ? "" : "yes",
    (rule.aliases ?? []).join(", "),
  ];
}

function ruleLink({ id }: Rule): string {
  return `[${id}](${id}.md)`;
}

function page(rule: Rule): string {
  const parameters = Object.entries(rule.params ?? {});
  return lines(
    notice,
    "",
    `# ${rule.id}`,
    "",
    rule.title,
    "",
    table(
      ["", ""],
      [
        ["Severity", rule.severity],
        ["Default level", levelWords(rule)],
        ["Applies to", looksAt(rule)],
        ["Repaired at level `remediate`", repairWords(rule)],
        ...(rule.aliases === undefined ? [] : [["Other IDs", rule.aliases.join(", ")]]),
        ...(rule.controls === undefined ? [] : [["Controls", controlWords(rule.controls)]]),
      ],
    ),
    "",
    "## Why",
    "",
    rule.why,
    "",
    "## What to do",
    "",
    `${rule.fix}.`,
    ...(parameters.length === 0 ? [] : parameterSection(rule.id, parameters)),
    "",
    "The examples omit inputs that the rule does not use.",
    ...violations(rule.bad),
    ...section("Passes", rule.good),
    ...section("Undecided", rule.undecided),
    "",
    "## References",
    "",
    ...rule.references.map((reference) => `- <${reference}>`),
  );
}

function levelWords({ level, asked }: Rule): string {
  if (asked === undefined) return level ?? "";
  return `mandatory if ${asked.keys.map(code).join(" or ")} requires it, otherwise off`;
}

function looksAt(rule: Rule): string {
  const kinds = rule.kinds === "all" ? "every governed resource" : rule.kinds.map(code).join(", ");
  return rule.scope === "resource" ? kinds : `${kinds}, over the stack as a whole`;
}

function controlWords(controls: NonNullable<Rule["controls"]>): string {
  return frameworks
    .flatMap((framework) => {
      const ids = controls[framework];
      return ids === undefined ? [] : `${factsOf(framework).name}: ${ids.join(", ")}`;
    })
    .join("; ");
}

/** Inputs that a repair can set, by kind. */
function repairsOf(rule: Rule): readonly [kind: string, inputs: readonly string[]][] {
  return rule.scope === "resource" && rule.remediation !== undefined ? Object.entries(rule.remediation.sets) : [];
}

function repairWords(rule: Rule): string {
  const repairs = repairsOf(rule).flatMap(([kind, inputs]) => inputs.map((input) => code(`${kind}.${input}`)));
  return repairs.length === 0 ? "nothing" : repairs.join(", ");
}

function parameterSection(id: string, parameters: readonly (readonly [string, Parameter])[]): readonly string[] {
  return [
    "",
    "## Parameters",
    "",
    table(
      ["name", "type", "default", "meaning", "under a floor"],
      parameters.map(([name, parameter]) => [
        code(name),
        typeWords(parameter),
        code(JSON.stringify(parameter.default).replaceAll(",", ", ")),
        parameter.description,
        floorWords(parameter),
      ]),
    ),
    "",
    "```yaml",
    "rules:",
    `  ${id}:`,
    "    params:",
    ...parameters.map(
      ([name, parameter]) => `      ${name}: ${JSON.stringify(parameter.default).replaceAll(",", ", ")}`,
    ),
    "```",
  ];
}

/** What settings may make of a parameter under a floor. */
function floorWords({ tightens }: Parameter): string {
  switch (tightens) {
    case "lower":
      return "the floor's value or a lower one";
    case "higher":
      return "the floor's value or a higher one";
    case "subset":
      return "some of what the floor lists";
    case "superset":
      return "what the floor lists, and more";
    default:
      return "the floor's value";
  }
}

function typeWords(parameter: Parameter): string {
  if (parameter.type !== "array") return parameter.type;
  const { type } = parameter.items;
  return type === "integer"
    ? "list of integers"
    : type === "string"
      ? "list of strings"
      : "list of integers and strings";
}

function section(title: string, examples: readonly Example[]): readonly string[] {
  return examples.length === 0 ? [] : ["", `## ${title}`, ...examples.flatMap(exampleText)];
}

function violations(examples: readonly BadExample[]): readonly string[] {
  if (examples.length === 0) return [];
  return [
    "",
    "## Violates the rule",
    ...examples.flatMap((example) => [...exampleText(example), ...fixedText(example)]),
  ];
}

function exampleText({ title, settings, production, resources }: Example): readonly string[] {
  const yaml = [
    ...settingsYaml(settings),
    ...(production === true ? ["environments:", "  production: { production: true }"] : []),
  ];
  return [
    "",
    `**${title.charAt(0).toUpperCase()}${title.slice(1)}**`,
    ...block("yaml", yaml),
    ...block("ts", declarations(resources, resources)),
  ];
}

/** What the fix changes of an example. */
function fixedText({ resources: before, fixed = {} }: BadExample): readonly string[] {
  const { resources = [], without = [], settings } = fixed;
  const changed = new Set([...resources.map(nameOf), ...without]);
  const left = before.filter((resource) => !changed.has(nameOf(resource)));
  const gone = without.length === 0 ? "" : `, without ${without.map(code).join(", ")}`;
  return [
    "",
    `After the fix${gone}${resources.length + (settings === undefined ? 0 : 1) === 0 ? "." : ":"}`,
    ...block("yaml", settingsYaml(settings)),
    ...block("ts", declarations(resources, [...left, ...resources])),
  ];
}

function settingsYaml(settings: string | undefined): readonly string[] {
  if (settings === undefined) return [];
  return ["providers:", "  digitalocean:", ...settings.split("\n").map((line) => `    ${line}`)];
}

/** Some resources of a stack, as its program declares them. */
function declarations(resources: readonly ExampleResource[], stack: readonly ExampleResource[]): readonly string[] {
  const wanted = new Set(stack.flatMap(({ dependsOn = {} }) => Object.values(dependsOn).flat()));
  return resources.map((resource) => declaration(resource, wanted));
}

function block(language: string, text: readonly string[]): readonly string[] {
  return text.length === 0 ? [] : ["", `\`\`\`${language}`, ...text, "```"];
}

/** A resource as a program declares it; in a variable where another one needs it. */
function declaration(resource: ExampleResource, wanted: ReadonlySet<string>): string {
  const { kind, inputs, protect } = resource;
  if (kind === "Stack") return exportsText(resource);
  const name = nameOf(resource);
  const variable = wanted.has(name) ? `const ${name} = ` : "";
  const options = protect === undefined ? "" : `, { protect: ${protect} }`;
  const args = Object.keys(inputs).length === 0 && options === "" ? "" : `, ${valueText(inputs, resource, "", 80)}`;
  return `${variable}new digitalocean.${kind}("${name}"${args}${options});`;
}

function nameOf({ name = "example" }: ExampleResource): string {
  return name;
}

/** What a program exports. */
function exportsText(stack: ExampleResource): string {
  return Object.entries(stack.inputs)
    .map(([key, value]) => `export const ${key} = ${valueText(value, stack, key, 80)};`)
    .join("\n");
}

/** A value as TypeScript, on one line where it fits into `width`. */
function valueText(value: Value, resource: ExampleResource, input: string, width: number): string {
  if (value === unknown) return unknownText(resource, input);
  if (value === hidden) return "secret /* cannot be read here */";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(([key, part]) => {
    const text = valueText(part, resource, input === "" ? key : input, width - 2);
    return isList ? text : `${key}: ${text}`;
  });
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const gap = isList || parts.length === 0 ? "" : " ";
  const short = `${open}${gap}${parts.join(", ")}${gap}${close}`;
  if (short.length <= width && !short.includes("\n")) return short;
  return `${open}\n${parts.map((part) => `  ${part.replaceAll("\n", "\n  ")},`).join("\n")}\n${close}`;
}

/** An output: of the resource that the input comes from, or of something that does not matter. */
function unknownText({ dependsOn = {} }: ExampleResource, input: string): string {
  const [origin] = dependsOn[input] ?? [];
  if (origin === undefined) return "output /* unknown until pulumi up */";
  return input === "dropletIds" ? `${origin}.id.apply(Number)` : `${origin}.id`;
}
