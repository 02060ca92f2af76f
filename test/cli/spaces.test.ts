// `governor spaces copy` as set-up leaves it in node_modules/.bin, on an emulator.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSpaces } from "@infrafabric/connect";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterEach, beforeEach, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

let emulator: Emulator;
let s3: Awaited<ReturnType<typeof openSpaces>>;
let state = "";

beforeEach(async () => {
  emulator = await startEmulator();
  state = mkdtempSync(join(tmpdir(), "governor-spaces-"));
  const { SPACES_ACCESS_KEY_ID: accessKeyId = "", SPACES_SECRET_ACCESS_KEY: secretAccessKey = "" } = emulator.env();
  s3 = await openSpaces({ region: "nyc3", accessKeyId, secretAccessKey, endpoint: emulator.url });
  for (const [Bucket, LocationConstraint] of Object.entries({ files: "nyc3", copies: "ams3" })) {
    // The SDK's type has AWS's regions alone.
    const CreateBucketConfiguration: object = { LocationConstraint };
    await s3.createBucket({ Bucket, CreateBucketConfiguration });
  }
});

afterEach(async () => {
  s3.destroy();
  await emulator.close();
  rmSync(state, { recursive: true });
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(join(root, "node_modules", ".bin", "governor"), ["spaces", "copy", ...args], {
    env: { ...process.env, ...emulator.env(), XDG_STATE_HOME: state, ...env },
  });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (part) => {
      texts[name] += part;
    });
  }
  const ended = once(child, "close").then(([status]) => ({ status, ...texts }));
  return { child, ended };
}

const governor = (...args: readonly string[]) => start(args).ended;

it("copies in the environment of the emulator, reports, and says what it would do", async () => {
  await s3.putObject({ Bucket: "files", Key: "a b", Body: "hello" });
  await s3.putObject({ Bucket: "copies", Key: "old", Body: "hello" });
  expect(await governor("files@nyc3", "copies@ams3", "--delete", "--dry-run")).toEqual({
    status: 0,
    stdout:
      "would copy  a b  5 bytes\nwould delete  old  5 bytes\nto copy        1 object   5 bytes\nalready there  0 objects\nto delete      1 object\n",
    stderr: "",
  });
  const { status, stdout } = await governor("files@nyc3", "copies@ams3", "--delete", "--format", "json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    from: { bucket: "files", region: "nyc3" },
    to: { bucket: "copies", region: "ams3" },
    copied: { objects: 1, bytes: 5 },
    deleted: 1,
    failed: [],
  });
  expect(stdout).not.toContain(emulator.env().SPACES_ACCESS_KEY_ID);
  expect((await governor("files@nyc3", "copies@ams3")).stdout).toContain("already there  1 object");
});

it("exits with 1 and names what failed, and with 2 if nothing could be read", async () => {
  for (const Key of ["a", "b"]) await s3.putObject({ Bucket: "files", Key, Body: Key });
  const policy = { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/b" };
  await s3.putBucketPolicy({ Bucket: "files", Policy: JSON.stringify({ Statement: policy }) });
  const partly = await governor("files@nyc3", "copies@ams3", "--delete");
  expect(partly.status).toBe(1);
  expect(partly.stdout).toContain("failed: b: AccessDenied (HTTP 403)\nnothing was deleted");

  const secret = "a-secret-that-is-not-right";
  const wrong = await start(["files@nyc3", "none@ams3"], {
    SOURCE_SPACES_ACCESS_KEY_ID: "DO00NOBODY",
    SOURCE_SPACES_SECRET_ACCESS_KEY: secret,
  }).ended;
  expect(wrong).toMatchObject({ status: 2, stdout: "" });
  expect(wrong.stderr).toContain("the source files@nyc3 rejects its Spaces access key: InvalidAccessKeyId");
  expect(wrong.stderr).toContain("the destination none@ams3 does not exist");
  expect(wrong.stderr).not.toMatch(/DO00NOBODY|a-secret-that| at /);
});

it("stops at Ctrl-C, and goes on when it is run again", async () => {
  const Body = Buffer.alloc(24 * 1024 ** 2, "dump");
  await s3.putObject({ Bucket: "files", Key: "dump", Body });
  const { child, ended } = start(["files@nyc3", "copies@ams3", "--concurrency", "1"]);
  const stopFollowing = emulator.log.follow(({ path, status }) => {
    if (path.includes("partNumber=1") && status === 200) child.kill("SIGINT");
  });
  expect(await ended).toMatchObject({
    status: 130,
    stderr: "governor: stopped; run the same command again to go on\n",
  });
  stopFollowing();
  const folder = join(state, "infrafabric", "spaces-copy");
  expect(readdirSync(folder)).toEqual(["files@nyc3--copies@ams3.jsonl"]);
  const { stdout } = await governor("files@nyc3", "copies@ams3");
  expect(stdout).toContain("had been copied by an earlier run");
  expect((await s3.headObject({ Bucket: "copies", Key: "dump" })).ContentLength).toBe(Body.length);
  expect(readdirSync(folder)).toEqual([]);
});
