// What belongs to Kafka, migrations, vector databases and prefixes of one's own, through the real engine and the vendor's
// provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const wanted = require("./wanted.json");
const region = "nyc3";
const kafka = new digitalocean.DatabaseCluster("kafka", {
  name: "events", engine: "kafka", version: "3.8", size: "db-s-2vcpu-2gb", region, nodeCount: 3,
});
new digitalocean.DatabaseKafkaTopic("orders", { clusterId: kafka.id, name: "orders", replicationFactor: 2, ...wanted.topic });
new digitalocean.DatabaseKafkaSchemaRegistry("order", {
  clusterId: kafka.id, subjectName: "order", schemaType: "avro", schema: JSON.stringify({ type: "string" }),
});
const pg = new digitalocean.DatabaseCluster("pg", {
  name: "main", engine: "pg", version: "16", size: "db-s-1vcpu-2gb", region, nodeCount: 1,
});
new digitalocean.DatabaseOnlineMigration("move", {
  clusterId: pg.id,
  source: { host: "db.example.com", port: 5432, dbName: "app", username: "app", password: "secret" },
});
new digitalocean.VectorDatabase("vectors", { name: "vectors", region: "tor1", size: wanted.size, tags: ["ai"] });
new digitalocean.ByoipPrefix("range", { prefix: "203.0.113.0/24", region, signature: "signed", advertised: wanted.advertised });
`;

const before = { topic: { partitionCount: 3 }, size: "small", advertised: false };
const after = {
  topic: { partitionCount: 5, configs: [{ retentionMs: "1000", cleanupPolicy: "compact" }] },
  size: "large",
  advertised: true,
};

/** What outlives its resources on DigitalOcean, too: default VPC and project, tags. */
const staying = ["projects", "tags", "vpcs"];

describe.skipIf(!hasEngine || real === undefined)("data services with the real provider", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it("are created, stay as they are, change in place and go without a trace", async () => {
    const bench = openWorkbench(real);
    try {
      const dir = bench.project({ program, files: { "wanted.json": JSON.stringify(before) } });
      const env = { DIGITALOCEAN_API_URL: emulator.url, DIGITALOCEAN_TOKEN: "token" };
      const stack = await bench.stack(dir, { pack: "none", env });

      const { text: first } = await stack.up();
      expect(first).toContain("+ 8 created");
      await expectUnchanged(stack);

      writeFileSync(join(dir, "wanted.json"), JSON.stringify(after));
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      expect(text).toContain("~ 3 updated");
      expect(text).not.toContain("replaced");
      await expectUnchanged(stack);

      expect(await stack.destroy()).toMatchObject({ code: 0 });
      expect(Object.keys(left(emulator.cloud)).filter((name) => !staying.includes(name))).toEqual([]);
    } finally {
      bench.close();
    }
  });
});
