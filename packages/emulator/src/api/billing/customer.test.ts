import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

/** An account in mid-May that has had a database since 1 May. */
async function openAccount() {
  const client = await openClient();
  const { clock } = client.emulator.cloud;
  clock.stop(Date.UTC(2027, 4, 1));
  await client.post("/v2/databases", {
    name: "main",
    engine: "pg",
    size: "db-s-1vcpu-2gb",
    num_nodes: 1,
    region: "nyc3",
  });
  const day = 24 * 60 * 60 * 1000;
  return { client, advance: (days: number) => clock.advance(days * day) };
}

it("the balance grows with what there is, up to its price for 28 days", async () => {
  const { client, advance } = await openAccount();
  const usage = async () => (await client.get("/v2/customers/my/balance")).body.month_to_date_usage;
  expect(await usage()).toBe("0.00");
  advance(14);
  expect(await usage()).toBe("15.23");
  advance(16);
  expect(await usage()).toBe("30.45");
});

it("each month that has ended has an invoice, which is paid", async () => {
  const { client, advance } = await openAccount();
  advance(14);
  expect((await client.get("/v2/customers/my/invoices")).body).toMatchObject({
    invoices: [],
    invoice_preview: { amount: "15.23", invoice_period: "2027-05" },
  });
  advance(45);
  const { body } = await client.get("/v2/customers/my/invoices");
  expect(body.invoices).toEqual([expect.objectContaining({ amount: "30.45", invoice_period: "2027-05" })]);
  expect(body.invoice_preview.invoice_period).toBe("2027-06");
  const [invoice] = body.invoices;
  expect((await client.get("/v2/customers/my/billing_history")).body.billing_history).toMatchObject([
    { type: "Payment", amount: "-30.45" },
    { type: "Invoice", amount: "30.45", invoice_uuid: invoice.invoice_uuid },
  ]);
  const path = `/v2/customers/my/invoices/${invoice.invoice_uuid}`;
  expect((await client.get(path)).body.invoice_items).toMatchObject([
    { product: "Database Clusters", description: "main (1 x db-s-1vcpu-2gb)", duration: "744", amount: "30.45" },
  ]);
  expect((await client.get(`${path}/summary`)).body.product_charges.items).toEqual([
    { name: "Database Clusters", count: "1", amount: "30.45" },
  ]);
  expect((await client.get("/v2/customers/my/invoices/unheard-of")).status).toBe(404);
});

it("everything that has a price is charged", async () => {
  const { client, advance } = await openAccount();
  const region = "nyc3";
  await client.post("/v2/droplets", {
    name: "web",
    region,
    size: "s-1vcpu-1gb",
    image: "ubuntu-24-04-x64",
    backups: true,
  });
  await client.post("/v2/volumes", { name: "data", region, size_gigabytes: 100 });
  await client.post("/v2/registry", { name: "acme", subscription_tier_slug: "basic" });
  await client.post("/v2/kubernetes/clusters", {
    name: "prod",
    region,
    version: "1.36",
    node_pools: [{ name: "pool-1", size: "s-2vcpu-4gb", count: 2 }],
  });
  await client.post("/v2/apps", {
    spec: { name: "shop", services: [{ name: "web", instance_size_slug: "apps-s-1vcpu-1gb", instance_count: 2 }] },
  });
  advance(30);
  const { body } = await client.get("/v2/customers/my/invoices");
  const path = `/v2/customers/my/invoices/${body.invoice_preview.invoice_uuid}`;
  expect((await client.get(`${path}/summary`)).body.product_charges.items).toEqual([
    { name: "App Platform", count: "1", amount: "24.00" },
    // $6 with daily backups at 30 %, and the cluster's two nodes at $24.
    { name: "Droplets", count: "3", amount: "55.80" },
    { name: "Volumes", count: "1", amount: "10.00" },
    { name: "Database Clusters", count: "1", amount: "30.45" },
    { name: "Kubernetes Clusters", count: "1", amount: "40.00" },
    { name: "Container registry subscription", count: "1", amount: "5.00" },
  ]);
});

it("an invoice is a table and a printed page, too", async () => {
  const { client, advance } = await openAccount();
  advance(31);
  const { body } = await client.get("/v2/customers/my/invoices");
  const path = `/v2/customers/my/invoices/${body.invoices[0].invoice_uuid}`;
  const csv = await client.get(`${path}/csv`);
  expect(csv.headers.get("content-type")).toBe("text/csv");
  expect(csv.headers.get("content-disposition")).toBe("attachment; filename=digitalocean-invoice-2027-05.csv");
  expect(csv.body.split("\n")).toEqual([
    "product,group_description,description,hours,start,end,USD,project_name,category",
    "Database Clusters,,main (1 x db-s-1vcpu-2gb),744,2027-05-01 00:00:00 +0000,2027-06-01 00:00:00 +0000,$30.45,,iaas",
    "",
  ]);
  const pdf = await client.get(`${path}/pdf`);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(pdf.body).toMatch(/^%PDF-1\.4\n/);
  expect(pdf.body).toContain("($30.45  Total) '");
  // Where the table of objects begins, as readers look for it.
  const [, at] = /startxref\n(\d+)\n%%EOF\n$/.exec(pdf.body) ?? [];
  expect(pdf.body.slice(Number(at))).toMatch(/^xref\n0 6\n/);
  const preview = "/v2/customers/my/invoices/preview";
  expect((await client.get(`${preview}/summary`)).body.billing_period).toBe("2027-06");
  expect((await client.get("/v2/customers/my/invoices/none/csv")).status).toBe(404);
});

it("insights are what each day cost", async () => {
  const { client, advance } = await openAccount();
  advance(2.5);
  const team = "do:team:12345678-1234-4234-8234-123456789012";
  const insights = async (dates: string, query = "") => client.get(`/v2/billing/${team}/insights/${dates}${query}`);
  const { body } = await insights("2027-04-30/2027-05-31");
  expect(body).toMatchObject({ total_items: 3, total_pages: 1, current_page: 1 });
  expect(body.data_points[0]).toMatchObject({
    start_date: "2027-05-01",
    total_amount: "1.09",
    sku: "1-DATABASE-CLUSTERS",
  });
  expect((await insights("2027-05-01/2027-05-31", "?per_page=2&page=2")).body).toMatchObject({
    ...{ total_items: 3, total_pages: 2, current_page: 2, data_points: [{ start_date: "2027-05-03" }] },
  });
  expect((await insights("2028-05-01/2028-05-31")).body.data_points).toEqual([]);
  expect((await insights("2027-05-31/2027-05-01")).status).toBe(400);
  expect((await insights("yesterday/2027-05-01")).status).toBe(400);
  expect((await client.get("/v2/billing/me/insights/2027-05-01/2027-05-31")).status).toBe(404);
});
