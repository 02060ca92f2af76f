import { describe, expect, it } from "vitest";
import { openSpaces, type Spaces, texts } from "../../test/spaces.ts";

const bucket = async (): Promise<Spaces> => {
  const spaces = await openSpaces();
  expect((await spaces.send("PUT", "/files")).status).toBe(200);
  return spaces;
};

/** What each method answers for one setting of a bucket. */
const setting = (spaces: Spaces, name: string) => ({
  put: (body: string) => spaces.send("PUT", "/files", { query: { [name]: "" }, body }),
  get: () => spaces.send("GET", "/files", { query: { [name]: "" } }),
  delete: () => spaces.send("DELETE", "/files", { query: { [name]: "" } }),
});

describe("buckets", () => {
  it("are created, listed, found and deleted", async () => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/second", {
      body: "<CreateBucketConfiguration><LocationConstraint>ams3</LocationConstraint></CreateBucketConfiguration>",
    });
    await spaces.send("PUT", "/first");
    expect(texts((await spaces.send("GET", "/")).text, "Name")).toEqual(["first", "second"]);
    const location = async (name: string) => (await spaces.send("GET", `/${name}`, { query: { location: "" } })).text;
    expect(await location("first")).toContain(">nyc3</LocationConstraint>");
    expect(await location("second")).toContain(">ams3</LocationConstraint>");
    expect((await spaces.send("HEAD", "/first")).status).toBe(200);
    expect((await spaces.send("DELETE", "/first")).status).toBe(204);
    expect(await spaces.send("HEAD", "/first")).toMatchObject({ status: 404, text: "" });
    expect((await spaces.send("GET", "/first")).code).toBe("NoSuchBucket");
    // The provider knows by it that there is no bucket.
    for (const query of [{ policy: "" }, { cors: "" }]) {
      expect(await spaces.send("PUT", "/first", { query, body: "{}" })).toMatchObject({
        status: 404,
        code: "NoSuchKey",
      });
    }
  });

  it("have names that no other account can have", async () => {
    const spaces = await bucket();
    const other = spaces.account("other");
    expect(await other.send("PUT", "/files")).toMatchObject({ status: 409, code: "BucketAlreadyExists" });
    expect((await other.send("GET", "/files")).code).toBe("AccessDenied");
    expect(texts((await other.send("GET", "/")).text, "Name")).toEqual([]);
    expect((await spaces.send("PUT", "/files")).status).toBe(200);
    const headers = { "x-amz-acl": "public-read" };
    expect((await spaces.send("PUT", "/files", { headers })).code).toBe("BucketAlreadyExists");
    const owner = { "x-amz-expected-bucket-owner": "somebody" };
    expect((await spaces.send("DELETE", "/files", { headers: owner })).code).toBe("AccessDenied");
    for (const name of ["ab", "no.dots", "UPPER", "-dash", "n".repeat(64)]) {
      expect((await spaces.send("PUT", `/${name}`)).code).toBe("InvalidBucketName");
    }
  });

  it("are a hundred at most", async () => {
    const spaces = await openSpaces();
    for (let index = 0; index < 100; index += 1) await spaces.send("PUT", `/bucket-${index}`);
    expect((await spaces.send("PUT", "/bucket-100")).code).toBe("TooManyBuckets");
  });

  it("need somebody who signs", async () => {
    const { anybody } = await bucket();
    expect(await anybody.send("PUT", "/other")).toMatchObject({ status: 403, code: "AccessDenied" });
    expect((await anybody.send("GET", "/")).code).toBe("AccessDenied");
    expect((await anybody.send("GET", "/files")).code).toBe("AccessDenied");
  });

  it("answer what Spaces does not have as it does", async () => {
    const spaces = await bucket();
    for (const name of ["replication", "encryption", "inventory", "publicAccessBlock", "object-lock"]) {
      expect(await setting(spaces, name).get()).toMatchObject({ status: 501, code: "NotImplemented" });
      expect(await setting(spaces, name).delete()).toMatchObject({ status: 501, code: "NotImplemented" });
    }
    expect((await spaces.send("HEAD", "/files")).status).toBe(200);
  });
});

describe("the versioning of a bucket", () => {
  it("is never, on, or suspended", async () => {
    const { put, get } = setting(await bucket(), "versioning");
    expect(texts((await get()).text, "Status")).toEqual([]);
    for (const status of ["Enabled", "Suspended"]) {
      expect((await put(`<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`)).status).toBe(
        200,
      );
      expect(texts((await get()).text, "Status")).toEqual([status]);
    }
    expect((await put("<VersioningConfiguration><Status>On</Status></VersioningConfiguration>")).code).toBe(
      "MalformedXML",
    );
    expect((await put("<VersioningConfiguration><Status>")).code).toBe("MalformedXML");
    expect((await put('<!DOCTYPE a [<!ENTITY b "c">]><VersioningConfiguration/>')).code).toBe("MalformedXML");
  });
});

it("a bucket has no MFA delete", async () => {
  const { put, get } = setting(await bucket(), "versioning");
  const versioning = (mfa: string) =>
    `<VersioningConfiguration><Status>Enabled</Status><MfaDelete>${mfa}</MfaDelete></VersioningConfiguration>`;
  expect(await put(versioning("Enabled"))).toMatchObject({ status: 501, code: "NotImplemented" });
  expect(texts((await get()).text, "Status")).toEqual([]);
  expect((await put(versioning("Disabled"))).status).toBe(200);
});

describe("the CORS rules of a bucket", () => {
  const rules = `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule>
      <AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>
      <AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds>
    </CORSRule></CORSConfiguration>`;

  it("let the pages in that they name, and no others", async () => {
    const spaces = await bucket();
    const cors = setting(spaces, "cors");
    expect(await cors.get()).toMatchObject({ status: 404, code: "NoSuchCORSConfiguration" });
    expect((await cors.put(rules)).status).toBe(200);
    expect(texts((await cors.get()).text, "MaxAgeSeconds")).toEqual(["60"]);
    const ask = (origin: string, method: string, asked = "x-amz-date") =>
      spaces.anybody.send("OPTIONS", "/files/a", {
        headers: { origin, "access-control-request-method": method, "access-control-request-headers": asked },
      });
    const allowed = await ask("https://app.example.com", "PUT");
    expect(allowed.status).toBe(200);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      "access-control-allow-origin": "https://app.example.com",
      "access-control-allow-methods": "PUT",
      "access-control-allow-headers": "x-amz-date",
      "access-control-max-age": "60",
    });
    expect((await ask("https://example.org", "PUT")).code).toBe("AccessForbidden");
    expect((await ask("https://app.example.com", "DELETE")).code).toBe("AccessForbidden");
    expect((await ask("https://app.example.com", "PUT", "authorization")).code).toBe("AccessForbidden");
    const headers = { origin: "https://app.example.com" };
    const put = await spaces.send("PUT", "/files/a", { headers, body: "x" });
    expect(put.headers.get("access-control-expose-headers")).toBe("ETag");
    expect((await spaces.send("GET", "/files/a", { headers })).headers.has("access-control-allow-origin")).toBe(false);
    expect((await cors.delete()).status).toBe(204);
    expect((await ask("https://app.example.com", "PUT")).code).toBe("AccessForbidden");
  });

  it("are refused where they are none", async () => {
    const { put } = setting(await bucket(), "cors");
    expect((await put(rules.replace("PUT", "PATCH"))).code).toBe("MalformedXML");
    expect((await put(rules.replace("https://*", "*//*"))).code).toBe("InvalidRequest");
    expect((await put("<CORSConfiguration/>")).code).toBe("MalformedXML");
  });
});

describe("the lifecycle of a bucket", () => {
  const day = 24 * 3600 * 1000;
  const rule = (inner: string) =>
    `<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status>${inner}</Rule></LifecycleConfiguration>`;

  it("expires what is old, by the clock of the emulator", async () => {
    const spaces = await bucket();
    const lifecycle = setting(spaces, "lifecycle");
    expect((await lifecycle.get()).code).toBe("NoSuchLifecycleConfiguration");
    await spaces.send("PUT", "/files/logs/a", { body: "x" });
    await spaces.send("PUT", "/files/kept", { body: "x" });
    await lifecycle.put(rule("<Filter><Prefix>logs/</Prefix></Filter><Expiration><Days>3</Days></Expiration>"));
    expect((await lifecycle.get()).text).toContain("<Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status>");
    const keys = async () => texts((await spaces.send("GET", "/files")).text, "Key");
    spaces.emulator.cloud.clock.advance(2 * day);
    expect(await keys()).toEqual(["kept", "logs/a"]);
    spaces.emulator.cloud.clock.advance(2 * day);
    expect(await keys()).toEqual(["kept"]);
    expect((await lifecycle.delete()).status).toBe(204);
  });

  it("lets old versions go, then the marker above them", async () => {
    const spaces = await bucket();
    await setting(spaces, "versioning").put(
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    );
    await spaces.send("PUT", "/files/a", { body: "one" });
    await spaces.send("PUT", "/files/a", { body: "two" });
    await setting(spaces, "lifecycle").put(
      `<LifecycleConfiguration>
        <Rule><Prefix/><Status>Enabled</Status><Expiration><Days>10</Days></Expiration>
          <NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays></NoncurrentVersionExpiration></Rule>
        <Rule><Prefix/><Status>Enabled</Status>
          <Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration></Rule>
      </LifecycleConfiguration>`,
    );
    const list = async () => {
      const { text } = await spaces.send("GET", "/files", { query: { versions: "" } });
      return { versions: text.split("<Version>").length - 1, markers: text.split("<DeleteMarker>").length - 1 };
    };
    expect(await list()).toEqual({ versions: 2, markers: 0 });
    spaces.emulator.cloud.clock.advance(4 * day);
    expect(await list()).toEqual({ versions: 1, markers: 0 });
    spaces.emulator.cloud.clock.advance(8 * day);
    expect(await list()).toEqual({ versions: 1, markers: 1 });
    spaces.emulator.cloud.clock.advance(4 * day);
    expect(await list()).toEqual({ versions: 0, markers: 0 });
  });

  it("gives uploads up that nobody completes, after 90 days without any rule", async () => {
    const spaces = await bucket();
    const begin = (key: string) => spaces.send("POST", `/files/${key}`, { query: { uploads: "" } });
    await begin("short/a");
    await begin("long");
    await setting(spaces, "lifecycle").put(
      rule(
        "<Filter><Prefix>short/</Prefix></Filter><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
      ),
    );
    const keys = async () => texts((await spaces.send("GET", "/files", { query: { uploads: "" } })).text, "Key");
    spaces.emulator.cloud.clock.advance(3 * day);
    expect(await keys()).toEqual(["long"]);
    spaces.emulator.cloud.clock.advance(90 * day);
    expect(await keys()).toEqual([]);
  });

  it("takes away markers under which nothing is left, whichever rule says what and in which order", async () => {
    const marked = "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>";
    for (const first of [marked, "<Expiration><Days>2</Days></Expiration>"]) {
      const spaces = await bucket();
      await setting(spaces, "versioning").put(
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
      );
      await spaces.send("PUT", "/files/a", { body: "x" });
      await spaces.send("DELETE", "/files/a");
      await setting(spaces, "lifecycle").put(
        `<LifecycleConfiguration>
          <Rule><Prefix/><Status>Enabled</Status>${first}</Rule>
          <Rule><Prefix/><Status>Enabled</Status>
            <NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration></Rule>
        </LifecycleConfiguration>`,
      );
      spaces.emulator.cloud.clock.advance(4 * day);
      const { text } = await spaces.send("GET", "/files", { query: { versions: "" } });
      expect(texts(text, "Key")).toEqual([]);
    }
  });

  it("is refused where Spaces has no such rule", async () => {
    const { put } = setting(await bucket(), "lifecycle");
    const code = async (inner: string) => (await put(rule(inner))).code;
    expect(await code("<Filter/><Expiration><Days>0</Days></Expiration>")).toBe("InvalidArgument");
    expect(await code("<Filter/>")).toBe("MalformedXML");
    expect(await code("<Filter/><Expiration><Date>2030-01-01T01:00:00Z</Date></Expiration>")).toBe("InvalidArgument");
    const tag = "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>";
    expect(await code(`${tag}<Expiration><Days>1</Days></Expiration>`)).toBe("NotImplemented");
    const transition = "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>";
    expect(await code(`<Filter/>${transition}`)).toBe("NotImplemented");
  });
});

describe("the logging of a bucket", () => {
  it("goes to another bucket of the account", async () => {
    const spaces = await bucket();
    const logging = setting(spaces, "logging");
    const to = (name: string) =>
      logging.put(
        `<BucketLoggingStatus><LoggingEnabled><TargetBucket>${name}</TargetBucket><TargetPrefix>l/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>`,
      );
    expect(texts((await logging.get()).text, "TargetBucket")).toEqual([]);
    expect((await to("logs")).code).toBe("InvalidTargetBucketForLogging");
    expect((await to("files")).code).toBe("InvalidRequest");
    await spaces.send("PUT", "/logs");
    expect((await to("logs")).status).toBe(200);
    expect(texts((await logging.get()).text, "TargetBucket")).toEqual(["logs"]);
    await spaces.send("PUT", "/files/a b", { body: "hello", headers: { "user-agent": 'te"st' } });
    await spaces.anybody.send("GET", "/files/a b");
    const keys = async () => texts((await spaces.send("GET", "/logs")).text, "Key");
    expect(await keys()).toEqual([]);
    spaces.emulator.cloud.clock.advance(3600 * 1000);
    const [key = ""] = await keys();
    expect(key).toMatch(/^l\/\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-[0-9A-F]{16}$/);
    const lines = (await spaces.send("GET", `/logs/${key}`)).text.trimEnd().split("\n").slice(-2);
    const owner = spaces.emulator.cloud.accountOf("token").id;
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${owner} files \\[.*\\] 127\\.0\\.0\\.1 ${owner} tx\\w+ REST.PUT.OBJECT a%20b "PUT /files/a%20b HTTP/1.1" 200 - .* "te%22st" -$`,
        ),
      ),
      expect.stringMatching(/ - tx\w+ REST\.GET\.OBJECT a%20b "GET .*" 403 AccessDenied /),
    ]);
    await logging.put("<BucketLoggingStatus/>");
    expect(texts((await logging.get()).text, "TargetBucket")).toEqual([]);
  });
});
