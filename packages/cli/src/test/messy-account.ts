import type { Emulator } from "@infrafabric/emulator";

/** An account as it has grown, with what is wrong in it. */
export interface MessyAccount {
  /** How much the API was asked to make. */
  readonly made: number;
  /** The stack that manages the orderly part of it, as `pulumi stack export` writes it. */
  readonly state: string;
}

/** The settings to which it is held. */
export const messySettings = `providers:
  digitalocean:
    regions:
      allowed: [nyc3]
    resources:
      droplet:
        backup_required: true
        monitoring_required: true
    required_tags: [owner]
`;

interface Managed {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Fills the account of an emulator by calls of its API: a tidy web shop, and what has piled up around it. */
export async function plantMessyAccount(emulator: Emulator): Promise<MessyAccount> {
  let made = 0;
  const managed: Managed[] = [];
  const post = async (path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(`${emulator.url}/v2/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.env().DIGITALOCEAN_TOKEN}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${path}: ${text}`);
    made += 1;
    const answer: Readonly<Record<string, Readonly<Record<string, unknown>>>> = JSON.parse(text);
    const [first = {}] = Object.values(answer);
    return first;
  };
  const manage = (kind: string, name: string, id: unknown, inputs: Managed["inputs"]) =>
    managed.push({ kind, name, id: String(id), inputs });

  const region = "nyc3";
  const vpc = await post("vpcs", { name: "shop", region, ip_range: "10.20.0.0/24" });
  manage("Vpc", "shop", vpc.id, { name: "shop", region, ipRange: "10.20.0.0/24" });
  const key = await post("account/keys", {
    name: "ops",
    public_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGO2tZdJ5oQZSo6yyVvZL6Qd4Q1nSwKqJ7m3p1rQbR8h ops@example.com",
  });
  manage("SshKey", "ops", key.id, { name: "ops" });

  const machine = {
    ...{ region, vpc_uuid: vpc.id, image: "ubuntu-24-04-x64", ssh_keys: [key.id], size: "s-1vcpu-1gb" },
    ...{ monitoring: true, backups: true, tags: ["web", "owner:shop"] },
  };
  const webs: unknown[] = [];
  for (let at = 1; at <= 15; at += 1) {
    const name = `web-${at}`;
    const web = await post("droplets", { ...machine, name });
    webs.push(web.id);
    manage("Droplet", name, web.id, {
      ...{ name, region, image: "ubuntu-24-04-x64", monitoring: true, backups: true, tags: ["web", "owner:shop"] },
      // Somebody has resized the first two by hand.
      size: at <= 2 ? "s-1vcpu-2gb" : "s-1vcpu-1gb",
    });
    const disk = `data-${at}`;
    const volume = await post("volumes", { name: disk, region, size_gigabytes: 10, tags: ["owner:shop"] });
    await post(`volumes/${volume.id}/actions`, { type: "attach", droplet_id: web.id, region });
    made -= 1;
    manage("Volume", disk, volume.id, { name: disk, region, size: 10, tags: ["owner:shop"] });
  }
  const firewall = await post("firewalls", {
    name: "web",
    tags: ["web"],
    inbound_rules: [{ protocol: "tcp", ports: "443", sources: { addresses: ["10.20.0.0/24"] } }],
    outbound_rules: [{ protocol: "tcp", ports: "443", destinations: { addresses: ["10.20.0.0/24"] } }],
  });
  manage("Firewall", "web", firewall.id, { name: "web", tags: ["web"] });
  await post("domains", { name: "example.org" });
  manage("Domain", "example.org", "example.org", { name: "example.org" });
  for (let at = 1; at <= 15; at += 1) {
    const name = `host-${at}`;
    const record = await post("domains/example.org/records", { type: "A", name, data: `192.0.2.${at}`, ttl: 300 });
    manage("DnsRecord", name, record.id, {
      ...{ domain: "example.org", type: "A", name, ttl: 300 },
      // And has pointed one of them elsewhere.
      value: at === 1 ? "192.0.2.99" : `192.0.2.${at}`,
    });
  }
  manage("Droplet", "vanished", "999999999", { name: "vanished", region, size: "s-1vcpu-1gb" });

  // What nobody manages.
  await post("droplets", { ...machine, name: "no-backups", backups: false });
  await post("droplets", { ...machine, name: "unmonitored", monitoring: false });
  await post("droplets", { ...machine, name: "no-owner", tags: ["web"] });
  await post("droplets", { ...machine, name: "far-away", region: "sfo3", vpc_uuid: undefined });
  const stopped = await post("droplets", { ...machine, name: "stopped" });
  await post(`droplets/${stopped.id}/actions`, { type: "power_off" });
  made -= 1;
  await post("firewalls", {
    name: "open",
    droplet_ids: webs.slice(0, 1),
    inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } }],
  });
  await post("volumes", { name: "left-1", region, size_gigabytes: 100, tags: ["owner:shop"] });
  await post("volumes", { name: "left-2", region, size_gigabytes: 50, tags: ["owner:shop"] });
  await post("reserved_ips", { region });
  await post("firewalls", {
    name: "for-nobody",
    inbound_rules: [{ protocol: "tcp", ports: "443", sources: { addresses: ["10.20.0.0/24"] } }],
  });
  await post("vpcs", { name: "empty", region, ip_range: "10.40.0.0/24" });
  return { made, state: exported(managed) };
}

function exported(managed: readonly Managed[]): string {
  const resources = managed.map(({ kind, name, id, inputs }) => {
    const type = `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    return { urn: `urn:pulumi:production::shop::${type}::${name}`, custom: true, id, type, inputs, outputs: inputs };
  });
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}
