import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messageOf, SettingsError, showPlace } from "./problem";

const file = join(process.cwd(), "governor.yaml");

describe("SettingsError", () => {
  it("prints all problems, sorted and aligned, with what is allowed and what to do", () => {
    const error = new SettingsError(file, [
      { file, line: 12, column: 3, path: "rules.x", message: "unknown rule", allowed: "a, b" },
      { file, line: 5, column: 10, path: "tags", message: "second", hint: "do this" },
      {
        file,
        line: 5,
        column: 3,
        path: "providers.digitalocean.region",
        message: 'unknown key; did you mean "regions"?',
      },
    ]);
    expect(error.message).toBe(
      [
        "invalid settings (governor.yaml): 3 problems",
        'governor.yaml:5:3   providers.digitalocean.region  unknown key; did you mean "regions"?',
        "governor.yaml:5:10  tags                           second",
        "                                                   do: do this",
        "governor.yaml:12:3  rules.x                        unknown rule",
        "                                                   allowed: a, b",
      ].join("\n"),
    );
    expect(error.problems.map(({ line, column }) => [line, column])).toEqual([
      [5, 3],
      [5, 10],
      [12, 3],
    ]);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("SettingsError");
    expect(error.origin).toBe(file);
  });

  it("prints the path of a file outside the working folder in full", () => {
    const error = new SettingsError("/elsewhere/governor.yaml", [
      { file: "/elsewhere/governor.yaml", line: 1, column: 1, path: "", message: "m" },
    ]);
    expect(error.message).toContain("/elsewhere/governor.yaml:1:1  m");
  });

  it("prints no path relative to a folder that means nothing to the reader", () => {
    const problem = { file, line: 1, column: 1, path: "", message: "m" };
    expect(messageOf(file, [problem], undefined)).toBe(`invalid settings (${file}): 1 problem\n${file}:1:1  m`);
  });

  it("lets one long path stick out instead of moving every message", () => {
    const long = "environments.production.providers.digitalocean.resources.droplet.allowed_sizes[0]";
    const { message } = new SettingsError("--policy-pack-config", [
      { path: long, message: "one" },
      { path: "tags", message: "two" },
    ]);
    expect(message.split("\n").slice(1)).toEqual([`${long}  one`, "tags  two"]);
  });
});

it("a place besides those at fault is shown in full, whatever folder the process works in", () => {
  expect(showPlace({ origin: file, file, path: "tags", line: 3, column: 25 })).toBe(`${file}:3:25`);
  expect(showPlace({ origin: file })).toBe(`${file}, by default`);
});
