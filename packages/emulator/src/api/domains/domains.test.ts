import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const open = async () => {
  const client = await openClient();
  await client.post("/v2/domains", { name: "example.com" });
  const path = "/v2/domains/example.com/records";
  return { ...client, path, add: (record: object) => client.post(path, record) };
};

describe("domains", () => {
  it("keep their data on a PUT without data, unless the data is a host, which is stored without its trailing dot", async () => {
    const client = await openClient();
    await client.post("/v2/domains", { name: "example.com" });
    const path = "/v2/domains/example.com/records";
    const add = async (body: object) => `${path}/${(await client.post(path, body)).body.domain_record.id}`;
    const alias = await add({ type: "CNAME", name: "www", data: "www.example.net." });
    const address = await add({ type: "A", name: "api", data: "192.0.2.1" });
    expect(await client.put(alias, { ttl: 60 })).toMatchObject({
      status: 422,
      body: { message: "Data needs to end with a dot (.)" },
    });
    expect((await client.put(alias, { ttl: 60, data: "www.example.net." })).status).toBe(200);
    expect((await client.patch(alias, { ttl: 90 })).body.domain_record.ttl).toBe(90);
    expect((await client.put(address, { ttl: 60 })).body.domain_record.ttl).toBe(60);
  });

  it("begin with what DigitalOcean puts into every zone", async () => {
    const { get, path } = await open();
    const { body } = await get(path);
    expect(body.domain_records.map(({ type, data }: { type: string; data: string }) => `${type} ${data}`)).toEqual([
      "SOA 1800",
      "NS ns1.digitalocean.com",
      "NS ns2.digitalocean.com",
      "NS ns3.digitalocean.com",
    ]);
    expect((await get("/v2/domains/example.com")).body.domain).toMatchObject({
      ttl: 1800,
      zone_file: expect.stringContaining("example.com. 1800 IN NS ns3.digitalocean.com.\n"),
    });
  });

  it("have an address from the beginning where they are given one", async () => {
    const { get, post } = await openClient();
    await post("/v2/domains", { name: "example.org", ip_address: "192.0.2.1" });
    const { body } = await get("/v2/domains/example.org/records?type=A");
    expect(body.domain_records).toMatchObject([{ name: "@", data: "192.0.2.1" }]);
  });

  it("take their records along", async () => {
    const client = await open();
    const { body } = await client.add({ type: "A", name: "www", data: "192.0.2.1" });
    expect((await client.delete("/v2/domains/example.com")).status).toBe(204);
    await client.post("/v2/domains", { name: "example.com" });
    expect((await client.get(`${client.path}/${body.domain_record.id}`)).status).toBe(404);
  });

  it("exist once, under a name that can be one", async () => {
    const { post } = await open();
    expect((await post("/v2/domains", { name: "Example.com" })).status).toBe(422);
    expect((await post("/v2/domains", { name: "example" })).body.message).toBe("name: Domain name is invalid");
  });
});

describe("records", () => {
  it("are created, changed, found by name and deleted", async () => {
    const client = await open();
    // As the provider's client sends it: 0 for what the type does not have.
    const zeros = { priority: 0, port: 0, weight: 0, flags: 0 };
    const { body, status } = await client.add({ type: "A", name: "www", data: "192.0.2.1", ...zeros });
    expect(status).toBe(201);
    const { domain_record } = body;
    expect(domain_record).toEqual({
      ...{ id: domain_record.id, type: "A", name: "www", data: "192.0.2.1", ttl: 1800 },
      ...{ priority: null, port: null, weight: null, flags: null, tag: null },
    });
    const one = `${client.path}/${domain_record.id}`;
    const changed = { ...domain_record, data: "192.0.2.2", ttl: 60 };
    expect((await client.put(one, { data: "192.0.2.2", ttl: 60 })).body).toEqual({ domain_record: changed });
    expect((await client.get(`${client.path}?name=www.example.com`)).body.domain_records).toEqual([changed]);
    expect((await client.delete(one)).status).toBe(204);
    expect((await client.get(one)).status).toBe(404);
  });

  it("name hosts with a dot at the end and are answered without", async () => {
    const { add } = await open();
    expect((await add({ type: "CNAME", name: "ftp", data: "www.example.com" })).body.message).toBe(
      "Data needs to end with a dot (.)",
    );
    const { body } = await add({ type: "CNAME", name: "ftp", data: "www.example.com." });
    expect(body.domain_record.data).toBe("www.example.com");
    expect((await add({ type: "CNAME", name: "web", data: "@" })).body.domain_record.data).toBe("@");
    const contact = { type: "CAA", name: "@", data: "mailto:ca@example.com", flags: 0, tag: "iodef" };
    expect((await add(contact)).body.domain_record.data).toBe("mailto:ca@example.com");
  });

  it("are named within the zone, however they are written", async () => {
    const { add } = await open();
    const named = async (name: string, data: string) => (await add({ type: "A", name, data })).body.domain_record.name;
    expect(await named("www.example.com.", "192.0.2.1")).toBe("www");
    expect(await named("example.com.", "192.0.2.1")).toBe("@");
    expect(await named("www.example.com", "192.0.2.1")).toBe("www.example.com");
  });

  it("need what their type has", async () => {
    const { add } = await open();
    expect((await add({ type: "SRV", name: "_sip._tcp", data: "sip.example.com.", port: 5060 })).body.message).toBe(
      "priority: is required for SRV; weight: is required for SRV",
    );
    expect((await add({ type: "A", name: "www", data: "2001:db8::1" })).status).toBe(422);
    expect((await add({ type: "A", name: "www", data: "192.0.2.1", ttl: 5 })).status).toBe(422);
  });

  it("share a name with no CNAME", async () => {
    const { add } = await open();
    await add({ type: "A", name: "www", data: "192.0.2.1" });
    expect((await add({ type: "CNAME", name: "www", data: "example.org." })).status).toBe(422);
  });

  it("of one name and type have the TTL of the last that was said", async () => {
    const { add, get, path } = await open();
    await add({ type: "A", name: "www", data: "192.0.2.1", ttl: 300 });
    await add({ type: "A", name: "www", data: "192.0.2.2", ttl: 600 });
    const { body } = await get(`${path}?type=A`);
    expect(body.domain_records.map(({ ttl }: { ttl: number }) => ttl)).toEqual([600, 600]);
  });

  it("keep their SOA, of which only the TTL changes", async () => {
    const { get, put, path, ...client } = await open();
    const [soa] = (await get(`${path}?type=SOA`)).body.domain_records;
    expect((await client.delete(`${path}/${soa.id}`)).status).toBe(422);
    expect((await put(`${path}/${soa.id}`, { data: "x", ttl: 3600 })).body.domain_record).toEqual({
      ...soa,
      ttl: 3600,
    });
    expect((await get("/v2/domains/example.com")).body.domain.ttl).toBe(3600);
  });
});
