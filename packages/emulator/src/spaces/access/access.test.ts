import { describe, expect, it } from "vitest";
import { keyTable } from "../../api/spaces/key.ts";
import { openSpaces, type Spaces, texts } from "../../test/spaces.ts";

const open = async (acl = "private"): Promise<Spaces> => {
  const spaces = await openSpaces();
  await spaces.send("PUT", "/files", { headers: { "x-amz-acl": acl } });
  await spaces.send("PUT", "/files/a", { body: "a" });
  await spaces.send("PUT", "/files/public/b", { body: "b", headers: { "x-amz-acl": "public-read" } });
  return spaces;
};

describe("an ACL", () => {
  it("lets everybody read one object, or list a bucket", async () => {
    const spaces = await open();
    const { anybody } = spaces;
    expect((await anybody.send("GET", "/files/public/b")).text).toBe("b");
    expect((await anybody.send("GET", "/files/a")).code).toBe("AccessDenied");
    expect((await anybody.send("GET", "/files/none")).code).toBe("AccessDenied");
    expect((await anybody.send("PUT", "/files/public/b", { body: "x" })).code).toBe("AccessDenied");
    expect((await spaces.account("other").send("GET", "/files/public/b")).text).toBe("b");
    const acl = { query: { acl: "" } };
    expect((await spaces.send("PUT", "/files", { ...acl, headers: { "x-amz-acl": "public-read" } })).status).toBe(200);
    expect(texts((await spaces.send("GET", "/files", acl)).text, "Permission")).toEqual(["READ", "FULL_CONTROL"]);
    expect(texts((await anybody.send("GET", "/files")).text, "Key")).toEqual(["a", "public/b"]);
    expect((await anybody.send("GET", "/files/none")).code).toBe("NoSuchKey");
    expect((await anybody.send("GET", "/files/a")).code).toBe("AccessDenied");
  });

  it("may come as a document", async () => {
    const spaces = await open();
    const acl = { query: { acl: "" } };
    const { text } = await spaces.send("GET", "/files/public/b", acl);
    expect((await spaces.send("PUT", "/files/a", { ...acl, body: text })).status).toBe(200);
    expect((await spaces.anybody.send("GET", "/files/a")).text).toBe("a");
    const body = text.replace("READ", "WRITE");
    expect((await spaces.send("PUT", "/files/a", { ...acl, body })).code).toBe("InvalidArgument");
  });
});

describe("a policy", () => {
  const put = (spaces: Spaces, ...statements: readonly object[]) =>
    spaces.send("PUT", "/files", {
      query: { policy: "" },
      body: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    });
  const read = { Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" };

  it("allows what it names, and a Deny wins", async () => {
    const spaces = await open();
    expect((await put(spaces, { Effect: "Allow", ...read })).status).toBe(204);
    expect((await spaces.anybody.send("GET", "/files/a")).text).toBe("a");
    expect((await spaces.anybody.send("GET", "/files")).code).toBe("AccessDenied");
    const denied = { Effect: "Deny", ...read, Action: ["s3:Get*"], Resource: "arn:aws:s3:::files/?" };
    await put(spaces, { Effect: "Allow", ...read }, denied);
    expect((await spaces.anybody.send("GET", "/files/a")).code).toBe("AccessDenied");
    expect((await spaces.send("GET", "/files/a")).code).toBe("AccessDenied");
    expect((await spaces.anybody.send("GET", "/files/public/b")).text).toBe("b");
    expect((await spaces.send("GET", "/files", { query: { policy: "" } })).text).toContain('"Deny"');
  });

  it("shuts nobody out who could take it back", async () => {
    const spaces = await open();
    const all = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
    };
    await put(spaces, all);
    expect((await spaces.send("GET", "/files")).code).toBe("AccessDenied");
    expect((await spaces.send("DELETE", "/files", { query: { policy: "" } })).status).toBe(204);
    expect((await spaces.send("GET", "/files")).status).toBe(200);
    expect((await spaces.send("GET", "/files", { query: { policy: "" } })).code).toBe("NoSuchBucketPolicy");
  });

  it("asks under which conditions", async () => {
    const spaces = await open();
    const allowed = async (Condition: object) => {
      expect((await put(spaces, { Effect: "Allow", ...read, Condition })).status).toBe(204);
      return (
        (await spaces.anybody.send("GET", "/files/a", { headers: { referer: "https://example.com/x" } })).status === 200
      );
    };
    expect(await allowed({ IpAddress: { "aws:SourceIp": ["127.0.0.0/8"] } })).toBe(true);
    expect(await allowed({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } })).toBe(false);
    expect(await allowed({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } })).toBe(true);
    // The emulator stands in for an endpoint that only HTTPS reaches.
    expect(await allowed({ Bool: { "aws:SecureTransport": "false" } })).toBe(false);
    expect(await allowed({ StringLike: { "aws:Referer": "https://example.com/*" } })).toBe(true);
    expect(await allowed({ StringNotLike: { "aws:Referer": "https://example.com/*" } })).toBe(false);
    expect(await allowed({ StringEquals: { "aws:PrincipalTag/x": "y" } })).toBe(false);
    expect(await allowed({ StringEqualsIfExists: { "aws:PrincipalTag/x": "y" } })).toBe(true);
  });

  it("asks for the tags that an object has", async () => {
    const spaces = await open();
    await put(spaces, {
      Effect: "Allow",
      ...read,
      Condition: { StringEquals: { "s3:ExistingObjectTag/Open": "yes" } },
    });
    const status = async () => (await spaces.anybody.send("GET", "/files/a")).status;
    const tag = (value: string) =>
      spaces.send("PUT", "/files/a", {
        query: { tagging: "" },
        body: `<Tagging><TagSet><Tag><Key>Open</Key><Value>${value}</Value></Tag></TagSet></Tagging>`,
      });
    expect(await status()).toBe(403);
    await tag("yes");
    expect(await status()).toBe(200);
    await tag("no");
    expect(await status()).toBe(403);
  });

  it("tells that an object is missing to whoever may list its key", async () => {
    const spaces = await open();
    const list = { Action: "s3:ListBucket", Resource: "arn:aws:s3:::files" };
    await put(spaces, {
      Effect: "Allow",
      ...read,
      ...list,
      Condition: { StringLike: { "s3:prefix": "public/*" } },
    });
    expect((await spaces.anybody.send("GET", "/files/public/none")).code).toBe("NoSuchKey");
    expect((await spaces.anybody.send("GET", "/files/private/none")).code).toBe("AccessDenied");
  });

  it("names accounts", async () => {
    const spaces = await open();
    const other = spaces.account("other");
    const id = spaces.emulator.cloud.accountOf("other").id;
    await put(spaces, { Effect: "Allow", ...read, Principal: { AWS: `arn:aws:iam::${id}:root` } });
    expect((await other.send("GET", "/files/a")).text).toBe("a");
    expect((await spaces.anybody.send("GET", "/files/a")).code).toBe("AccessDenied");
    expect((await spaces.account("third").send("GET", "/files/a")).code).toBe("AccessDenied");
    await put(spaces, { Effect: "Allow", ...read, Principal: { AWS: [`arn:aws:iam::${id}0:root`, `x${id}`] } });
    expect((await other.send("GET", "/files/a")).code).toBe("AccessDenied");
  });

  it("is about its bucket where it says everything", async () => {
    const spaces = await open();
    expect((await put(spaces, { Effect: "Allow", ...read, Resource: "*" })).status).toBe(204);
    expect((await spaces.anybody.send("GET", "/files/a")).text).toBe("a");
  });

  it("is refused where it is none", async () => {
    const spaces = await open();
    const code = async (...statements: readonly object[]) => (await put(spaces, ...statements)).code;
    expect(await code({ Effect: "Allow", ...read, Resource: "arn:aws:s3:::other/*" })).toBe("MalformedPolicy");
    expect(await code({ Effect: "Maybe", ...read })).toBe("MalformedPolicy");
    expect(await code({ Effect: "Allow", ...read, Condition: { Sometimes: {} } })).toBe("MalformedPolicy");
    expect(await code()).toBe("MalformedPolicy");
    expect((await spaces.send("PUT", "/files", { query: { policy: "" }, body: "{" })).code).toBe("MalformedPolicy");
  });
});

describe("a limited key", () => {
  const limited = (spaces: Spaces, permission: "read" | "readwrite") => {
    const { cloud } = spaces.emulator;
    const accessKey = `DO80${permission}`;
    keyTable.of(cloud.accountOf("token")).put(accessKey, {
      name: permission,
      access_key: accessKey,
      grants: [{ bucket: "files", permission }],
      created_at: cloud.clock.stamp,
    });
    return spaces.as(accessKey);
  };

  it("reads, or reads and writes, in its bucket alone", async () => {
    const spaces = await open();
    await spaces.send("PUT", "/others");
    const [reader, writer] = [limited(spaces, "read"), limited(spaces, "readwrite")];
    expect((await reader.send("GET", "/files/a")).text).toBe("a");
    expect((await reader.send("GET", "/files")).status).toBe(200);
    expect((await reader.send("PUT", "/files/a", { body: "x" })).code).toBe("AccessDenied");
    expect((await writer.send("PUT", "/files/c", { body: "c" })).status).toBe(200);
    expect((await writer.send("DELETE", "/files/c")).status).toBe(204);
    for (const key of [reader, writer]) {
      expect((await key.send("GET", "/others")).code).toBe("AccessDenied");
      expect((await key.send("PUT", "/new-one")).code).toBe("AccessDenied");
      expect((await key.send("DELETE", "/files", { query: { cors: "" } })).code).toBe("AccessDenied");
      expect(texts((await key.send("GET", "/")).text, "Name")).toEqual(["files"]);
    }
    const policy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" }],
    };
    const refused = await spaces.send("PUT", "/files", { query: { policy: "" }, body: JSON.stringify(policy) });
    expect(refused.code).toBe("InvalidRequest");
    const other = { ...policy, Statement: [{ ...policy.Statement[0], Resource: "arn:aws:s3:::others/*" }] };
    await spaces.send("PUT", "/others", { query: { policy: "" }, body: JSON.stringify(other) });
    const key = await fetch(`${spaces.emulator.url}/v2/spaces/keys`, {
      method: "POST",
      headers: { authorization: "Bearer token" },
      body: JSON.stringify({ name: "late", grants: [{ bucket: "others", permission: "read" }] }),
    });
    expect([key.status, (await key.json()).message]).toEqual([400, expect.stringContaining("others has a policy")]);
  });
});
