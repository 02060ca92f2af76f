import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const plain = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 };
const web = { name: "web", region: "nyc3", forwarding_rules: [plain] };
const path = "/v2/load_balancers";

const open = async () => {
  const client = await openClient();
  const droplet = async (region: string, tags: string[] = []) => {
    const parts = { name: "a", region, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags };
    return (await client.post("/v2/droplets", parts)).body.droplet.id;
  };
  const create = async (parts: object = {}) => (await client.post(path, { ...web, ...parts })).body.load_balancer;
  const refused = async (parts: object) => (await client.post(path, { ...web, ...parts })).body.message;
  const one = async (id: string) => (await client.get(`${path}/${id}`)).body.load_balancer;
  return { ...client, droplet, create, refused, one };
};

describe("load balancers", () => {
  it("are new, then active with an address for documentation", async () => {
    const { create, one } = await open();
    const balancer = await create();
    expect(balancer).toMatchObject({
      ...{ status: "new", ip: "", type: "REGIONAL", size: "lb-small", size_unit: 1, tag: "", droplet_ids: [] },
      forwarding_rules: [{ ...plain, certificate_id: "", tls_passthrough: false }],
      health_check: { protocol: "http", port: 80, path: "/", healthy_threshold: 5, unhealthy_threshold: 3 },
      sticky_sessions: { type: "none" },
      region: { slug: "nyc3" },
    });
    expect(await one(balancer.id)).toEqual({ ...balancer, status: "active", ip: "203.0.113.2" });
    const other = await create({ network_stack: "dualstack" });
    expect(await one(other.id)).toMatchObject({ ip: "203.0.113.3", ipv6: "2001:db8:2::3" });
  });

  it("are replaced whole, keep what they are, and are deleted", async () => {
    const client = await open();
    const { id } = await client.create({ size_unit: 2, redirect_http_to_https: true });
    await client.one(id);
    const { body } = await client.put(`${path}/${id}`, { ...web, name: "other" });
    expect(body.load_balancer).toMatchObject({ name: "other", size_unit: 2, redirect_http_to_https: false });
    expect(body.load_balancer).toMatchObject({ id, status: "active", ip: "203.0.113.2" });
    const elsewhere = { ...web, region: "sfo3", network: "INTERNAL" };
    expect((await client.put(`${path}/${id}`, elsewhere)).body.message).toBe(
      "region: cannot be changed; network: cannot be changed",
    );
    expect((await client.delete(`${path}/${id}`)).status).toBe(204);
    expect((await client.get(`${path}/${id}`)).status).toBe(404);
  });

  it("stand before the Droplets that have their tag now", async () => {
    const { droplet, create, one, post, ...client } = await open();
    const first = await droplet("nyc3", ["web"]);
    const { id, droplet_ids } = await create({ tag: "web" });
    expect(droplet_ids).toEqual([first]);
    const second = await droplet("nyc3", ["web"]);
    expect((await one(id)).droplet_ids).toEqual([first, second]);
    const resources = [{ resource_id: String(first), resource_type: "droplet" }];
    await client.delete("/v2/tags/web/resources", { resources });
    expect((await one(id)).droplet_ids).toEqual([second]);
  });

  it("take Droplets and rules one by one, and give them up", async () => {
    const client = await open();
    const droplet = await client.droplet("nyc3");
    const { id } = await client.create();
    const tcp = { entry_protocol: "tcp", entry_port: 25, target_protocol: "tcp", target_port: 25 };
    await client.post(`${path}/${id}/droplets`, { droplet_ids: [droplet] });
    await client.post(`${path}/${id}/forwarding_rules`, { forwarding_rules: [tcp] });
    expect(await client.one(id)).toMatchObject({ droplet_ids: [droplet], forwarding_rules: [plain, tcp] });
    await client.delete(`${path}/${id}/droplets`, { droplet_ids: [droplet] });
    await client.delete(`${path}/${id}/forwarding_rules`, { forwarding_rules: [tcp] });
    expect(await client.one(id)).toMatchObject({ droplet_ids: [], forwarding_rules: [plain] });
    const last = await client.delete(`${path}/${id}/forwarding_rules`, { forwarding_rules: [plain] });
    expect(last.body.message).toMatch(/^forwarding_rules: none is set; /);
  });

  it("refer to what the account has, in their region", async () => {
    const { droplet, refused } = await open();
    const far = await droplet("sfo3");
    const https = { ...plain, entry_protocol: "https", entry_port: 443, certificate_id: "none" };
    const parts = { droplet_ids: [1, far], forwarding_rules: [https], vpc_uuid: "none", project_id: "none" };
    expect((await refused(parts)).split("; ")).toEqual([
      "vpc_uuid: no such VPC",
      "project_id: no such project",
      "droplet_ids: no Droplet 1",
      `droplet_ids: Droplet ${far} is in sfo3`,
      "certificate_id: no certificate none",
    ]);
    expect(await refused({ tag: "absent" })).toBe("tag: no tag absent");
    expect(await refused({ region: "nyc1x" })).toBe("region: is not available");
  });

  it("are of size_unit nodes, or of a size where there is no other way to say it", async () => {
    const { create, refused } = await open();
    expect((await create({ size: "lb-medium" })).size_unit).toBe(3);
    expect(await refused({ size: "lb-small", size_unit: 1 })).toMatch(/^size: size_unit is set as well; /);
    expect(await refused({ size_unit: 201 })).toMatch(/^size_unit: /);
    expect(await refused({ region: "ams2", size_unit: 1 })).toContain("region: is not available");
  });

  it("encrypt with a certificate, which stays as long", async () => {
    const client = await open();
    await client.post("/v2/domains", { name: "example.com" });
    const issued = { name: "web", type: "lets_encrypt", dns_names: ["www.example.com"] };
    const { certificate } = (await client.post("/v2/certificates", issued)).body;
    const https = { ...plain, entry_protocol: "https", entry_port: 443 };
    expect(await client.refused({ forwarding_rules: [https] })).toMatch(
      /^forwarding_rules\[0\]: accepts "https" without a certificate; /,
    );
    const { id } = await client.create({ forwarding_rules: [{ ...https, certificate_id: certificate.id }] });
    expect((await client.delete(`/v2/certificates/${certificate.id}`)).status).toBe(403);
    await client.delete(`${path}/${id}`);
    expect((await client.delete(`/v2/certificates/${certificate.id}`)).status).toBe(204);
  });

  it("of networks take tcp and udp only, each port once", async () => {
    const { create, refused } = await open();
    const udp = { entry_protocol: "udp", entry_port: 53, target_protocol: "udp", target_port: 53 };
    const tcp = { ...udp, entry_protocol: "tcp", target_protocol: "tcp" };
    const health_check = { protocol: "tcp", port: 53 };
    const balancer = await create({ type: "REGIONAL_NETWORK", forwarding_rules: [udp, tcp], health_check });
    expect(balancer).toMatchObject({ type: "REGIONAL_NETWORK", health_check: { protocol: "tcp", path: "" } });
    expect(await refused({ type: "REGIONAL_NETWORK", forwarding_rules: [plain, { ...tcp, entry_port: 80 }] })).toMatch(
      /port 80 \(tcp\) is used twice.*a network load balancer does not accept "http"/,
    );
  });

  it("that are internal have an address of their VPC, which stays with them", async () => {
    const client = await open();
    const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3", ip_range: "10.20.0.0/24" })).body;
    const { id } = await client.create({ network: "INTERNAL", vpc_uuid: vpc.id });
    expect((await client.one(id)).ip).toBe("10.20.0.130");
    const { members } = (await client.get(`/v2/vpcs/${vpc.id}/members`)).body;
    expect(members).toMatchObject([{ name: "web", urn: `do:loadbalancer:${id}` }]);
    expect((await client.delete(`/v2/vpcs/${vpc.id}`)).status).toBe(409);
  });

  it("are in the project that they are put into", async () => {
    const client = await open();
    const { project } = (await client.post("/v2/projects", { name: "shop", purpose: "IoT" })).body;
    const { id, project_id } = await client.create();
    expect(project_id).toBe((await client.get("/v2/projects/default")).body.project.id);
    const { body } = await client.put(`${path}/${id}`, { ...web, project_id: project.id });
    expect(body.load_balancer.project_id).toBe(project.id);
    const { resources } = (await client.get(`/v2/projects/${project.id}/resources`)).body;
    expect(resources).toMatchObject([{ urn: `do:loadbalancer:${id}` }]);
  });

  it("that are global stand before others, in no region", async () => {
    const client = await open();
    const { id } = await client.create();
    const glb_settings = { target_protocol: "http", target_port: 80, cdn: { is_enabled: true } };
    const parts = { name: "world", type: "GLOBAL", glb_settings, target_load_balancer_ids: [id] };
    expect((await client.post(path, { ...parts, region: "nyc3" })).body.message).toMatch(
      /^type: is set for a global load balancer; /,
    );
    // The document wants forwarding rules in every answer, of which a global one has none: asked past the client.
    const headers = { authorization: "Bearer token" };
    const options = { method: "POST", headers, body: JSON.stringify(parts) };
    const response = await fetch(client.emulator.url + path, options);
    const { load_balancer } = await response.json();
    expect(load_balancer).toMatchObject({ type: "GLOBAL", target_load_balancer_ids: [id], status: "new" });
    for (const absent of ["forwarding_rules", "network"]) expect(load_balancer).not.toHaveProperty(absent);
    expect((await client.delete(`${path}/${load_balancer.id}/cache`)).status).toBe(204);
    expect((await client.delete(`${path}/${id}/cache`)).status).toBe(422);
  });
});
