// The page that `governor check --format html` writes, in a real browser.
/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { estimateCost, evaluate, loadSettings, readStack, rules } from "@infrafabric/governor";
import { type Report, reportFormats } from "@infrafabric/governor/internal";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser } from "./browser.ts";
import { contrasts, openPage } from "./report-page.ts";

const stackUrn = "urn:pulumi:prod::shop::";
const tier = { urn: `${stackUrn}my:index:Tier::tier`, type: "my:index:Tier", custom: false };
const long = "a-database-with-a-name-that-nobody-could-have-wanted-to-be-this-long-and-that-has-no-blank";

function resource(kind: string, name: string, inputs: object, dependencies: Readonly<Record<string, string[]>> = {}) {
  const type = `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  return {
    ...{ urn: `${stackUrn}${type}::${name}`, type, custom: true, parent: tier.urn, inputs },
    ...{ propertyDependencies: dependencies, sourcePosition: "project:///index.ts#4,7" },
  };
}

const net = resource("Vpc", "net", { region: "nyc3", ipRange: "10.10.0.0/20" });
const droplet = { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-2vcpu-4gb", tags: ["team:web"] };
const web = resource("Droplet", "web", { ...droplet, vpcUuid: net.urn }, { vpcUuid: [net.urn] });
const pool = resource("DropletAutoscale", `<img src=x onerror="document.title='owned'">`, {
  config: { minInstances: 1, maxInstances: 3 },
  dropletTemplate: droplet,
});
const data = resource("DatabaseCluster", long, {
  ...{ engine: "pg", version: "17", region: "nyc3", size: "db-s-1vcpu-1gb", nodeCount: 1 },
});
const wall = resource("Firewall", "wall", {
  inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["0.0.0.0/0"] }],
});

const preview = JSON.stringify({
  steps: [
    ...[tier, net, web, pool, wall].map((newState) => ({ op: "create", urn: newState.urn, newState })),
    { op: "replace", replaceReasons: ["region"], urn: data.urn, oldState: { ...data, id: "1" }, newState: data },
  ],
});

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 20
    resources: { droplet: { backup_required: true } }
exemptions:
  - { rule: droplet-backups, resource: web, reason: rebuilt every night, owner: ann@example.com, expires: 2099-01-01 }
`;

function report(): Report {
  const stack = readStack(preview, "preview.json");
  const loaded = loadSettings({
    ...{ order: "project", explicit: settings, env: {}, startDir: "/", rules },
    ...{ project: stack.project, stack: stack.stack },
  });
  return {
    ...{ origin: "preview.json", stack, settings: loaded, rules, framework: "cis" },
    evaluation: evaluate(stack, loaded, rules),
    cost: estimateCost(stack.resources, loaded.usage),
  };
}

describe.skipIf(!hasBrowser)("the page of a check", () => {
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-report-"));
  const [single, fleet] = ["report.html", "fleet.html"].map((name) => pathToFileURL(join(folder, name)).href);
  const { findings } = report().evaluation;
  let opened: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    const format = await reportFormats.html();
    writeFileSync(join(folder, "report.html"), format([report()]));
    writeFileSync(join(folder, "fleet.html"), format([report(), report()], { isFleet: true }));
    opened = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await opened?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ({ page, complaints } = await openPage(opened.browser, folder));
    await page.goto(single ?? "");
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const shown = () => page.locator(".groups .finding:not([hidden])");
  const countOf = (which: (finding: (typeof findings)[number]) => boolean) => findings.filter(which).length;

  it("takes names for text", async () => {
    expect(await page.title()).toBe("shop/prod · governor");
    expect(await page.locator("img").count()).toBe(0);
  });

  it("filters by severity, status and words, and forgets it again", async () => {
    const all = findings.length;
    expect(await shown().count()).toBe(all);
    await page.getByLabel("Severity").selectOption("high");
    const high = countOf(({ severity }) => severity === "high");
    expect(await shown().count()).toBe(high);
    expect(await page.locator("#shown").textContent()).toBe(`${high} of ${all} findings`);
    await page.getByLabel("Severity").selectOption("");
    await page.getByLabel("Status").selectOption("exempt");
    expect(await shown().count()).toBe(1);
    await page.getByText("rebuilt every night").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => shown().count()).toBe(all);
    await page.getByRole("searchbox", { name: "Search" }).fill("firewall-no-public-admin-ports wall");
    await expect.poll(() => shown().count()).toBe(1);
    await page.getByRole("searchbox", { name: "Search" }).fill("nothing is called so");
    await expect.poll(() => shown().count()).toBe(0);
  });

  it("groups by severity and by resource, with the reason where one looks", async () => {
    const heads = page.locator("section > .groups > .group > summary");
    await page.getByLabel("Group by").selectOption("severity");
    const severities = ["critical", "high", "medium", "low"].filter((one) =>
      findings.some(({ severity, status }) => severity === one && status !== "exempt"),
    );
    expect(await heads.locator(".severity").allTextContents()).toEqual(severities);
    await page.getByLabel("Group by").selectOption("resource");
    const wallGroup = page.locator(".group", { has: page.locator("summary b", { hasText: /^Firewall wall$/ }) });
    await wallGroup.getByText("firewall-no-public-admin-ports fix and why").click();
    await wallGroup.getByText("Let in the addresses of your VPN").waitFor();
    await page.getByLabel("Group by").selectOption("rule");
    expect(await page.locator(".own").count()).toBe(0);
    expect(await shown().count()).toBe(findings.length);
  });

  it("tells by mouse and by keyboard what is the matter with a resource", async () => {
    const panel = page.locator(".panel");
    await page.getByRole("button", { name: /^Firewall wall/ }).click();
    expect(await panel.getByRole("heading").textContent()).toBe("Firewall wall");
    const { urn } = wall;
    expect(await panel.locator(".finding").count()).toBe(countOf((finding) => finding.urn === urn));
    await page.getByRole("button", { name: /^Vpc net/ }).focus();
    expect(await page.locator(".edge.lit").count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await panel.getByRole("heading").textContent()).toBe("Vpc net");
    await panel.getByRole("button", { name: "Close" }).press("Enter");
    expect(await panel.isHidden()).toBe(true);
  });

  it.each(["light", "dark"] as const)("can be read in %s, whichever the system has", async (scheme) => {
    if (scheme === "dark") await page.getByRole("button", { name: "Dark theme" }).click();
    const ratios = await contrasts(page);
    expect(ratios.length).toBeGreaterThan(50);
    expect(Math.min(...ratios)).toBeGreaterThan(4.5);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(scheme === "dark" ? "rgb(15, 20, 26)" : "rgb(246, 247, 249)");
  });

  it("follows the system until one chooses", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.getByRole("button", { name: "Light theme" }).click();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(246, 247, 249)");
  });

  it.each(["single", "fleet"])("is no wider than a phone (%s)", async (which) => {
    await page.setViewportSize({ width: 360, height: 740 });
    if (which === "fleet") {
      await page.goto(fleet ?? "");
      await page.getByRole("link", { name: "shop/prod" }).first().click();
      await page.locator("#stack-1[open]").waitFor();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it("has everything on paper, and no controls", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("searchbox").isVisible()).toBe(false);
    for (const text of ["rebuilt every night", "Let in the addresses of your VPN"])
      expect(await page.getByText(text).first().isVisible()).toBe(true);
    const folded = await page
      .locator(".reason > p")
      .evaluateAll((all) => all.filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length);
    expect(folded).toBe(0);
  });

  it("reads without its script", async () => {
    const context = await opened.browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await bare.goto(single ?? "");
    expect(await bare.locator(".finding").count()).toBe(findings.length);
    expect(await bare.getByRole("searchbox").isVisible()).toBe(false);
    await context.close();
  });
});
