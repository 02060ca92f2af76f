import { describe, expect, it } from "vitest";
import { kindNamed } from "../kinds";
import { numeral, quoted } from "./quoted";
import { viewOf } from "./resource";
import { unknown, type Value } from "./value";

const shown = (
  inputs: Readonly<Record<string, Value>>,
  path: string,
  kind = "Droplet",
  secrets: readonly string[] = [],
) => {
  const resource = viewOf({ urn: "urn", type: "type", name: "web", inputs, secrets }, kindNamed(kind));
  return quoted(resource, resource.read(path));
};

describe("quoted", () => {
  it("shows slugs, tags and addresses", () => {
    expect(shown({ region: "nyc3" }, "region")).toBe('"nyc3"');
    expect(shown({ tags: ["owner:team-web"] }, "tags[0]")).toBe('"owner:team-web"');
    expect(shown({ region: 3 }, "region")).toBe('"3"');
  });

  it.each<[string, Value]>([
    ["text with spaces", "two words"],
    ["a token of DigitalOcean", `dop_v1_${"a1".repeat(32)}`],
    ["a Spaces key", "DO00ABCDEFGHIJKLMNOP"],
    ["a token as the value of a tag", "owner:sk_live_0123456789"],
    ["several lines", "nyc3\nnyc1"],
    ["an unknown", unknown],
    ["nothing", null],
  ])("does not show %s", (_, region) => {
    expect(shown({ region }, "region")).toBe("(not shown)");
  });

  it("does not show what the kind marks as a secret, at any depth", () => {
    expect(shown({ userData: "hunter2" }, "userData")).toBe("(not shown)");
    expect(shown({ dropletTemplate: { userData: "hunter2" } }, "dropletTemplate.userData", "DropletAutoscale")).toBe(
      "(not shown)",
    );
    const spec = { services: [{ envs: [{ value: "hunter2" }] }] };
    expect(shown({ spec }, "spec.services[0].envs[0].value", "App")).toBe("(not shown)");
  });

  it("does not show what the program marks as a secret, alone or with all around it", () => {
    const inputs = { region: "nyc3", tags: ["web", "hunter2"] };
    expect(shown(inputs, "tags[1]", "Droplet", ["tags[1]"])).toBe("(not shown)");
    expect(shown(inputs, "tags[0]", "Droplet", ["tags[1]"])).toBe('"web"');
    expect(shown(inputs, "tags[0]", "Droplet", ["tags"])).toBe("(not shown)");
  });
});

describe("numeral", () => {
  const shown = (inputs: Readonly<Record<string, Value>>, secrets: readonly string[] = []) => {
    const resource = viewOf({ urn: "urn", type: "type", name: "data", inputs, secrets }, kindNamed("Volume"));
    return numeral(resource, resource.read("size"));
  };

  it("shows a number, also one that is written as text", () => {
    expect(shown({ size: 20_000 })).toBe("20000");
    expect(shown({ size: "20000" })).toBe("20000");
  });

  it.each<[string, Value, readonly string[]]>([
    ["a secret", 20_000, ["size"]],
    ["a text", "hunter2", []],
    ["an unknown", unknown, []],
    ["nothing", null, []],
  ])("does not show %s", (_, size, secrets) => {
    expect(shown({ size }, secrets)).toBe("(not shown)");
  });
});
