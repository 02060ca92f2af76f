import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const web = { protocol: "tcp", ports: "443", sources: { addresses: ["0.0.0.0/0", "::/0"] } };
const open = async () => {
  const client = await openClient();
  const droplet = async (name: string, tags: string[] = []) => {
    const parts = { name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags };
    return (await client.post("/v2/droplets", parts)).body.droplet.id;
  };
  const create = async (parts: object) => (await client.post("/v2/firewalls", { name: "web", ...parts })).body.firewall;
  return { ...client, droplet, create };
};

describe("firewalls", () => {
  it("are created, replaced and deleted", async () => {
    const client = await open();
    // As the provider's client sends it: null for an empty list.
    const empty = { droplet_ids: null, tags: null, outbound_rules: null };
    const firewall = await client.create({ inbound_rules: [web], ...empty });
    expect(firewall).toMatchObject({ status: "succeeded", inbound_rules: [web], outbound_rules: [], tags: [] });
    const path = `/v2/firewalls/${firewall.id}`;
    const out = { protocol: "udp", ports: "53", destinations: { addresses: ["192.0.2.53"] } };
    const { body } = await client.put(path, { name: "out", outbound_rules: [out] });
    expect(body.firewall).toMatchObject({ id: firewall.id, name: "out", inbound_rules: [], outbound_rules: [out] });
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it("say 0 for all ports, and for ICMP without any", async () => {
    const { create } = await open();
    const { sources } = web;
    const all = ["all", "0", "1-65535"].map((ports) => ({ protocol: "tcp", ports, sources }));
    const icmp = [{}, { ports: "1-65535" }].map((some) => ({ protocol: "icmp", sources, ...some }));
    const { inbound_rules } = await create({ inbound_rules: [...all, ...icmp] });
    expect(inbound_rules.map(({ ports }: { ports: string }) => ports)).toEqual(["0", "0", "1-65535", "0", "1-65535"]);
  });

  it("wait until their Droplets keep to them", async () => {
    const { emulator, get, droplet, create } = await open();
    const [named, tagged] = [await droplet("a"), await droplet("b", ["web"])];
    emulator.cloud.transitions.policies.set("firewall.apply", { when: "polls", times: 1 });
    const firewall = await create({ inbound_rules: [web], droplet_ids: [named], tags: ["web"] });
    expect(firewall.status).toBe("waiting");
    const waiting = { removing: false, status: "waiting" };
    expect(firewall.pending_changes).toEqual([named, tagged].map((droplet_id) => ({ droplet_id, ...waiting })));
    const path = `/v2/firewalls/${firewall.id}`;
    expect((await get(path)).body.firewall.status).toBe("waiting");
    expect((await get(path)).body.firewall).toMatchObject({ status: "succeeded", pending_changes: [] });
  });

  it("take Droplets, tags and rules one by one, and give them up", async () => {
    const client = await open();
    const droplet = await client.droplet("a", ["web"]);
    const { id } = await client.create({ inbound_rules: [web] });
    const path = `/v2/firewalls/${id}`;
    const ssh = { protocol: "tcp", ports: "22", sources: { addresses: ["192.0.2.0/24"] } };
    const lists = { droplets: { droplet_ids: [droplet] }, tags: { tags: ["web"] }, rules: { inbound_rules: [ssh] } };
    for (const [name, list] of Object.entries(lists)) await client.post(`${path}/${name}`, list);
    const full = { droplet_ids: [droplet], tags: ["web"], inbound_rules: [web, ssh] };
    expect((await client.get(path)).body.firewall).toMatchObject(full);
    for (const [name, list] of Object.entries(lists)) await client.delete(`${path}/${name}`, list);
    const bare = { droplet_ids: [], tags: [], inbound_rules: [web] };
    expect((await client.get(path)).body.firewall).toMatchObject(bare);
  });

  it("refer to what the account has", async () => {
    const { post } = await open();
    const sources = { droplet_ids: [1], load_balancer_uids: ["none"], kubernetes_ids: ["none"] };
    const { body } = await post("/v2/firewalls", {
      name: "web",
      tags: ["absent"],
      inbound_rules: [{ protocol: "tcp", ports: "80", sources }],
    });
    expect(body.message).toBe("no Droplet 1; no tag absent; no load balancer none; no Kubernetes cluster none");
  });

  it("know nothing more of a Droplet that is gone", async () => {
    const client = await open();
    const droplet = await client.droplet("a");
    await client.get(`/v2/droplets/${droplet}`);
    const { id } = await client.create({ inbound_rules: [web], droplet_ids: [droplet] });
    await client.delete(`/v2/droplets/${droplet}`);
    await client.get(`/v2/droplets/${droplet}`);
    expect((await client.get(`/v2/firewalls/${id}`)).body.firewall.droplet_ids).toEqual([]);
  });

  it("have at most 50 rules and 5 tags, a name of their own, and ports and addresses that exist", async () => {
    const { post, create } = await open();
    await create({ inbound_rules: [web] });
    expect((await post("/v2/firewalls", { name: "web", inbound_rules: [web] })).status).toBe(409);
    expect((await post("/v2/firewalls", { name: "other" })).status).toBe(422);
    const many = { name: "many", inbound_rules: Array.from({ length: 51 }, () => web) };
    expect((await post("/v2/firewalls", many)).body.message).toContain("at most 50 rules");
    const wrong = { protocol: "tcp", ports: "90-80", sources: { addresses: ["192.0.2.0/33"] } };
    expect((await post("/v2/firewalls", { name: "wrong", inbound_rules: [wrong] })).body.message).toMatch(
      /^inbound_rules\[0\]\.port_range: found "90-80".*source_addresses\[0\]: found "192.0.2.0\/33"/,
    );
  });
});
