// Writes packages/governor/src/kinds/inputs.generated.ts, the inputs of every resource class of the installed
// @pulumi/digitalocean, nested ones too:
//
//   node tools/generators/kind-inputs.ts [--check]
//
// They come from the package's type declarations. With --check nothing is written, and the exit code is 1 where the
// committed file is stale: then say in the kinds what the new inputs mean (replacing, secrets, limits) and generate it.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Inputs, installedInputs } from "./installed-inputs.ts";

const file = fileURLToPath(new URL("../../packages/governor/src/kinds/inputs.generated.ts", import.meta.url));
const { classes, objects } = installedInputs();

const text = `// Made by tools/generators/kind-inputs.ts from the declarations of @pulumi/digitalocean. Do not edit.

/** The inputs of a class, by its name: \`name:type\`, in one text that is read when it is needed. */
export const classInputs: Readonly<Record<string, string>> = {
${linesOf(classes)}
};

/** The properties of a nested object, by the name of its type, in the same form. */
export const objectInputs: Readonly<Record<string, string>> = {
${linesOf(objects)}
};
`;

if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error("packages/governor/src/kinds/inputs.generated.ts is stale: npm run generate writes it");
  process.exitCode = 1;
}

function linesOf(all: ReadonlyMap<string, Inputs>): string {
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inputs]) => `  ${name}: "${[...inputs].map(([input, { type }]) => `${input}:${type}`).join(" ")}",`)
    .join("\n");
}
