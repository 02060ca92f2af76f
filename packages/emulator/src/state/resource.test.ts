import { expect, it } from "vitest";
import { costOf } from "../api/billing/cost.ts";
import { openClient } from "../test/client.ts";
import { everyKind } from "../test/every-kind.ts";
import { descriptions, resourcesOf } from "./resource.ts";
import { recordKinds } from "./table.ts";

/** An account with everything that one can have, two weeks later. */
async function full() {
  const client = await openClient();
  await everyKind(client);
  client.emulator.cloud.clock.advance(14 * 24 * 60 * 60 * 1000);
  const account = client.emulator.cloud.accountOf("token");
  return { client, account };
}

it("every table is described, as resources or as a part of something", () => {
  expect([...descriptions.keys()].toSorted()).toEqual([...recordKinds.keys()].toSorted());
  const kinds = [...descriptions].filter(([, kind]) => kind !== "the account");
  for (const [table, kind] of kinds) expect(kind, table).toMatch(/^[A-Z]\w+$/);
});

it("every kind of resource stands on the page, under a key of its own", async () => {
  const { client, account } = await full();
  const resources = resourcesOf(account);
  const described = new Set([...descriptions.values()].filter((kind) => kind !== "the account"));
  expect(new Set(resources.map(({ kind }) => kind))).toEqual(described);
  expect(new Set(resources.map(({ key }) => key)).size).toBe(resources.length);
  const { body } = await client.get("/_emulator/resources");
  const drawn: { key: string; targets: string[] }[] = body.accounts[0].resources;
  expect(drawn.map(({ key }) => key)).toEqual(resources.map(({ key }) => key));
  const keys = new Set(drawn.map(({ key }) => key));
  expect(drawn.flatMap(({ targets }) => targets).filter((target) => !keys.has(target))).toEqual([]);
});

it("what has a price on the page is on the invoice, and the reverse", async () => {
  const { client, account } = await full();
  const { costs } = costOf(resourcesOf(account));
  for (const { since, name } of costs) expect(Date.parse(since), name).not.toBeNaN();
  const { cost } = (await client.get("/_emulator/resources")).body.accounts[0];
  const { invoice_preview } = (await client.get("/v2/customers/my/invoices")).body;
  const path = `/v2/customers/my/invoices/${invoice_preview.invoice_uuid}?per_page=200`;
  const items: { resource_id: string; description: string; product: string }[] = (await client.get(path)).body
    .invoice_items;
  const paidOnce: { name: string }[] = cost.shared;
  expect(items.map(({ resource_id, product }) => (resource_id === "" ? product : resource_id)).toSorted()).toEqual(
    [
      ...Object.keys(cost.byKey).map((key) => key.slice(key.indexOf(":") + 1)),
      ...paidOnce.map(({ name }) => name),
    ].toSorted(),
  );
  const priced = new Set(costs.flatMap(({ resource }) => resource?.kind ?? []));
  for (const kind of ["VpcNatGateway", "ReservedIp", "VolumeSnapshot", "CustomImage", "KubernetesCluster"]) {
    expect(priced).toContain(kind);
  }
  // One of the two is assigned.
  expect(costs.filter(({ resource }) => resource?.kind === "ReservedIp")).toMatchObject([{ monthly: 5 }]);
});

it("an address is paid for from when it was unassigned", async () => {
  const client = await openClient();
  const { clock } = client.emulator.cloud;
  clock.stop(Date.UTC(2027, 4, 1));
  const { reserved_ip } = (await client.post("/v2/reserved_ips", { region: "nyc3" })).body;
  clock.advance(14 * 24 * 60 * 60 * 1000);
  const usage = async () => (await client.get("/v2/customers/my/balance")).body.month_to_date_usage;
  expect(await usage()).toBe("2.50");
  await client.delete(`/v2/reserved_ips/${reserved_ip.ip}`);
  expect(await usage()).toBe("0.00");
});
