import { describe, expect, it } from "vitest";
import { kindNamed } from "../kinds";
import { viewOf } from "../view/resource";
import { unknown, type Value } from "../view/value";
import { quoted } from "./quoted";

const shown = (inputs: Readonly<Record<string, Value>>, path: string, kind = "Droplet") => {
  const resource = viewOf({ urn: "urn", type: "type", name: "web", inputs }, kindNamed(kind));
  return quoted(resource, resource.read(path));
};

describe("quoted", () => {
  it("shows slugs, tags and addresses", () => {
    expect(shown({ region: "nyc3" }, "region")).toBe('"nyc3"');
    expect(shown({ tags: ["owner:team-web"] }, "tags[0]")).toBe('"owner:team-web"');
  });

  it.each<[string, Value]>([
    ["text with spaces", "two words"],
    ["a token of DigitalOcean", `dop_v1_${"a1".repeat(32)}`],
    ["several lines", "nyc3\nnyc1"],
    ["a number", 3],
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
});
