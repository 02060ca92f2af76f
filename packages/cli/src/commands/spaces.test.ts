import { describe, expect, it } from "vitest";
import { readArguments, tableOf } from "./spaces.ts";

const env = { SPACES_ACCESS_KEY_ID: "DO00KEY", SPACES_SECRET_ACCESS_KEY: "secret-text", XDG_STATE_HOME: "/state" };

describe("the command line of governor spaces copy", () => {
  it.each([
    [["move"], 'unknown command "spaces move"; there is spaces copy'],
    [["copy", "files@nyc3"], "name two buckets: governor spaces copy BUCKET@REGION BUCKET@REGION"],
    [["copy", "spaces://nyc3/files", "b@ams3"], 'the source "spaces://nyc3/files" must be BUCKET@REGION'],
    [["copy", "files@nyc3", "Copies@ams3"], '"Copies" is not a valid bucket name'],
    [["copy", "files@nyc3", "copies@ams"], '"ams" is not a region with Spaces; did you mean "ams3"?'],
    [["copy", "files@nyc1", "copies@ams3"], '"nyc1" is not a region with Spaces'],
    [["copy", "files@nyc3", "files@nyc3"], "a bucket is not copied to itself"],
    [["copy", "files@nyc3", "copies@ams3", "more"], '"more" is not expected'],
    [["copy", "files@nyc3", "copies@ams3", "--concurrency", "0"], "--concurrency must be a whole number from 1 to 64"],
    [["copy", "files@nyc3", "copies@ams3", "--deletes"], "unknown option --deletes; did you mean --delete?"],
  ])("%j is refused", (args, message) => {
    expect(() => readArguments(args, env)).toThrow(message);
  });

  it("takes one key for both, or one for each", () => {
    const args = ["copy", "files@nyc3", "copies@ams3", "--delete", "--prefix", "db/"];
    expect(readArguments(args, env)?.options).toMatchObject({
      from: { bucket: "files", region: "nyc3", accessKeyId: "DO00KEY", secretAccessKey: "secret-text" },
      to: { bucket: "copies", region: "ams3", accessKeyId: "DO00KEY", secretAccessKey: "secret-text" },
      prefix: "db/",
      deletes: true,
      dryRun: false,
      keepAcl: false,
      journal: "/state/infrafabric/spaces-copy/files@nyc3--copies@ams3.jsonl",
    });
    const own = { DESTINATION_SPACES_ACCESS_KEY_ID: "DO00OTHER", DESTINATION_SPACES_SECRET_ACCESS_KEY: "other" };
    expect(readArguments(args, { ...env, ...own })?.options).toMatchObject({
      from: { accessKeyId: "DO00KEY" },
      to: { accessKeyId: "DO00OTHER", secretAccessKey: "other" },
    });
  });

  it("names every key that is missing, once, and shows none", () => {
    const args = ["copy", "files@nyc3", "copies@ams3"];
    const messageOf = (variables: NodeJS.ProcessEnv): string => {
      try {
        readArguments(args, variables);
        return "";
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
    };
    expect(messageOf({}).match(/\S+ is not set/g)).toEqual([
      "SPACES_ACCESS_KEY_ID is not set",
      "SPACES_SECRET_ACCESS_KEY is not set",
    ]);
    const half = messageOf({ ...env, SOURCE_SPACES_SECRET_ACCESS_KEY: "source-secret" });
    expect(half.match(/\S+ is not set/g)).toEqual(["SOURCE_SPACES_ACCESS_KEY_ID is not set"]);
    expect(half).not.toMatch(/secret-text|source-secret|DO00KEY/);
  });
});

describe("the report", () => {
  const place = { bucket: "files", region: "nyc3", accessKeyId: "", secretAccessKey: "" };
  const options = { from: place, to: place, journal: "" };
  const report = {
    copied: { objects: 2, bytes: 2048 },
    same: 1,
    deleted: 0,
    reusedParts: 0,
    checkedByPart: 0,
    failed: [],
  };

  it("has a line for what was done", () => {
    expect(tableOf({ ...options, deletes: true }, { ...report, reusedParts: 3, checkedByPart: 1 })).toBe(
      [
        "copied         2 objects  2.0 KiB",
        "already there  1 object",
        "deleted        0 objects",
        "3 parts had been copied by an earlier run",
        "1 object: checked part by part, as the ETag of the source does not tell more",
      ].join("\n"),
    );
  });

  it("names what failed, without what controls a terminal", () => {
    const failed = [{ key: "a\u001b[2J", reason: "AccessDenied (HTTP 403)" }];
    expect(
      tableOf({ ...options, deletes: true }, { ...report, failed, stopped: "no more" })
        .split("\n")
        .slice(2),
    ).toEqual([
      "failed         1 object",
      "failed: a?[2J: AccessDenied (HTTP 403)",
      "stopped: no more",
      "nothing was deleted, as not everything was copied",
    ]);
  });
});
