import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { selfSigned } from "../../test/self-signed.ts";
import { spacesOf } from "../../test/spaces.ts";
import { defaultAccessKey } from "../spaces/key.ts";

const open = async () => {
  const client = await openClient();
  await client.post("/v2/domains", { name: "example.com" });
  return client;
};
const issued = { name: "web", type: "lets_encrypt", dns_names: ["www.example.com", "*.example.com"] };

describe("certificates", () => {
  it("of Let's Encrypt are pending until they are verified", async () => {
    const { emulator, post, get } = await open();
    emulator.cloud.transitions.policies.set("certificate.issue", { when: "polls", times: 1 });
    const { body, status } = await post("/v2/certificates", issued);
    expect(status).toBe(201);
    expect(body.certificate).toMatchObject({ state: "pending", dns_names: issued.dns_names });
    const path = `/v2/certificates/${body.certificate.id}`;
    expect((await get(path)).body.certificate.state).toBe("pending");
    expect((await get(path)).body.certificate.state).toBe("verified");
  });

  it("are found by name", async () => {
    const { post, get } = await open();
    await post("/v2/certificates", issued);
    expect((await get("/v2/certificates?name=web")).body.certificates).toHaveLength(1);
    expect((await get("/v2/certificates?name=other")).body.certificates).toEqual([]);
  });

  it("of Let's Encrypt are for domains of the account only", async () => {
    const { post } = await open();
    const { body } = await post("/v2/certificates", { ...issued, dns_names: ["www.example.com", "notexample.com"] });
    expect(body.message).toBe("dns_names: no domain of this account: notexample.com");
  });

  it("that are uploaded are read, and their keys forgotten", async () => {
    const { emulator, post } = await open();
    const pair = selfSigned(["www.example.com", "example.com"]);
    const { body } = await post("/v2/certificates", { name: "own", type: "custom", ...pair });
    expect(body.certificate).toMatchObject({
      state: "verified",
      dns_names: ["www.example.com", "example.com"],
      sha1_fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
      not_after: "2046-01-01T00:00:00Z",
    });
    expect(JSON.stringify(emulator.cloud.snapshot)).not.toContain("PRIVATE KEY");
  });

  it("say all that they lack", async () => {
    const { post } = await open();
    expect((await post("/v2/certificates", { type: "lets_encrypt" })).body.message).toBe(
      "name: Invalid input: expected string, received undefined; dns_names: Invalid input: expected array, received undefined",
    );
  });

  it("that are uploaded need the key that is theirs, which no message repeats", async () => {
    const { post } = await open();
    const { leaf_certificate } = selfSigned(["www.example.com", "example.com"]);
    const { private_key } = selfSigned(["www.example.com", "example.com"]);
    const other = await post("/v2/certificates", { name: "own", type: "custom", private_key, leaf_certificate });
    expect(other.body.message).toBe("private_key: does not belong to the certificate");
    const wrong = { name: "own", type: "custom", private_key: "hush", leaf_certificate };
    expect((await post("/v2/certificates", wrong)).body.message).toBe("private_key: is not valid PEM");
  });

  it("stay while a CDN endpoint serves with them", async () => {
    const client = await open();
    const { id } = (await client.post("/v2/certificates", issued)).body.certificate;
    const spaces = spacesOf(client.emulator, defaultAccessKey(client.emulator.cloud.accountOf("token")));
    await spaces.send("PUT", "/assets");
    const served = {
      origin: "assets.nyc3.digitaloceanspaces.com",
      custom_domain: "cdn.example.com",
      certificate_id: id,
    };
    const { endpoint } = (await client.post("/v2/cdn/endpoints", served)).body;
    expect(await client.delete(`/v2/certificates/${id}`)).toMatchObject({
      status: 403,
      body: { message: "Make sure the certificate is not in use before deleting it" },
    });
    await client.put(`/v2/cdn/endpoints/${endpoint.id}`, { custom_domain: "", certificate_id: "" });
    expect((await client.delete(`/v2/certificates/${id}`)).status).toBe(204);
  });
});
