// Writes the JSON schema of governor.yaml, packages/governor/schema/governor.schema.json, for editors:
//
//   node tools/generators/settings-schema.ts [--check]
//
// It is made from the zod schema and the rules of the built governor. With --check nothing is written, and the exit
// code is 1 where the committed file is stale.
import { fileURLToPath } from "node:url";
import { rules } from "@infrafabric/governor";
import { settingsJsonSchema } from "@infrafabric/governor/internal";
import { putOrCheck } from "./generated-file.ts";

const file = fileURLToPath(new URL("../../packages/governor/schema/governor.schema.json", import.meta.url));
const text = `${JSON.stringify(settingsJsonSchema(rules), undefined, 2)}\n`;

putOrCheck(file, text);
