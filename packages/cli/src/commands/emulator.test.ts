import { describe, expect, it } from "vitest";
import { readArguments } from "./emulator.ts";

describe("the command line of governor emulator", () => {
  it("has defaults", () => {
    expect(readArguments([])).toEqual({ help: false, envFile: undefined, options: { port: 4777, limits: false } });
  });

  it("is read as it is written", () => {
    expect(
      readArguments(["--port=0", "--persist", "here", "--limits", "--host", "0.0.0.0", "--write-env", "x"]),
    ).toEqual({
      help: false,
      envFile: "x",
      options: { port: 0, limits: true, persist: "here", host: "0.0.0.0" },
    });
  });

  it.each([
    [["--port", "65536"], '--port must be a number from 0 to 65535, not "65536"'],
    [["--persist"], "--persist needs a value"],
    [["--limits=no"], "--limits takes no value"],
    [["--open"], "unknown option --open"],
  ])("%j is refused", (args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });
});
