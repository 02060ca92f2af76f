import type { Emulator } from "@infrafabric/emulator";
import { expect } from "vitest";

/** A load balancer with two Droplets, as somebody makes them who knows what is good. */
export async function plantShop(emulator: Emulator): Promise<void> {
  const { url } = emulator;
  const headers = { authorization: `Bearer ${emulator.env().DIGITALOCEAN_TOKEN}` };
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}/v2/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await response.text();
    expect(response.ok, `${path}: ${text}`).toBe(true);
    return JSON.parse(text);
  };
  const region = "nyc3";
  await post("domains", { name: "example.org" });
  // The first VPC of a region becomes its default.
  await post("vpcs", { name: "default-nyc3", region });
  const { vpc } = await post("vpcs", { name: "shop", region, ip_range: "10.20.0.0/24" });
  for (const name of ["web-1", "web-2"])
    await post("droplets", {
      ...{ name, region, size: "s-1vcpu-2gb", image: "ubuntu-24-04-x64", vpc_uuid: vpc.id, tags: ["web"] },
      ...{ monitoring: true, backups: true },
    });
  const { certificate } = await post("certificates", {
    ...{ name: "www", type: "lets_encrypt", dns_names: ["www.example.org"] },
  });
  const served = { target_protocol: "http", target_port: 80 };
  const { load_balancer: balancer } = await post("load_balancers", {
    ...{ name: "front", region, vpc_uuid: vpc.id, tag: "web", size_unit: 1, redirect_http_to_https: true },
    ...{ enable_backend_keepalive: true, disable_lets_encrypt_dns_records: true, tls_cipher_policy: "STRONG" },
    forwarding_rules: [
      { entry_protocol: "https", entry_port: 443, ...served, certificate_id: certificate.id },
      { entry_protocol: "http", entry_port: 80, ...served },
    ],
    health_check: { protocol: "http", port: 80, path: "/health" },
  });
  let address = "";
  await expect
    .poll(async () => {
      const answer = await (await fetch(`${url}/v2/load_balancers/${balancer.id}`, { headers })).json();
      address = answer.load_balancer.ip ?? "";
      return address;
    })
    .not.toBe("");
  for (const name of ["www", "api"])
    await post("domains/example.org/records", { type: "A", name, data: address, ttl: 300 });
  const anywhere = { addresses: ["0.0.0.0/0", "::/0"] };
  await post("firewalls", {
    ...{ name: "web", tags: ["web"] },
    inbound_rules: [{ protocol: "tcp", ports: "80", sources: { load_balancer_uids: [balancer.id] } }],
    outbound_rules: [{ protocol: "tcp", ports: "443", destinations: anywhere }],
  });
}
