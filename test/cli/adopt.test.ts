// The project of an account type-checks, and registers what there is, without an engine and without a provider.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openClient } from "@infrafabric/connect";
import { type Outliners, projectFiles, readInventory, select } from "@infrafabric/connect/internal";
import { startEmulator } from "@infrafabric/emulator";
import { rules } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import { expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { plantEstate, spacesKeyOf } from "../emulator/estate.ts";

const root = join(import.meta.dirname, "../..");

it("an adopted project type-checks, registers each resource once, and is governed", { timeout: 300_000 }, async () => {
  const emulator = await startEmulator();
  const dir = mkdtempSync(join(tmpdir(), "governor-adopted-"));
  onTestFinished(async () => {
    rmSync(dir, { recursive: true });
    await emulator.close();
  });
  await plantEstate(emulator);
  const token = emulator.env().DIGITALOCEAN_TOKEN ?? "";
  const selection = select(
    await readInventory(openClient({ url: emulator.url, token }), { spaces: spacesKeyOf(emulator) }),
  );
  const { adopted } = selection;
  const names = { project: "adopted", stack: "main" };
  for (const [name, text] of projectFiles(selection, { ...names, rules, date: "2026-11-29" }))
    writeFileSync(join(dir, name), text);
  symlinkSync(join(root, "examples", "web-tier", "node_modules"), join(dir, "node_modules"));

  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const checked = await capture(process.execPath, [tsc, "-p", "."], { cwd: dir });
  expect(checked, checked.stdout).toMatchObject({ code: 0 });

  const preview = await previewProgram({ dir, ...names });
  expect(preview.resources.map(({ type, name }) => `${type} ${name}`).sort()).toEqual(
    adopted.map(({ kind, name }) => `${kind.type} ${name}`).sort(),
  );
  expect(preview.findings.filter(({ level, baseline }) => level === "mandatory" && baseline !== true)).toEqual([]);
  expect(
    preview.resources
      .filter(({ protect }) => protect === true)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(
    adopted
      .filter(({ protect }) => protect)
      .map(({ name }) => name)
      .sort(),
  );
});

it("a shop made by hand that is just what a component makes becomes one, with its inputs", {
  timeout: 300_000,
}, async () => {
  const emulator = await startEmulator();
  const dir = mkdtempSync(join(tmpdir(), "governor-adopted-"));
  onTestFinished(async () => {
    rmSync(dir, { recursive: true });
    await emulator.close();
  });
  const token = emulator.env().DIGITALOCEAN_TOKEN ?? "";
  await plantShop(emulator.url, token);
  const selection = select(await readInventory(openClient({ url: emulator.url, token })));
  const names = { project: "adopted", stack: "main" };
  const { outliners }: { readonly outliners: Outliners } = createRequire(
    join(root, "packages", "connect", "package.json"),
  )("@infrafabric/digitalocean/internal");
  const files = projectFiles(selection, { ...names, rules, date: "2026-11-30", components: () => outliners });
  for (const [name, text] of files) writeFileSync(join(dir, name), text);
  symlinkSync(join(root, "examples", "web-tier", "node_modules"), join(dir, "node_modules"));
  const code = files.get("index.ts") ?? "";
  expect(code).toContain('new GovernedWebTier("front", {');
  expect(code).toContain('  dropletTag: "web",\n');
  expect(code).toContain("  value: frontWebTier.loadBalancer.ip,\n");

  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const checked = await capture(process.execPath, [tsc, "-p", "."], { cwd: dir });
  expect(checked, checked.stdout).toMatchObject({ code: 0 });

  const preview = await previewProgram({ dir, ...names });
  expect(preview.findings.filter(({ level, baseline }) => level === "mandatory" && baseline !== true)).toEqual([]);
  const child = (name: string) => preview.resources.find((one) => one.name === name);
  const droplets = selection.adopted.filter(({ kind }) => kind.name === "Droplet");
  expect(droplets).toHaveLength(2);
  for (const [index, droplet] of droplets.entries()) {
    const registered = child(`front-${index === 0 ? "a" : "b"}`);
    for (const input of ["region", "size", "image", "backups"])
      expect(registered?.read(input).text()).toBe(`${droplet.inputs[input]}`);
  }
  expect(child("front-firewall")?.read("tags[0]").text()).toBe("web");
  expect(child("front-lb")?.read("dropletTag").text()).toBe("web");
});

/** A load balancer with two Droplets, as somebody makes them who knows what is good. */
async function plantShop(url: string, token: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}` };
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
      const headers = { authorization: `Bearer ${token}` };
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
