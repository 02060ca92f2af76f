// Writes the lists that only repeat a folder, so that a file there is all that a new rule or kind needs:
// packages/governor/src/rules/rules.generated.ts and packages/governor/src/kinds/kinds.generated.ts.
//
//   node tools/generators/folder-lists.ts [--check]
//
// The files are read as text. With --check nothing is written, and the exit code is 1 where a committed list is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface List {
  /** Below packages/governor/src. */
  readonly folder: string;
  readonly file: string;
  /** What it is a list of, such as `Rule`, and the file that declares it. */
  readonly type: string;
  readonly declaredIn: string;
  readonly name: string;
  readonly about: string;
  /** What defines one of them. */
  readonly definedBy: RegExp;
}

const lists: readonly List[] = [
  {
    folder: "rules",
    file: "rules.generated.ts",
    type: "Rule",
    declaredIn: "./rule",
    name: "rules",
    about: "Every rule that ships, in the order in which they run and are listed: by group and by id.",
    definedBy: /^export const (\w+) = defineRule\(/gm,
  },
  {
    folder: "kinds",
    file: "kinds.generated.ts",
    type: "Kind",
    declaredIn: "./kind",
    name: "kinds",
    about: "Every resource class of `@pulumi/digitalocean`, by class name.",
    definedBy: /^export const (\w+): Kind = (?:defineKind|renamed)\(/gm,
  },
];

const root = fileURLToPath(new URL("../../packages/governor/src/", import.meta.url));
const isCheck = process.argv.includes("--check");

for (const list of lists) {
  const path = `${root}${list.folder}/${list.file}`;
  const text = textOf(list);
  if (!isCheck) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`packages/governor/src/${list.folder}/${list.file} is stale: npm run generate writes it`);
    process.exitCode = 1;
  }
}

function textOf({ folder, type, declaredIn, name, about, definedBy }: List): string {
  const found = filesIn(`${root}${folder}/`).flatMap((file) =>
    [...readFileSync(`${root}${folder}/${file}`, "utf8").matchAll(definedBy)].map(([, one = ""]) => ({ file, one })),
  );
  const names = folder === "kinds" ? found.map(({ one }) => one).sort() : found.map(({ one }) => one);
  return `// Made by tools/generators/folder-lists.ts from the files of this folder. Do not edit.
import type { ${type} } from "${declaredIn}";
${found.map(({ file, one }) => `import { ${one} } from "./${file.replace(/\.ts$/, "")}";`).join("\n")}

/** ${about} */
export const ${name}: readonly ${type}[] = [
${names.map((one) => `  ${one},`).join("\n")}
];
`;
}

/** The sources in a folder and below it, without tests, in the order of their names. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.(test|generated)\.ts$/.test(file))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}
