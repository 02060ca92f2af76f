import { rules } from "@infrafabric/governor";
import { describe, expect, it } from "vitest";
import { readArguments } from "./check.ts";

describe("the command line of governor check", () => {
  it("has defaults", () => {
    expect(readArguments(["--file", "-"])).toEqual({
      files: ["-"],
      config: undefined,
      environment: undefined,
      rules,
      framework: undefined,
      format: "table",
      output: undefined,
      baseline: undefined,
      writeBaseline: undefined,
    });
  });

  it("narrows to rules by id and by severity", () => {
    const chosen = (...args: readonly string[]) => readArguments(["--file", "x", ...args])?.rules.map(({ id }) => id);
    expect(chosen("--rule", "region-allowed", "--rule=quota")).toEqual(
      expect.arrayContaining(["region-allowed", "quota"]),
    );
    const high = chosen("--severity", "high") ?? [];
    expect(high).toEqual(
      rules.filter(({ severity }) => severity === "high" || severity === "critical").map(({ id }) => id),
    );
    expect(high.length).toBeLessThan(rules.length);
  });

  it("asks for help, whatever else stands there", () => {
    expect(readArguments(["--help", "--wrong"])).toBeUndefined();
  });

  it.each([
    [[], "--file is missing"],
    [["--fiel", "x"], "unknown option --fiel; did you mean --file?"],
    [["--file"], "--file needs a value: --file FILE"],
    [["--file", "--config"], "--file needs a value"],
    [["--file", "x", "y"], '"y" is not expected'],
    [["--file", "x", "--format", "jsno"], "must be one of table, json"],
    [["--file", "x", "--format", "jsno"], 'not "jsno"; did you mean "json"?'],
    [
      ["--file", "x", "--rule", "droplet-backup"],
      '--rule "droplet-backup" is unknown; did you mean "droplet-backups"?',
    ],
    [["--file", "x", "--config", "a", "--config", "b"], "--config is given twice"],
    [["--file", "x", "--config", "there/is/none.yaml"], "--config there/is/none.yaml does not exist"],
    [["--file", "x", "--baseline", "a", "--write-baseline", "b"], "exclude each other"],
    [["--file", "x", "--rule", "quota", "--write-baseline", "b"], "leave out --rule"],
    [["--file", "x", "--rule", "region-allowed", "--severity", "critical"], "no rule is left"],
  ])("%j is refused", (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });

  it("tells all its problems at once", () => {
    expect(() => readArguments(["more", "--output", "--formt", "x", "--severity", "bad"])).toThrow(
      /"more" is not expected[\s\S]*--output needs a value[\s\S]*--severity must be one of/,
    );
  });
});
