import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openClient } from "./client.ts";

/** What is created, and where it is read afterwards. */
const wanted = [
  ["/v2/spaces/keys", { name: "ci", grants: [{ bucket: "logs", permission: "read" }] }],
  ["/v2/registry", { name: "acme", subscription_tier_slug: "basic" }],
  ["/v2/databases", { name: "main", engine: "mysql", size: "db-s-1vcpu-2gb", num_nodes: 2, region: "nyc3" }],
  [
    "/v2/kubernetes/clusters",
    {
      name: "prod",
      region: "nyc3",
      version: "latest",
      node_pools: [{ name: "pool-1", size: "s-2vcpu-4gb", count: 2, taints: [{ Key: "gpu", Effect: "NoSchedule" }] }],
      routing_agent: { enabled: true },
      cluster_autoscaler_configuration: { expanders: ["priority"] },
    },
  ],
  ["/v2/apps", { spec: { name: "shop", alerts: [{ rule: "DOMAIN_FAILED" }], static_sites: [{ name: "site" }] } }],
] as const;

const readAgain = [
  "/v2/spaces/keys",
  "/v2/registry",
  "/v2/databases",
  "/v2/kubernetes/clusters",
  "/v2/apps",
  "/v2/droplets",
  "/v2/customers/my/invoices",
];

it("what DigitalOcean manages is there again after a restart, with its secrets", async () => {
  const persist = mkdtempSync(join(tmpdir(), "emulator-"));
  const first = await openClient({ persist });
  first.emulator.cloud.clock.stop(Date.UTC(2027, 0, 1));
  for (const [path, body] of wanted) expect((await first.post(path, body)).status, path).toBeLessThan(300);
  // The first look ends what is under way.
  await first.get("/v2/account");
  const before = await Promise.all(readAgain.map(async (path) => (await first.get(path)).body));
  await first.emulator.close();
  const second = await openClient({ persist });
  expect(await Promise.all(readAgain.map(async (path) => (await second.get(path)).body))).toEqual(before);
});
