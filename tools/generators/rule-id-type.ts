// Writes the type of the ids of the rules that ship, packages/governor/src/rules/shipped-rule-id.generated.ts, from the
// rules of the built governor:
//
//   node tools/generators/rule-id-type.ts [--check]
//
// With --check nothing is written, and the exit code is 1 where the committed file is stale.
import { fileURLToPath } from "node:url";
import { rules } from "@infrafabric/governor";
import { putOrCheck } from "./generated-file.ts";

const file = fileURLToPath(new URL("../../packages/governor/src/rules/shipped-rule-id.generated.ts", import.meta.url));
const ids = rules.map(({ id }) => id).sort();
const text = `// Written by tools/generators/rule-id-type.ts from the rules.

/** Ids of the rules that ship. */
export type RuleId =
${ids.map((id) => `  | ${JSON.stringify(id)}`).join("\n")};
`;

putOrCheck(file, text);
