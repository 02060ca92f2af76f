import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { defaultAccessKey } from "../api/spaces/key.ts";
import { openClient } from "./client.ts";
import { everyKind, type Given } from "./every-kind.ts";
import { spacesOf } from "./spaces.ts";

const token = "secret-api-token";

/** The names of the secrets that a text has. */
const found = (text: string, secrets: Given["said"]) =>
  Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));

it("no secret is in the request log, on the page, in errors or in what the emulator prints", async () => {
  const printed: string[] = [];
  const note = (...parts: unknown[]) => printed.push(parts.map(String).join(" ")) > 0;
  for (const name of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, name).mockImplementation(note);
  vi.spyOn(process.stdout, "write").mockImplementation(note);
  vi.spyOn(process.stderr, "write").mockImplementation(note);
  const client = (await openClient()).as(token);
  const { url, cloud } = client.emulator;
  const leave = new AbortController();
  const stream = await fetch(`${url}/_emulator/requests/stream`, { signal: leave.signal });
  const { said, made } = await everyKind(client, token);

  const asked = async (path: string, init: RequestInit = {}) => (await fetch(url + path, init)).text();
  const seen: string[] = [];
  // In queries, under whatever name.
  const names = [
    "access_token",
    "token",
    "password",
    "api_key",
    "signature",
    "X-Amz-Signature",
    "X-Amz-Security-Token",
  ];
  for (const path of ["/v2/account", "/files/a"]) {
    for (const name of names) seen.push(await asked(`${path}?${name}=secret-in-query`));
  }
  const spaces = spacesOf(client.emulator, defaultAccessKey(cloud.accountOf(token)));
  await fetch(spaces.presign("GET", "/files/a", 60));
  // In headers of objects.
  const customer = "x-amz-server-side-encryption-customer";
  const encrypted = { [`${customer}-algorithm`]: "AES256", [`${customer}-key`]: "secret-customer-key" };
  seen.push(await asked("/files/b", { method: "PUT", headers: encrypted, body: "x" }));
  // In bodies that are refused, once for what is beside the secret, once for the secret itself.
  const secretly = { authorization: `Bearer ${token}` };
  const bad: readonly (readonly [string, unknown])[] = [
    ["/v2/droplets", { user_data: "secret-refused" }],
    ["/v2/droplets", { name: "a", region: "nyc3", size: "s-1vcpu-1gb", image: 1, user_data: ["secret-refused"] }],
    ["/v2/certificates", { name: "a", type: "custom", private_key: "secret-refused", leaf_certificate: "x" }],
    ["/v2/certificates", { name: "a", type: "custom", private_key: ["secret-refused"], leaf_certificate: "x" }],
    ["/v2/apps", { spec: { name: "a", envs: [{ key: "A", value: "secret-refused", type: "NONE" }] } }],
    ["/v2/apps", { spec: { name: "a", envs: [{ key: "A", value: ["secret-refused"], type: "SECRET" }] } }],
    ["/v2/apps", { spec: { name: "No", envs: [{ key: "A", value: "secret-refused", type: "SECRET" }] } }],
    ["/v2/monitoring/alerts", { alerts: { slack: [{ url: "https://x/secret-refused" }] } }],
    ["/v2/monitoring/alerts", { alerts: { slack: "https://x/secret-refused" } }],
    ["/v2/databases", { name: "a", engine: "secret-refused", region: "nyc3" }],
    ["/_emulator/restore", { version: 1, seed: ["secret-refused"] }],
    ["/_emulator/restore", { version: 1, seed: "secret-refused", count: -1, clock: {}, accounts: {} }],
  ];
  for (const [path, body] of bad) {
    const answer = await fetch(url + path, { method: "POST", headers: secretly, body: JSON.stringify(body) });
    expect(answer.status, path).toBeGreaterThanOrEqual(400);
    seen.push(await answer.text());
  }
  for (const path of ["/v2/apps", "/_emulator/restore"]) {
    seen.push(await asked(path, { method: "POST", headers: secretly, body: '"secret-refused' }));
  }
  for (const path of [
    "",
    "page.js",
    "health",
    "requests?count=1000",
    "coverage",
    "resources",
    "transitions",
    "faults",
  ]) {
    seen.push(await asked(`/_emulator/${path}`));
  }
  const events = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  // The signed request comes after all of the others that have something to hide.
  for (let text = ""; !text.includes("X-Amz-Expires"); seen.push(text)) text += (await events?.read())?.value ?? "";
  leave.abort();
  const everywhere = {
    ...{ ...said, ...made, token, query: "secret-in-query", "customer's key": "secret-customer-key" },
    ...{ "refused body": "secret-refused", signature: "Signature=0" },
  };
  expect(found([...seen, ...printed].join("\n"), everywhere)).toEqual([]);
  expect(seen.join("\n")).toContain("X-Amz-Signature=redacted");
});

it("a folder holds the secrets that the README says, in files of its owner alone", async () => {
  const persist = mkdtempSync(join(tmpdir(), "emulator-"));
  const client = (await openClient({ persist, seed: "secret-seed" })).as(token);
  const { said, made } = await everyKind(client, token);
  const secrets = { ...said, ...made, token, seed: "secret-seed" };
  const kept = [
    ...[
      "user data",
      "logsink's configuration",
      "app's plain environment",
      "trigger's body",
      "Slack webhook",
      "password of metrics",
      "seed",
    ],
    "partner attachment's BGP key",
  ].toSorted();
  const { body } = await client.get("/_emulator/snapshot");
  expect(found(JSON.stringify(body), secrets).toSorted()).toEqual(kept);
  const files = readdirSync(persist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const journal =
    readFileSync(join(persist, "journal.jsonl"), "utf8") + readFileSync(join(persist, "snapshot.json"), "utf8");
  expect(found(journal, secrets).toSorted()).toEqual(kept);
  const all = paths.map((path) => readFileSync(path, "utf8")).join("\n");
  expect(found(all, secrets).toSorted()).toEqual([...kept, "object's body"].toSorted());
  for (const path of paths) expect(statSync(path).mode & 0o777, path).toBe(0o600);
});
