import { unknownCheckingProxy } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { hidden, unknown } from "../view/value";
import { decodeMap, decodeValue } from "./decode";

const sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = "4dabf18193072939515e22adb298388d";

describe("decodeValue", () => {
  it.each([
    ["an unknown of a preview", sentinel, unknown],
    ["a secret of a preview", "[secret]", hidden],
    ["a secret of a state", { [signature]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" }, hidden],
    ["a secret shown in plain text", { [signature]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"x"' }, hidden],
    ["an output that is known", { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "nyc3" }, "nyc3"],
    ["an output that is not known", { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" }, unknown],
    ["an output that is secret", { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: true, value: "x" }, hidden],
    ["bookkeeping", { __defaults: ["name"], name: "a" }, { name: "a" }],
    ["lists, element by element", ["a", sentinel, null, 1, true], ["a", unknown, null, 1, true]],
    ["what JSON cannot hold", () => 1, null],
  ])("%s", (_, raw, value) => {
    expect(decodeValue(raw)).toEqual(value);
  });
});

describe("decodeMap", () => {
  it("reads the policy SDK's properties without waking its guard against unknowns", () => {
    const props = unknownCheckingProxy({
      region: sentinel,
      rules: [{ sources: ["0.0.0.0/0", sentinel] }],
      gone: undefined,
    });
    expect(decodeMap(props)).toEqual({ region: unknown, rules: [{ sources: ["0.0.0.0/0", unknown] }] });
  });
});
