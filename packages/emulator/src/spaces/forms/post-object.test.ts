import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { hmac, openSpaces, type Spaces, signingKeyOf, stampOf } from "../../test/spaces.ts";

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** The fields that sign a policy, as an SDK makes them. */
function signedFields(
  { accessKey, secret }: Spaces,
  conditions: readonly unknown[],
  expiration = inAnHour(),
): Record<string, string> {
  const stamp = stampOf(new Date());
  const own = {
    "x-amz-algorithm": "AWS4-HMAC-SHA256",
    "x-amz-credential": `${accessKey}/${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`,
    "x-amz-date": stamp,
  };
  const all = [...Object.entries(own).map(([name, value]) => ({ [name]: value })), ...conditions];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions: all })).toString("base64");
  return { ...own, policy, "x-amz-signature": hmac(signingKeyOf(secret, stamp), policy).toString("hex") };
}

/** Sends a form as a browser does: nobody signs the request itself. */
async function post(
  { emulator }: Spaces,
  fields: Readonly<Record<string, string>>,
  file: string | Uint8Array<ArrayBuffer> | null = "hello",
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file !== null) form.set("file", new Blob([file]), "C:\\pictures\\cat.png");
  const response = await fetch(`${emulator.url}/files`, { method: "POST", body: form, redirect: "manual" });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, code: /<Code>(\w+)/.exec(text)?.[1] };
}

async function open() {
  const spaces = await openSpaces();
  await spaces.send("PUT", "/files");
  const bucket = { bucket: "files" };
  return { spaces, bucket };
}

it("a form puts a file where its policy lets it", async () => {
  const { spaces, bucket } = await open();
  const conditions = [
    ...[bucket, ["starts-with", "$key", "in/"], ["starts-with", "$Content-Type", "image/"], { acl: "public-read" }],
    { "x-amz-meta-by": "me" },
  ];
  const fields = {
    ...{ key: "in/$" + "{filename}", "Content-Type": "image/png", acl: "public-read", "x-amz-meta-by": "me" },
    ...signedFields(spaces, conditions),
  };
  const { status, headers } = await post(spaces, fields);
  expect(status).toBe(204);
  expect(headers.get("location")).toBe(`${spaces.emulator.url}/files/in/cat.png`);
  const got = await spaces.anybody.send("GET", "/files/in/cat.png");
  expect(got).toMatchObject({ status: 200, text: "hello" });
  expect(got.headers.get("content-type")).toBe("image/png");
  expect(got.headers.get("x-amz-meta-by")).toBe("me");
  expect(headers.get("etag")).toBe(got.headers.get("etag"));
});

it("a form says how it is answered", async () => {
  const { spaces, bucket } = await open();
  const answered = (more: Record<string, string>) =>
    post(spaces, { key: "a", ...more, ...signedFields(spaces, [bucket, { key: "a" }, more]) });
  const made = await answered({ success_action_status: "201" });
  expect(made.status).toBe(201);
  expect(made.text).toContain("<Bucket>files</Bucket><Key>a</Key>");
  expect((await answered({ success_action_status: "200" })).status).toBe(200);
  const led = await answered({ success_action_redirect: "https://example.com/done?x=1" });
  expect(led.status).toBe(303);
  expect(led.headers.get("location")).toMatch(/^https:\/\/example\.com\/done\?x=1&bucket=files&key=a&etag=/);
});

it("a form is refused that its policy does not allow", async () => {
  const { spaces, bucket } = await open();
  const key = { key: "a" };
  const right = [bucket, key];
  const cases = [
    ["AccessDenied", { key: "b", ...signedFields(spaces, right) }],
    ["AccessDenied", { ...key, acl: "public-read", ...signedFields(spaces, right) }],
    ["AccessDenied", { ...key, ...signedFields(spaces, [{ bucket: "other" }, key]) }],
    ["AccessDenied", { ...key, ...signedFields(spaces, right, "2020-01-01T00:00:00Z") }],
    ["AccessDenied", key],
    ["SignatureDoesNotMatch", { ...key, ...signedFields(spaces, right), "x-amz-signature": "0".repeat(64) }],
    ["SignatureDoesNotMatch", { ...key, ...signedFields({ ...spaces, secret: "wrong" }, right) }],
    ["InvalidAccessKeyId", { ...key, ...signedFields({ ...spaces, accessKey: "DO80UNKNOWN" }, right) }],
    ["InvalidPolicyDocument", { ...key, ...signedFields(spaces, ["any"]) }],
    ["EntityTooSmall", { ...key, ...signedFields(spaces, [...right, ["content-length-range", 6, 10]]) }],
    ["EntityTooLarge", { ...key, ...signedFields(spaces, [...right, ["content-length-range", 0, 4]]) }],
    ["InvalidArgument", signedFields(spaces, right)],
    ["MaxPostPreDataLengthExceeded", { ...key, "x-ignore-a": "a".repeat(21_000), ...signedFields(spaces, right) }],
  ] as const;
  for (const [code, fields] of cases) expect((await post(spaces, fields)).code, JSON.stringify(fields)).toBe(code);
  expect((await post(spaces, { ...key, ...signedFields(spaces, right) }, null)).code).toBe("InvalidArgument");
  expect((await spaces.send("GET", "/files", { query: { prefix: "b" } })).text).not.toContain("<Key>");
});

it("a form signed by version 2 is taken, and one of another kind is none", async () => {
  const { spaces, bucket } = await open();
  const policy = Buffer.from(JSON.stringify({ expiration: inAnHour(), conditions: [bucket, { key: "old" }] })).toString(
    "base64",
  );
  const signature = createHmac("sha1", spaces.secret).update(policy).digest("base64");
  const fields = { key: "old", AWSAccessKeyId: spaces.accessKey, policy, signature };
  expect((await post(spaces, fields)).status).toBe(204);
  expect((await post(spaces, { ...fields, signature: "bm8=" })).code).toBe("SignatureDoesNotMatch");
  expect((await spaces.send("POST", "/files", { body: "a" })).code).toBe("PreconditionFailed");
});

it("a file of a form may be large, and hold what looks like a boundary", async () => {
  const { spaces, bucket } = await open();
  const large = new Uint8Array(3_000_000).fill(45);
  large.set(new TextEncoder().encode("\r\n------"), 1_500_000);
  const fields = { key: "large", ...signedFields(spaces, [bucket, { key: "large" }]) };
  expect((await post(spaces, fields, large)).status).toBe(204);
  const { headers } = await spaces.send("HEAD", "/files/large");
  expect(headers.get("content-length")).toBe("3000000");
});
