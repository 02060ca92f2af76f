// The page that `governor cost --format html` writes, in a real browser.
/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadSettings, readStack, rules } from "@infrafabric/governor";
import { costFormats, costReport, withoutBackups } from "@infrafabric/governor/internal";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser } from "./browser.ts";
import { contrasts, openPage } from "./report-page.ts";

const stackUrn = "urn:pulumi:prod::shop::";
const tier = { urn: `${stackUrn}acme:index:WebTier::web`, type: "acme:index:WebTier", custom: false };

function resource(kind: string, name: string, inputs: object, more: object = {}) {
  const type = `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  return { urn: `${stackUrn}${type}::${name}`, type, custom: true, inputs, propertyDependencies: {}, ...more };
}

const long = "a-volume-with-a-name-that-nobody-could-have-wanted-to-be-this-long-and-that-has-no-blank";
const droplet = { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-4vcpu-8gb", tags: ["team:web"], backups: true };
const created = [
  tier,
  ...Array.from({ length: 14 }, (_, index) => resource("Droplet", `web-${index}`, droplet, { parent: tier.urn })),
  resource("KubernetesNodePool", "pool", { size: "s-2vcpu-4gb", autoScale: true, minNodes: 1, maxNodes: 6 }),
  resource("Nfs", "<img src=x onerror=alert(1)>", { size: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", region: "nyc3" }),
  resource("LoadBalancer", "edge", { region: "nyc3", sizeUnit: 2, tags: ["team:edge"] }),
  resource("SpacesBucket", "files", { region: "nyc3" }),
  resource("Vpc", "net", { region: "nyc3" }),
];
const removed = resource("Volume", long, { size: 500, region: "nyc3" });
const resized = resource("DatabaseCluster", "data", {
  engine: "pg",
  region: "nyc3",
  nodeCount: 1,
  size: "db-s-2vcpu-4gb",
});
const preview = JSON.stringify({
  steps: [
    ...created.map((newState) => ({ op: "create", urn: newState.urn, newState })),
    { op: "delete", urn: removed.urn, oldState: { ...removed, id: "1" } },
    {
      ...{ op: "update", urn: resized.urn, newState: resized },
      oldState: { ...resized, id: "2", inputs: { ...resized.inputs, size: "db-s-1vcpu-2gb" } },
    },
  ],
});
const text = `
providers: { digitalocean: { cost_limit_monthly: 800 } }
budgets: [{ tag: "team:web", monthly: 900 }, { component: web, monthly: 500 }]
usage: { droplet: { outbound_gib: 9000 } }
exemptions:
  - { rule: monthly-budget, resource: "*", reason: launch week, owner: ann@example.com, expires: 2099-01-01 }
`;

describe.skipIf(!hasBrowser)("the page of a report on cost", () => {
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-cost-"));
  const url = pathToFileURL(join(folder, "cost.html")).href;
  let opened: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    const stack = readStack(preview, "preview.json");
    const settings = loadSettings({
      ...{ order: "project", explicit: text, env: {}, startDir: "/", rules },
      ...{ project: stack.project, stack: stack.stack },
    });
    const format = await costFormats.html();
    writeFileSync(
      join(folder, "cost.html"),
      format(costReport(stack, settings, { whatIfs: [withoutBackups(stack.resources)] })),
    );
    opened = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await opened?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ({ page, complaints } = await openPage(opened.browser, folder));
    await page.goto(url);
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  it("says first how the budget stands, and takes names for text", async () => {
    expect(await page.title()).toBe("shop/prod · monthly cost · governor");
    expect(await page.locator(".verdict p").textContent()).toContain(
      "Over the budget, which an exemption allows: the stack",
    );
    expect(await page.locator("img").count()).toBe(0);
    await page.getByText("launch week (ann@example.com)").first().waitFor();
  });

  it("draws longer what costs more, and a dash for what has no price", async () => {
    const row = (name: string | RegExp) =>
      page.locator("[aria-label='Monthly cost by resource'] .bar-row", { hasText: name });
    const widthOf = async (name: string) => Number(await row(name).first().locator(".expected").getAttribute("width"));
    expect(await widthOf("Droplet web-0")).toBeGreaterThan(await widthOf("LoadBalancer edge"));
    expect(await row("KubernetesNodePool pool").locator(".range").count()).toBe(1);
    expect(await row("onerror").locator(".amount").textContent()).toBe("-");
    expect(await row("onerror").locator(".bar").count()).toBe(0);
  });

  it("draws what a change saves to the left and what it adds to the right", async () => {
    const change = page.getByRole("group", { name: /^This change/ });
    const [x, width] = await Promise.all(
      ["x", "width"].map(async (name) => Number(await change.locator(".saved").getAttribute(name))),
    );
    expect((x ?? 0) + (width ?? 0)).toBeCloseTo(50);
    expect(await change.locator(".added").first().getAttribute("x")).toBe("50");
    expect(await change.locator(".bar-row", { hasText: "DatabaseCluster data" }).locator(".basis").textContent()).toBe(
      "changed: $30.45 → $60.90",
    );
  });

  it.each(["light", "dark"] as const)("can be read in %s", async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    const ratios = await contrasts(page);
    expect(ratios.length).toBeGreaterThan(50);
    expect(Math.min(...ratios)).toBeGreaterThan(4.5);
  });

  it("has a theme to choose", async () => {
    await page.getByRole("button", { name: "Dark theme" }).click();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(15, 20, 26)");
  });

  it("is no wider than a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const folded of await page.locator("details.more > summary").all()) await folded.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it("has everything on paper, and no controls", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#theme").isVisible()).toBe(false);
    expect(await page.getByRole("columnheader", { name: "confidence" }).isVisible()).toBe(true);
    const wide = await page.locator(".numbers").evaluate((table) => table.scrollWidth - document.body.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  it("reads without its script", async () => {
    const context = await opened.browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await bare.goto(url);
    await bare.locator("summary", { hasText: "with a price" }).click();
    expect(await bare.locator(".numbers tbody tr").count()).toBeGreaterThan(20);
    await context.close();
  });
});
