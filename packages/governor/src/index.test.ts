import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as door from "./index";
import * as internal from "./internal";

/** What a file exports by name, types too, which are not there at run time. */
function namesOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(__dirname, file), "utf8"), ts.ScriptTarget.ES2023);
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) {
      throw new Error(`${file} holds more than exports by name: ${ts.SyntaxKind[statement.kind]}`);
    }
    return ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [statement.exportClause.name.text];
  });
}

describe("the public names", () => {
  // Programs are written against them: none goes, and a new one is a promise.
  it("are these functions and values", () => {
    expect(Object.keys(door).sort()).toEqual([
      "ReaderError",
      "RulesError",
      "SettingsError",
      "SettingsMissingError",
      "appSizes",
      "askedBySwitch",
      "blocks",
      "chosenVpc",
      "databaseSizes",
      "defineRule",
      "doubtOfOrigin",
      "dropletSizes",
      "either",
      "estimateCost",
      "evaluate",
      "findSettings",
      "formatFindings",
      "hidden",
      "itemsOf",
      "loadSettings",
      "monthlyCost",
      "numeral",
      "quoted",
      "readFloor",
      "readSettings",
      "readStack",
      "references",
      "regions",
      "repairTrue",
      "requireTrue",
      "requireYes",
      "rules",
      "stackOfRecords",
      "summaryOf",
      "targetsOf",
      "unclear",
      "undecided",
      "unknown",
      "violation",
    ]);
  });

  it("are these types", () => {
    const types = namesOf("index.ts").filter((name) => !Object.hasOwn(door, name));
    expect(types.sort()).toEqual([
      "Answer",
      "Asked",
      "BadExample",
      "Controls",
      "CostEntry",
      "CostEstimate",
      "Doubt",
      "DropletSize",
      "Enforcement",
      "Evaluation",
      "Example",
      "ExampleResource",
      "FindOptions",
      "Finding",
      "FindingStatus",
      "FormatOptions",
      "FoundSettings",
      "Framework",
      "Gap",
      "Level",
      "LoadOptions",
      "MonthlyCost",
      "Notice",
      "Outcome",
      "Parameter",
      "Parameters",
      "PlannedResource",
      "Problem",
      "Property",
      "ReadOptions",
      "References",
      "Region",
      "RequirementWords",
      "ResourceRecord",
      "ResourceView",
      "Rule",
      "RuleContext",
      "RuleDefinition",
      "RuleId",
      "Settings",
      "Severity",
      "SourcePosition",
      "StackView",
      "Targets",
      "UsageAssumptions",
      "Value",
      "ValueMap",
    ]);
  });

  it("are not internal as well", () => {
    const names = namesOf("index.ts");
    expect(namesOf("internal.ts").filter((name) => names.includes(name))).toEqual([]);
    expect(Object.keys(internal).filter((name) => Object.hasOwn(door, name))).toEqual([]);
  });
});
