// A governed cluster through the real engine and the vendor's provider: what changes it, and what is left of it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { GovernedKubernetes } = require("@infrafabric/digitalocean");
const apps = new GovernedKubernetes("apps", {
  region: "nyc3",
  apiFrom: ["203.0.113.0/24"],
  alertEmails: ["ops@example.com"],
  tags: { owner: "apps" },
  ...require("./wanted.json"),
});
exports.clusterId = apps.clusterId;
exports.version = apps.version;
exports.kubeconfig = apps.kubeconfig;
exports.associatedTag = apps.associatedTag;
`;

const web = { size: "s-2vcpu-4gb", minNodes: 1, maxNodes: 3 };
const before = { version: "1.35", pools: { web, old: { size: "s-2vcpu-4gb", nodeCount: 1 } } };
const after = {
  ...before,
  registryIntegration: true,
  apiFrom: ["198.51.100.0/24"],
  upgradeWindow: { day: "any", startTime: "22:00" },
  // The size of one pool, the key of another one: both are replaced, and the cluster is not.
  pools: {
    web: { ...web, size: "s-4vcpu-8gb", taints: [{ key: "dedicated", effect: "NoSchedule" }] },
    new: { size: "s-2vcpu-4gb", nodeCount: 2, labels: { tier: "new" } },
  },
};

describe.skipIf(!hasEngine || real === undefined)("a governed cluster with the real provider", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  const api = async (method: string, path: string, body?: object) =>
    fetch(`${emulator.url}/v2/${path}`, {
      method,
      headers: { authorization: "Bearer token" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it("keeps its identity through new pools and upgrades, and leaves what its workloads have made", async () => {
    const bench = openWorkbench(real);
    try {
      const dir = bench.project({ program, files: { "wanted.json": JSON.stringify(before) }, settings: "rules: {}\n" });
      const env = { DIGITALOCEAN_API_URL: emulator.url, DIGITALOCEAN_TOKEN: "token" };
      const stack = await bench.stack(dir, { pack: "none", env });
      const want = (wanted: object) => writeFileSync(join(dir, "wanted.json"), JSON.stringify(wanted));

      const up = await stack.up();
      expect(up.text).toContain("+ 10 created");
      const { clusterId, version, kubeconfig } = await stack.outputs();
      expect(version).toMatch(/^1\.35\./);
      expect(kubeconfig).toBe("[secret]");
      await expectUnchanged(stack);

      await api("POST", "registry", { name: "acme", subscription_tier_slug: "basic" });
      want(after);
      const changed = await stack.up();
      expect(changed, changed.text).toMatchObject({ code: 0 });
      expect(changed.text).toMatch(/~ 1 updated/);
      expect(changed.text).toMatch(/\+-1 replaced/);
      expect(await stack.outputs()).toMatchObject({ clusterId });
      await expectUnchanged(stack);

      // DigitalOcean upgrades the cluster, and the program still names the version that it was created with.
      await api("POST", `kubernetes/clusters/${clusterId}/upgrade`, { version: "1.35.9-do.0" });
      expect(await stack.refresh()).toMatchObject({ code: 0 });
      expect(await stack.unchanged()).toMatchObject({ code: 0 });
      want({ ...after, upgradeTo: "1.36.1-do.0" });
      const upgraded = await stack.up();
      expect(upgraded, upgraded.text).toMatchObject({ code: 0 });
      expect(upgraded.text).not.toContain("replaced");
      expect(await stack.outputs()).toMatchObject({ clusterId, version: "1.36.1-do.0" });

      want({ ...after, defaultPoolSize: "s-2vcpu-4gb" });
      expect((await stack.preview()).text).toMatch(/KubernetesCluster +apps-cluster +replace/);

      const { associatedTag } = await stack.outputs();
      const volume = { name: "pvc-1", size_gigabytes: 10, region: "nyc3", tags: [associatedTag] };
      expect((await api("POST", "volumes", volume)).status).toBe(201);
      want(after);
      const destroyed = await stack.destroy();
      expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
      const { volumes } = await (await api("GET", "volumes")).json();
      expect(volumes).toMatchObject([{ name: "pvc-1", tags: [associatedTag] }]);
      expect((await (await api("GET", "droplets")).json()).droplets).toEqual([]);
    } finally {
      bench.close();
    }
  });
});
