// Classes that no other test here goes over, through the real engine and the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";

const program = `
const { step } = require("./step.json");
const region = "nyc3";
const cluster = (engine, version, more) => new digitalocean.DatabaseCluster(engine, {
  name: "db-" + engine.replace("_", "-"), engine, version, size: "db-s-1vcpu-2gb", nodeCount: 1, region, ...more,
}).id;
new digitalocean.DatabasePostgresqlConfig("pg", { clusterId: cluster("pg", "17"), timezone: step === 1 ? "UTC" : "Europe/Berlin" });
new digitalocean.DatabaseMysqlConfig("mysql", { clusterId: cluster("mysql", "8"), connectTimeout: 10 * step });
new digitalocean.DatabaseValkeyConfig("valkey", { clusterId: cluster("valkey", "8"), timeout: 300 * step });
new digitalocean.DatabaseMongodbConfig("mongodb", { clusterId: cluster("mongodb", "7", { size: "db-s-1vcpu-1gb" }), verbosity: step });
new digitalocean.DatabaseAdvancedMysqlConfig("advanced", {
  clusterId: cluster("advanced_mysql", "8.4.8", { size: "gd-2vcpu-8gb" }), mysqlParameters: { max_connections: String(100 * step) },
});
new digitalocean.DatabaseAdvancedPostgresqlConfig("advanced", {
  clusterId: cluster("advanced_pg", "18", { size: "gd-2vcpu-8gb" }), pgParameters: { work_mem: String(4096 * step) },
});
const kafka = cluster("kafka", "3.8", { size: "db-s-2vcpu-2gb", nodeCount: 3 });
new digitalocean.DatabaseKafkaConfig("kafka", { clusterId: kafka, messageMaxBytes: 1048588 * step });
const opensearch = cluster("opensearch", "2");
new digitalocean.DatabaseOpensearchConfig("opensearch", { clusterId: opensearch, ismEnabled: step === 1 });
new digitalocean.DatabaseLogsinkRsyslog("logs", {
  clusterId: kafka, name: "logs", server: "192.0.2.10", port: 514 + step, format: "rfc5424",
});
new digitalocean.DatabaseLogsinkOpensearch("search", {
  clusterId: kafka, name: "search", endpoint: "https://user:secret@192.0.2.11:25060", indexPrefix: "kafka", indexDaysMax: step,
});

const net = new digitalocean.Vpc("far", { name: "far", region: "tor1" });
const inference = new digitalocean.DedicatedInference("llm", {
  name: "llm-" + step, region: "tor1", vpcUuid: net.id, enablePublicEndpoint: true, huggingFaceToken: "hf-secret",
  modelDeployments: [{
    modelSlug: "mistral/7b", modelProvider: "hugging_face", providerModelId: "mistralai/7b",
    accelerators: [{ acceleratorSlug: "gpu-mi300x1-192gb", scale: step, type: "prefill_decode" }],
  }],
});
new digitalocean.DedicatedInferenceToken("llm", { dedicatedInferenceId: inference.id, name: "ci" });
new digitalocean.GradientaiOpenaiApiKey("ci", { name: "ci-" + step, apiKey: "sk-secret" });
new digitalocean.GenaiOpenaiApiKey("old", { name: "old", apiKey: "sk-secret" });
new digitalocean.VectorDatabase("search", {
  name: "search", region, size: "small", tags: ["step-" + step],
  config: { defaultQuantization: step === 1 ? "rq" : "pq" },
});
new digitalocean.ByoipPrefix("own", { prefix: "203.0.113.0/24", region, signature: "signed", advertised: step > 1 });
const vpc = new digitalocean.Vpc("net", { name: "net", region });
new digitalocean.PartnerAttachment("line", {
  name: "line-" + step, connectionBandwidthInMbps: 1000, region: "nyc", naasProvider: "megaport", vpcIds: [vpc.id],
  redundancyZone: "MEGAPORT_BLUE",
  bgp: { localRouterIp: "169.254.0.1/29", peerRouterIp: "169.254.0.6/29", peerRouterAsn: 64532, authKey: "secret" },
});
new digitalocean.ContainerRegistries("acme", {
  name: "acme", region, subscriptionTierSlug: step === 1 ? "basic" : "professional",
});
`;

describe.skipIf(!hasEngine || real === undefined)("classes that stand in no other test, with the real provider", () => {
  it("are created, stay as they are, change in place and go without a trace", async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    const told = (step: number) => JSON.stringify({ step });
    const dir = bench.project({ program, files: { "step.json": told(1) } });
    const stack = await bench.stack(dir, { pack: "none", env: emulator.env() });
    for (const [step, done] of [
      [1, "+ 29 created"],
      [2, "~ 16 updated"],
    ] as const) {
      writeFileSync(join(dir, "step.json"), told(step));
      const up = await stack.up();
      expect(up, up.text).toMatchObject({ code: 0 });
      expect(up.text).toContain(done);
      expect(up.text).not.toContain("replaced");
      const drift = await stack.refresh("--expect-no-changes");
      expect(drift, drift.text).toMatchObject({ code: 0 });
    }
    const again = await stack.unchanged();
    expect(again, again.text).toMatchObject({ code: 0 });
    const destroy = await stack.destroy();
    expect(destroy, destroy.text).toMatchObject({ code: 0 });
    expect(left(emulator.cloud)).toEqual({ projects: 1, registry_subscription: 1, tags: 2, vpcs: 2 });
  });
});
