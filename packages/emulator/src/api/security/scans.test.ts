import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/security";

it("scans run for a while, and find nothing", async () => {
  const client = await openClient();
  expect((await client.get(`${path}/scans/latest`)).status).toBe(404);
  client.emulator.cloud.transitions.policies.set("*", { when: "polls", times: 1 });
  const { scan } = (await client.post(`${path}/scans`)).body;
  expect(scan).toMatchObject({ status: "IN_PROGRESS", findings: [] });
  expect((await client.post(`${path}/scans`)).status).toBe(422);
  const one = `${path}/scans/${scan.id}`;
  await client.get(one);
  expect((await client.get(one)).body.scan.status).toBe("COMPLETED");
  await client.post(`${path}/scans`);
  const { scans } = (await client.get(`${path}/scans`)).body;
  expect(scans).toHaveLength(2);
  expect((await client.get(`${path}/scans/latest`)).body.scan.id).toBe(scans[0].id);
  expect((await client.get(`${one}/findings/${scan.id}/affected_resources`)).status).toBe(404);
  expect((await client.post(`${path}/scans/rules`, { resource: "do:droplet:1" })).status).toBe(201);
});

it("settings say what is scanned, and what is not to be found", async () => {
  const client = await openClient();
  const tier_coverage = { basic: { resources: ["do:droplet:1"], tags: ["web"] } };
  expect((await client.put(`${path}/settings/plan`, { tier_coverage })).body).toEqual({ tier_coverage });
  const parts = { rule_uuid: "rule", resources: ["do:droplet:1", "do:droplet:1", "do:volume:a"] };
  const { body, status } = await client.post(`${path}/settings/suppressions`, parts);
  expect(status).toBe(201);
  expect(body.resources).toMatchObject([
    { rule_uuid: "rule", resource_type: "droplet", resource_id: "1" },
    { rule_uuid: "rule", resource_type: "volume", resource_id: "a" },
  ]);
  // Once is enough.
  await client.post(`${path}/settings/suppressions`, parts);
  expect((await client.delete(`${path}/settings/suppressions/${body.resources[0].id}`)).status).toBe(204);
  const settings = (await client.get(`${path}/settings`)).body;
  expect(settings.tier_coverage).toEqual(tier_coverage);
  expect(settings.settings.suppressions.resources).toHaveLength(1);
  expect((await client.post(`${path}/settings/suppressions`, { ...parts, resources: ["web"] })).status).toBe(422);
});

it("what is deposited is found by the last scan", async () => {
  const client = await openClient();
  const finding = {
    ...{ kind: "finding", token: "token", rule_uuid: "5b7c9a54-9d0e-4c3a-8f1e-2f3a4b5c6d7e", name: "Open port" },
    ...{ severity: "HIGH", details: "Port 22 is open.", steps: ["Close it."], resources: ["do:droplet:1"] },
  };
  const deposit = async () =>
    fetch(`${client.emulator.url}/_emulator/deposits`, { method: "POST", body: JSON.stringify(finding) });
  expect((await deposit()).status).toBe(422);
  client.emulator.cloud.transitions.policies.set("*", { when: "immediate" });
  await client.post(`${path}/scans`);
  expect((await deposit()).status).toBe(201);
  const { scan } = (await client.get(`${path}/scans/latest`)).body;
  expect(scan.findings).toMatchObject([
    {
      ...{ rule_uuid: finding.rule_uuid, name: "Open port", severity: "HIGH", affected_resources_count: 1 },
      mitigation_steps: [{ step: 1, description: "Close it." }],
    },
  ]);
  const affected = await client.get(`${path}/scans/${scan.id}/findings/${finding.rule_uuid}/affected_resources`);
  expect(affected.body.affected_resources).toEqual([{ urn: "do:droplet:1", name: "1", type: "droplet" }]);
});
