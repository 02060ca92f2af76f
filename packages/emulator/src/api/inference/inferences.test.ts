import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/dedicated-inferences";

async function open() {
  const client = await openClient();
  const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "tor1" })).body;
  const accelerators = [{ accelerator_slug: "gpu-mi300x1-192gb", scale: 1, type: "prefill_decode" }];
  const spec = {
    ...{ version: 1, name: "llm", region: "tor1", vpc: { uuid: vpc.id }, enable_public_endpoint: true },
    model_deployments: [{ model_slug: "mistral/7b", model_provider: "hugging_face", accelerators }],
  };
  const { body, status } = await client.post(path, { spec });
  expect(status).toBe(202);
  return { client, vpc, spec, body, one: `${path}/${body.dedicated_inference.id}` };
}

it("dedicated inference is made, updated, and deleted after a while", async () => {
  const { client, vpc, spec, body, one } = await open();
  expect(body.dedicated_inference).toMatchObject({ status: "provisioning", vpc_uuid: vpc.id });
  expect(body.token).toMatchObject({ is_managed: true, value: expect.stringMatching(/^di_/) });
  expect((await client.get(one)).body.dedicated_inference).toMatchObject({
    ...{ status: "active", endpoints: { public_endpoint_fqdn: expect.stringMatching(/^https:/) } },
  });
  const updated = (await client.patch(one, { spec: { ...spec, name: "llm-2" } })).body.dedicated_inference;
  expect(updated).toMatchObject({ status: "updating", spec: { name: "llm-2", version: 2 } });
  expect((await client.patch(one, { spec: { ...spec, region: "atl1" } })).status).toBe(422);
  expect((await client.get(`${path}?region=atl1`)).body.dedicated_inferences).toEqual([]);
  expect((await client.get(`${one}/ca`)).body.cert).not.toBe("");
  expect((await client.delete(`/v2/vpcs/${vpc.id}`)).status).toBe(409);
  expect((await client.delete(one)).status).toBe(202);
  expect((await client.get(one)).status).toBe(404);
});

it("dedicated inference has tokens, whose values are said once", async () => {
  const { client, one } = await open();
  const { token } = (await client.post(`${one}/tokens`, { name: "ci" })).body;
  expect(token.value).toMatch(/^di_/);
  const { tokens } = (await client.get(`${one}/tokens`)).body;
  expect(tokens).toMatchObject([{ name: "default" }, { name: "ci", is_managed: false }]);
  expect(JSON.stringify(tokens)).not.toContain(token.value);
  expect((await client.delete(`${one}/tokens/${token.id}`)).status).toBe(204);
  expect((await client.delete(`${one}/tokens/${token.id}`)).status).toBe(404);
});

it("dedicated inference is refused that cannot be", async () => {
  const { client, spec } = await open();
  const wrong = [
    {},
    { name: "a b" },
    { region: "nyc3" },
    { region: "atl1" },
    { vpc: { uuid: "x" } },
    { model_deployments: [] },
  ];
  for (const one of wrong) {
    const name = Object.keys(one).length === 0 ? "llm" : "other";
    const { status } = await client.post(path, { spec: { ...spec, name, ...one } });
    expect(status, JSON.stringify(one)).toBe(422);
  }
});
