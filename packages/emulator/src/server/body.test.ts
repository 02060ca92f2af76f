import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { modules } from "../api/modules.ts";
import { openClient } from "../test/client.ts";
import { openSpaces } from "../test/spaces.ts";
import { readBody } from "./body.ts";

/** A list in a list, and so on. */
const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;

describe("a body that is nested 10,000 levels deep", () => {
  it("is refused by every operation of the API as DigitalOcean refuses one", async () => {
    const { emulator } = await openClient();
    const headers = { authorization: "Bearer token" };
    for (const { method, path } of modules.flatMap(({ operations }) => operations)) {
      if (method === "GET") continue;
      const url = emulator.url + path.replaceAll(/\{\w+\}/g, "1");
      for (const body of [nested, `{"name":"web","node_pools":${nested}}`]) {
        const response = await fetch(url, { method, headers, body });
        expect(response.status, `${method} ${path}`).toBe(400);
        expect(await response.json()).toEqual({
          id: "bad_request",
          message: "request body is nested more than 100 levels deep",
        });
      }
    }
  });

  it.each([
    ["POST", "restore"],
    ["POST", "clock/advance"],
    ["POST", "clock/stop"],
    ["PUT", "transitions/policies"],
    ["POST", "faults"],
    ["PUT", "limits"],
  ])("is refused by the control routes: %s %s", async (method, path) => {
    const { emulator } = await openClient();
    const response = await fetch(`${emulator.url}/_emulator/${path}`, { method, body: `{"a":${nested}}` });
    expect(response.status).toBe(400);
  });

  it("is refused by Spaces as a document and as a policy", async () => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/files");
    const tags = `${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`;
    for (const name of ["cors", "lifecycle", "versioning", "acl", "logging", "tagging", "delete"]) {
      const method = name === "delete" ? "POST" : "PUT";
      const path = name === "tagging" ? "/files/key" : "/files";
      if (name === "tagging") await spaces.send("PUT", path, { body: "x" });
      const { status, text } = await spaces.send(method, path, { query: { [name]: "" }, body: tags });
      expect(status, `${name}: ${text}`).toBe(400);
      expect(text, name).toMatch(/<Code>(MalformedXML|InvalidRequest)</);
    }
    const policy = await spaces.send("PUT", "/files", { query: { policy: "" }, body: nested.slice(5000, 15_000) });
    expect(policy.code).toBe("MalformedPolicy");
  });
});

describe("a body that does not come", () => {
  it("is waited for until its time is over, and its connection ends with the answer", async () => {
    const server = createServer((request, response) => {
      readBody(request, { mostBytes: 100, mostSeconds: 0.05 }).then(
        () => response.end("read"),
        ({ status, message }) => response.writeHead(status, { connection: "close" }).end(message),
      );
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const socket = connect(port, "127.0.0.1");
    socket.write("POST /v2/vpcs HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    await once(socket, "close");
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain("the body has not come within 0.05 seconds");
    const whole = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: "x".repeat(100) });
    expect(await whole.text()).toBe("read");
    const large = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: "x".repeat(101) });
    expect(large.status).toBe(413);
    server.closeAllConnections();
    server.close();
  });
});
