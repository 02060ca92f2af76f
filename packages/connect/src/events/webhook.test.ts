import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { listen } from "../test/listen.ts";
import type { AccountEvent } from "./event.ts";
import { openWebhook, type WebhookOptions } from "./webhook.ts";

const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;

const event: AccountEvent = {
  id: "7.completed",
  type: "droplet.create.completed",
  timestamp: "2026-01-01T00:00:05Z",
  data: {
    id: 7,
    status: "completed",
    type: "create",
    started_at: "2026-01-01T00:00:00Z",
    completed_at: "2026-01-01T00:00:05Z",
    resource_id: 1,
    resource_type: "droplet",
    region_slug: "nyc3",
  },
};

/** An endpoint that gives one answer after the other, the last of them for ever; `undefined` closes the connection. */
async function openEndpoint(answers: readonly (number | undefined)[], headers: Readonly<Record<string, string>> = {}) {
  const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const url = await listen(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    const status = answers[Math.min(received.length, answers.length) - 1];
    if (status === undefined) request.socket.destroy();
    else response.writeHead(status, headers).end("x".repeat(100));
  });
  return { url: `${url}/hook?key=hidden`, received };
}

/** A webhook whose waits are over at once. */
function openWaitless(options: Pick<WebhookOptions, "url"> & Partial<WebhookOptions>) {
  let now = Date.parse("2026-01-01T00:01:00Z");
  const waits: number[] = [];
  const clock = {
    now: () => now,
    async wait(milliseconds: number) {
      waits.push(milliseconds / 1000);
      now += milliseconds;
    },
  };
  return { waits, webhook: openWebhook({ secret, clock, ...options }) };
}

describe("a webhook", () => {
  it("is signed as Standard Webhooks are", async () => {
    const { url, received } = await openEndpoint([204]);
    await openWaitless({ url }).webhook.deliver(event);
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    expect(JSON.parse(body)).toEqual(event);
    const signed = `7.completed.${Date.parse("2026-01-01T00:01:00Z") / 1000}.${body}`;
    const signature = createHmac("sha256", "0123456789abcdef0123456789abcdef").update(signed).digest("base64");
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": "7.completed",
      "webhook-timestamp": "1767225660",
      "webhook-signature": `v1,${signature}`,
    });
  });

  it("is sent again, signed anew, until it is accepted", async () => {
    const { url, received } = await openEndpoint([500, undefined, 429, 200]);
    const retries: string[] = [];
    const { webhook, waits } = openWaitless({ url, onRetry: (reason) => retries.push(reason) });
    await webhook.deliver(event);
    expect(retries).toEqual(["it answered 500", "no answer (UND_ERR_SOCKET)", "it answered 429"]);
    expect(waits).toHaveLength(3);
    expect(waits.every((seconds, index) => seconds < 2 ** (index + 1))).toBe(true);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set(["7.completed"]));
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  it("waits as long as the endpoint asks", async () => {
    const { url } = await openEndpoint([503, 200], { "retry-after": "40" });
    const { webhook, waits } = openWaitless({ url });
    await webhook.deliver(event);
    expect(waits).toEqual([40]);
  });

  it.each([
    [401, "it answered 401"],
    [302, "it redirects (302), which is not followed"],
  ])("is given up at once after %d", async (status, reason) => {
    const { url, received } = await openEndpoint([status], { location: "http://127.0.0.1:1/" });
    const { origin } = new URL(url);
    // The query can hold a key.
    await expect(openWaitless({ url }).webhook.deliver(event)).rejects.toThrow(
      `event 7.completed was not accepted by ${origin}: ${reason}`,
    );
    expect(received).toHaveLength(1);
  });

  it("is given up after a while", async () => {
    const { url, received } = await openEndpoint([500]);
    const { webhook, waits } = openWaitless({ url, deadlineSeconds: 300 });
    await expect(webhook.deliver(event)).rejects.toThrow(/: it answered 500, \d+ times in 300 seconds$/);
    expect(received.length).toBe(waits.length + 1);
    expect(waits.reduce((sum, seconds) => sum + seconds)).toBeGreaterThan(200);
  });

  it("ends with the signal", async () => {
    const { url } = await openEndpoint([500]);
    const controller = new AbortController();
    const { webhook } = openWaitless({
      url,
      signal: controller.signal,
      onRetry: () => controller.abort(new Error("enough")),
    });
    await expect(webhook.deliver(event)).rejects.toThrow("enough");
  });

  it("is refused with every problem, and never with the secret", () => {
    const open = (url: string, wrong: string) => () => openWebhook({ url, secret: wrong });
    expect(open("ftp://host/", "hunter2")).toThrow(
      "url begins with ftp:, expected https:\n" +
        "secret is not whsec_ and base64: make one with: echo whsec_$(openssl rand -base64 32)",
    );
    expect(open("nowhere", secret)).toThrow(/^url is not a valid URL$/);
    expect(open("https://user:pass@host/", secret)).toThrow(/^url holds a password: leave it out, events are signed$/);
    expect(open("https://host/", "whsec_c2hvcnQ=")).toThrow(/^secret is 5 bytes, expected 24 to 64: /);
  });
});
