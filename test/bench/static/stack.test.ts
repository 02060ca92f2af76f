import { expect, it } from "vitest";
import { seeded } from "./faults.ts";
import { exportOf, hclOf, type Resource, sample, stackOf } from "./stack.ts";

it("has the same resources in both forms, whatever the size", () => {
  for (const resources of [stackOf(1), stackOf(100), seeded()]) {
    const hcl = [...hclOf(resources).matchAll(/^resource "digitalocean_(\w+)" "([\w-]+)"/gm)];
    const terraform = hcl.map(([, type = "", name]) => `${type.replaceAll("_", "")} ${name}`);
    expect(inExport(resources)).toEqual(terraform);
    expect(terraform).toHaveLength(resources.length);
    expect(new Set(terraform).size).toBe(resources.length);
  }
});

it("writes the inputs as Terraform names them, with a block for each object", () => {
  const text = hclOf([sample("Firewall", "edge"), sample("LoadBalancer", "front")]);
  expect(text.match(/^ {2}inbound_rule \{$/gm)).toHaveLength(2);
  expect(text).toContain('    source_addresses = ["203.0.113.0/24"]\n');
  expect(text).toContain("  redirect_http_to_https = true\n");
  expect(text).toContain('  healthcheck {\n    protocol = "http"\n    port = 80\n');
});

function inExport(resources: readonly Resource[]): readonly string[] {
  const { deployment }: { deployment: { resources: { type: string; urn: string }[] } } = JSON.parse(
    exportOf(resources),
  );
  return deployment.resources.map(({ type, urn }) => {
    return `${type.split(":").at(-1)?.toLowerCase()} ${urn.split("::").at(-1)}`;
  });
}
