// Writes the JSON schema of governor.yaml, packages/governor/schema/governor.schema.json, for editors:
//
//   node tools/generators/settings-schema.ts [--check]
//
// It is made from the zod schema and the rules of the built governor. With --check nothing is written, and the exit
// code is 1 where the committed file is stale.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { rules } from "@infrafabric/governor";
import { settingsJsonSchema } from "@infrafabric/governor/internal";

const file = fileURLToPath(new URL("../../packages/governor/schema/governor.schema.json", import.meta.url));
const text = `${JSON.stringify(settingsJsonSchema(rules), undefined, 2)}\n`;

if (!process.argv.includes("--check")) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${file}`);
} else if (committed() !== text) {
  console.error(`${file} is stale: run node tools/generators/settings-schema.ts`);
  process.exitCode = 1;
}

function committed(): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
