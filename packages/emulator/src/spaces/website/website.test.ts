import { request } from "node:http";
import { expect, it } from "vitest";
import { openSpaces, type Spaces } from "../../test/spaces.ts";

const index = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
const error = "<ErrorDocument><Key>oops.html</Key></ErrorDocument>";

/** Asks for a page as a browser behind the proxy does. */
function visit({ emulator }: Spaces, path: string, method = "GET", host = "shop.nyc3-static.spaces.emulator.test") {
  const { hostname, port } = new URL(emulator.url);
  return new Promise<{ status: number | undefined; location: string | undefined; text: string }>((resolve, reject) => {
    const sent = request(
      { host: hostname, port, method, path: `http://${host}${path}`, headers: { host } },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode, location: answer.headers.location, text }));
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

async function open() {
  const spaces = await openSpaces();
  await spaces.send("PUT", "/shop");
  const website = { query: { website: "" } };
  const put = (inner: string) =>
    spaces.send("PUT", "/shop", { ...website, body: `<WebsiteConfiguration>${inner}</WebsiteConfiguration>` });
  const page = (key: string, body: string, headers: Record<string, string> = {}) =>
    spaces.send("PUT", `/shop/${key}`, { body, headers: { "x-amz-acl": "public-read", ...headers } });
  return { spaces, website, put, page };
}

it("a bucket is no website, becomes one, and stops being one", async () => {
  const { spaces, website, put } = await open();
  const get = () => spaces.send("GET", "/shop", website);
  expect(await get()).toMatchObject({ status: 404, code: "NoSuchWebsiteConfiguration" });
  expect((await visit(spaces, "/")).status).toBe(404);
  expect((await put(index + error)).status).toBe(200);
  expect((await get()).text).toContain(index + error);
  expect((await spaces.anybody.send("GET", "/shop", website)).code).toBe("AccessDenied");
  expect((await spaces.send("DELETE", "/shop", website)).status).toBe(204);
  expect((await get()).code).toBe("NoSuchWebsiteConfiguration");
});

it("a website has an index in every folder, and a page for what is not there", async () => {
  const { spaces, put, page } = await open();
  await put(index + error);
  await page("index.html", "home");
  await page("docs/index.html", "docs");
  await page("oops.html", "oops");
  await page("old", "", { "x-amz-website-redirect-location": "/new" });
  await spaces.send("PUT", "/shop/secret", { body: "secret" });
  expect(await visit(spaces, "/")).toMatchObject({ status: 200, text: "home" });
  expect(await visit(spaces, "/?acl")).toMatchObject({ status: 200, text: "home" });
  expect(await visit(spaces, "/docs/")).toMatchObject({ status: 200, text: "docs" });
  expect(await visit(spaces, "/docs")).toMatchObject({ status: 302, location: "/docs/" });
  expect(await visit(spaces, "/old")).toMatchObject({ status: 301, location: "/new" });
  // Who may not list does not learn what is there.
  expect(await visit(spaces, "/missing")).toMatchObject({ status: 403, text: "oops" });
  expect(await visit(spaces, "/secret")).toMatchObject({ status: 403, text: "oops" });
  expect((await visit(spaces, "/", "PUT")).status).toBe(405);
  expect((await visit(spaces, "/", "GET", "shop.sfo3-static.spaces.emulator.test")).status).toBe(404);
});

it("a website without a page for errors says what is wrong, and another one leads elsewhere", async () => {
  const { spaces, put } = await open();
  await put(index);
  expect((await visit(spaces, "/")).text).toContain("<h1>403 AccessDenied</h1>");
  const to = "<HostName>www.example.com</HostName><Protocol>https</Protocol>";
  expect((await put(`<RedirectAllRequestsTo>${to}</RedirectAllRequestsTo>`)).status).toBe(200);
  expect(await visit(spaces, "/a%20b/c")).toMatchObject({ status: 301, location: "https://www.example.com/a%20b/c" });
});

it("a website is refused that is none", async () => {
  const { put } = await open();
  for (const [code, inner] of [
    ["InvalidArgument", ""],
    ["InvalidArgument", error],
    ["InvalidArgument", "<IndexDocument><Suffix>a/b</Suffix></IndexDocument>"],
    ["InvalidArgument", `${index}<RedirectAllRequestsTo><HostName>a.example</HostName></RedirectAllRequestsTo>`],
    ["NotImplemented", `${index}<RoutingRules><RoutingRule/></RoutingRules>`],
    ["MalformedXML", "<IndexDocument/>"],
    ["MalformedXML", "<Other/>"],
  ] as const) {
    expect((await put(inner)).code, inner).toBe(code);
  }
});
