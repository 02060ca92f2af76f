// An API that means harm, or is none: every answer is bounded, its error is clear, and the token goes nowhere else.
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { AnswerError } from "../errors/answer-error.ts";
import { ApiError } from "../errors/api-error.ts";
import { UnreachableError } from "../errors/unreachable-error.ts";
import { listen } from "../test/listen.ts";
import { type Client, openClientIn } from "./client.ts";
import type { RequestLogEntry } from "./options.ts";

const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;

/** What a hostile API does with a request. */
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Hostile {
  readonly client: Client;
  /** Where the client believes the API to be. */
  readonly url: string;
  /** Path and query of every request that came. */
  readonly came: string[];
  readonly log: RequestLogEntry[];
}

/** Opens a client of an API that answers like this. */
async function openHostile(answer: Answer, timeoutSeconds = 30): Promise<Hostile> {
  const came: string[] = [];
  const url = await listen((request, response) => {
    came.push(request.url ?? "");
    // Whoever is answered too much hangs up.
    response.on("error", () => {});
    answer(request, response);
  });
  const log: RequestLogEntry[] = [];
  // Time jumps to whatever is waited for.
  let now = Date.now();
  const clock = {
    now: () => now,
    async wait(milliseconds: number) {
      now += milliseconds;
    },
  };
  const world = { clock, random: Math.random, limiters: new Map() };
  const client = openClientIn(world, {
    token,
    url,
    timeoutSeconds,
    longestWaitSeconds: 4000,
    onRequest: (entry) => log.push(entry),
  });
  return { client, url, came, log };
}

const json = (body: unknown, status = 200): Answer => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_request, response) => response.writeHead(status, { "content-type": "application/json" }).end(text);
};

/** What a call throws, which never shows the token. */
async function errorOf(work: Promise<unknown>, { log }: Pick<Hostile, "log">): Promise<Error> {
  const error = await work.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error("something else than an Error was thrown");
  const shown = `${error.message} ${error.stack} ${JSON.stringify(error)} ${JSON.stringify(log)}`;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    expect(cause.message).not.toContain(token);
  expect(shown).not.toContain(token.slice(7));
  return error;
}

async function all(items: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const account = z.object({ account: z.object({ uuid: z.string() }) });
const named = z.object({ name: z.string() });

/** Writes as much as whoever reads it takes. */
function pour(response: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
}

describe("a hostile API", () => {
  it("that has pages without end is left", async () => {
    const api = await openHostile(() => {});
    let pages = 0;
    // Five thousand real ones would take a while.
    const answering = vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
      pages += 1;
      return Response.json({
        tags: [{ name: `tag-${pages}` }],
        links: { pages: { next: `/v2/tags?page=${pages + 1}` } },
      });
    });
    onTestFinished(() => answering.mockRestore());
    const error = await errorOf(all(api.client.items("/v2/tags", "tags", named)), { log: [] });
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.message).toBe("GET /v2/tags was answered with pages that do not end");
    expect(pages).toBeLessThanOrEqual(5001);
  });

  it.each([
    ["names the same page again", "/v2/tags?page=1&per_page=200"],
    ["says that there are millions of pages", undefined],
  ])("that %s is left at once", async (_what, next) => {
    const pages = next === undefined ? { next: "/v2/tags?page=2", last: "/v2/tags?page=99999999" } : { next };
    const api = await openHostile(json({ tags: [{ name: "a" }], links: { pages } }));
    const error = await errorOf(all(api.client.items("/v2/tags", "tags", named)), api);
    expect(error.message).toBe("GET /v2/tags was answered with pages that do not end");
    expect(api.came.length).toBeLessThan(5);
  });

  it("that leads the next page elsewhere gets no token there", async () => {
    const elsewhere: string[] = [];
    const other = await listen((request, response) => {
      elsewhere.push(request.headers.authorization ?? "");
      json({ tags: [] })(request, response);
    });
    const api = await openHostile((request, response) => {
      const isFirst = !/[?&]page=2/.test(request.url ?? "");
      const pages = isFirst ? { next: `${other}/v2/tags?page=2` } : {};
      json({ tags: [{ name: isFirst ? "a" : "b" }], links: { pages } })(request, response);
    });
    expect(await all(api.client.items("/v2/tags", "tags", named))).toEqual([{ name: "a" }, { name: "b" }]);
    expect(api.came).toHaveLength(2);
    expect(elsewhere).toEqual([]);
    const astray = await openHostile(json({ tags: [], links: { pages: { next: `${other}/v2/droplets?page=2` } } }));
    const error = await errorOf(all(astray.client.items("/v2/tags", "tags", named)), astray);
    expect(error.message).toBe("GET /v2/tags names a next page that is of another list");
    expect(elsewhere).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])("that redirects with %d is not followed", async (status) => {
    const elsewhere: string[] = [];
    const other = await listen((request, response) => {
      elsewhere.push(request.url ?? "");
      response.end("{}");
    });
    const api = await openHostile((_request, response) =>
      response.writeHead(status, { location: `${other}/v2/account` }).end(),
    );
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.message).toBe(
      `GET /v2/account was answered with a redirection (${status}), which is not followed: is ${api.url} DigitalOcean's API?`,
    );
    expect(elsewhere).toEqual([]);
    expect(api.came).toHaveLength(1);
  });

  it("that sends without end is cut off", async () => {
    const api = await openHostile((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      pour(response, Buffer.alloc(1024 * 1024, " "));
    });
    const before = process.memoryUsage().rss;
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.message).toBe("GET /v2/account was answered with more than 64 MiB");
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
    expect(api.came).toHaveLength(1);
  });

  it("that sends much in little is cut off", async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(512 * 1024);
    const api = await openHostile((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(bomb);
    });
    const before = process.memoryUsage().rss;
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error.message).toBe("GET /v2/account was answered with more than 64 MiB");
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
  });

  it("that refuses without end is cut off", async () => {
    const api = await openHostile((_request, response) => {
      response.writeHead(403);
      pour(response, Buffer.alloc(1024 * 1024, "x"));
    });
    expect((await errorOf(api.client.get("/v2/account", account), api)).message).toMatch(/more than 64 MiB$/);
  });

  it("that sends byte by byte is given up after the timeout", async () => {
    const api = await openHostile((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    }, 0.2);
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toBe(`GET /v2/account was not answered by ${api.url} within 0.2 s`);
    expect(api.came.length).toBeLessThan(10);
  });

  it("that never answers is given up after the timeout", async () => {
    const api = await openHostile(() => {}, 0.1);
    expect((await errorOf(api.client.get("/v2/account", account), api)).message).toMatch(/within 0\.1 s$/);
  });

  it("that sends huge headers is given up", async () => {
    const api = await openHostile((_request, response) => {
      response.writeHead(200, { "x-much": "x".repeat(100_000) }).end("{}");
    });
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error.message).toMatch(/^GET \/v2\/account was not answered: /);
    expect(api.came.length).toBeLessThan(10);
  });

  it.each([
    ["", "was answered with something else than JSON"],
    ["<html>", "was answered with something else than JSON"],
    ['{"account":', "was answered with something else than JSON"],
    ["null", "was answered in an unexpected form: the answer: expected object"],
    ["[]", "was answered in an unexpected form: the answer: expected object"],
    ['{"account":7}', "was answered in an unexpected form: account: expected object"],
    ['{"account":{"uuid":{"__proto__":1}}}', "was answered in an unexpected form: account.uuid: expected string"],
    ["[".repeat(200_000), "was answered with something else than JSON"],
  ])("that answers %.40s is told so", async (body, message) => {
    const api = await openHostile(json(body));
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.message).toBe(`GET /v2/account ${message}`);
  });

  it.each([
    ['{"tags":{}}', "tags: expected array"],
    ['{"tags":"a"}', "expected array"],
    ['{"tags":[{"name":1}]}', "expected string"],
    ["[".repeat(10) + "]".repeat(10), "something else than a JSON object"],
  ])("that lists %.40s is told so", async (body, message) => {
    const api = await openHostile(json(body));
    const error = await errorOf(all(api.client.items("/v2/tags", "tags", named)), api);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error.message).toContain(message.replace("tags: ", ""));
  });

  it("that says the token back, in its refusal, its headers or its links, does not get it shown", async () => {
    const echoing: Answer = (request, response) => {
      const shown = request.headers.authorization ?? "";
      response.writeHead(403, { "x-request-id": shown, "x-echo": shown });
      response.end(JSON.stringify({ id: shown, message: `${shown} may not do that`, request_id: shown }));
    };
    const api = await openHostile(echoing);
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 403 });
    const linking = await openHostile((request, response) => {
      const next = `/v2/${request.headers.authorization?.split(" ")[1]}`;
      json({ tags: [], links: { pages: { next } } })(request, response);
    });
    await errorOf(all(linking.client.items("/v2/tags", "tags", named)), linking);
  });

  it("that refuses with a very long reason, or with control characters, is quoted in short", async () => {
    const api = await openHostile(json({ id: "x", message: `\u001b[31m${"no ".repeat(100_000)}` }, 403));
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error.message.length).toBeLessThan(1000);
    expect(error.message).not.toContain("\u001b");
  });

  it.each([
    ["retry-after", "99999999999"],
    ["retry-after", "1e300"],
    ["retry-after", "-5"],
    ["retry-after", "soon"],
    ["ratelimit-reset", "99999999999999999999"],
  ])("that refuses for the rate with %s: %s for ever is given up", async (name, value) => {
    const api = await openHostile((_request, response) => response.writeHead(429, { [name]: value }).end());
    const error = await errorOf(api.client.get("/v2/account", account), api);
    expect(error.message).toMatch(/GET \/v2\/account was (refused with 429|not sent)/);
    expect(api.came.length).toBeLessThan(100);
  });

  it("that names an absurd rate limit does not stop the client", async () => {
    const api = await openHostile((_request, response) => {
      const headers = { "ratelimit-limit": "0", "ratelimit-remaining": "-1", "ratelimit-reset": "NaN" };
      response.writeHead(200, headers).end('{"account":{"uuid":"a"}}');
    });
    for (let index = 0; index < 3; index += 1)
      expect(await api.client.get("/v2/account", account)).toEqual({ account: { uuid: "a" } });
  });
});
