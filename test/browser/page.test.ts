// The emulator's page in a real browser.
/// <reference lib="dom" />
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasBrowser, openBrowser } from "./browser.ts";

describe.skipIf(!hasBrowser)("the page of an emulator", () => {
  let opened: Awaited<ReturnType<typeof openBrowser>>;
  let emulator: Emulator;
  let page: Page;
  /** Errors that the page reports, and requests that leave the emulator. */
  let complaints: string[];
  beforeAll(async () => {
    opened = await openBrowser();
  }, 60_000);
  afterAll(() => opened?.close());
  beforeEach(async () => {
    emulator = await startEmulator();
    page = await opened.browser.newPage({ viewport: { width: 1440, height: 900 } });
    complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("request", (request) => {
      if (!request.url().startsWith(emulator.url)) complaints.push(request.url());
    });
    await page.goto(`${emulator.url}/_emulator/`);
    await page.getByText("live", { exact: true }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await emulator.close();
    expect(complaints).toEqual([]);
  });

  const create = async (path: string, body: unknown) => {
    const response = await fetch(emulator.url + path, {
      method: "POST",
      headers: { authorization: "Bearer emulator" },
      body: JSON.stringify(body),
    });
    expect(response.ok, `${path} ${await response.clone().text()}`).toBe(true);
    return response.json();
  };
  const droplet = (name: string) => ({
    name,
    region: "nyc3",
    size: "s-1vcpu-1gb",
    image: "ubuntu-24-04-x64",
    tags: ["web"],
  });

  /** Fifteen VPCs of six Droplets each: too many for a screen, and few enough to be drawn with their names. */
  const createMany = async () => {
    const { name: _, ...parts } = droplet("");
    for (let net = 0; net < 15; net++) {
      const { vpc } = await create("/v2/vpcs", { name: `net-${net}`, region: "nyc3" });
      const names = Array.from({ length: 6 }, (_, index) => `web-${net}-${index}`);
      await create("/v2/droplets", { ...parts, names, vpc_uuid: vpc.id });
    }
    await expect.poll(() => page.locator(".node").count()).toBe(90);
  };

  it("is out of reach for what an object says", async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = emulator.env();
    const credentials = { accessKeyId, secretAccessKey };
    const client = new S3Client({ endpoint: emulator.url, region: "nyc3", forcePathStyle: true, credentials });
    await client.send(new CreateBucketCommand({ Bucket: "files" }));
    const script = `fetch("/_emulator/environment").then((answer) => answer.text()).then((text) => (document.title = text))`;
    await client.send(
      new PutObjectCommand({
        ...{ Bucket: "files", Key: "page.html", ACL: "public-read", ContentType: "text/html" },
        Body: `<title>harmless</title><script>${script}</script>`,
      }),
    );
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${emulator.url}/files/page.html`, { waitUntil: "networkidle" });
    expect(await page.title()).toBe("harmless");
    expect(asked).not.toContain("/_emulator/environment");
    expect(await page.evaluate(() => window.origin)).toBe("null");
    // The browser says that it ran no script; that is no complaint.
    expect(complaints.splice(0).filter((complaint) => !complaint.includes("sandboxed"))).toEqual([]);
  });

  it("teaches where nothing exists", async () => {
    await page.getByRole("heading", { name: "Nothing exists yet" }).waitFor();
    await expect
      .poll(() => page.locator("#environment").textContent())
      .toContain(`export DIGITALOCEAN_API_URL='${emulator.url}'`);
  });

  it("draws what comes into being, what belongs together, and what it costs", async () => {
    await create("/v2/droplets", droplet("web-a"));
    await create("/v2/droplets", droplet("web-b"));
    await create("/v2/firewalls", {
      name: "wall",
      tags: ["web"],
      inbound_rules: [{ protocol: "tcp", ports: "443", sources: { addresses: ["0.0.0.0/0"] } }],
    });
    const wall = page.getByRole("img", { name: /^Firewall wall/ });
    await wall.hover();
    await expect.poll(() => page.locator(".edge.lit").count()).toBe(2);
    await expect.poll(() => page.locator(".node.near").count()).toBe(3);
    await page.getByRole("img", { name: "Droplet web-a · active · nyc3 · $6.00 per month" }).waitFor();
    await page.getByRole("button", { name: "$12.00" }).click();
    expect(await page.locator("#bill-lines").textContent()).toContain("2 × Droplet");
  });

  it("names kinds in words, and ends the bill with its total", async () => {
    const { vpc } = await create("/v2/vpcs", { name: "net", region: "nyc3" });
    await create("/v2/vpc_nat_gateways", {
      ...{ name: "way-out", type: "PUBLIC", region: "nyc3", size: 1 },
      vpcs: [{ vpc_uuid: vpc.id, default_gateway: true }],
    });
    await page.getByRole("img", { name: /^VPC NAT Gateway way-out/ }).waitFor();
    await page.locator("#cost").click();
    const names = page.locator("#bill-lines td:first-child");
    expect(await names.allTextContents()).toEqual(["1 × VPC NAT Gateway", "Total"]);
  });

  it("is reached by a link on another site", async () => {
    const elsewhere = "http://elsewhere.example/";
    await page.route(elsewhere, (route) =>
      route.fulfill({ contentType: "text/html", body: `<a href="${emulator.url}/_emulator/">the page</a>` }),
    );
    await page.goto(elsewhere);
    await page.getByRole("link", { name: "the page" }).click();
    await page.getByText("live", { exact: true }).waitFor();
    expect(complaints.splice(0)).toEqual([elsewhere]);
  });

  describe("on a phone", () => {
    const screen = { width: 390, height: 844 };
    beforeEach(() => page.setViewportSize(screen));

    it("has its controls and what exists on one screen, however much there is of both", async () => {
      await createMany();
      for (const name of ["Faults", "Time", "Requests"]) {
        const tab = page.getByRole("tab", { name });
        await tab.click();
        expect(await tab.getAttribute("aria-selected")).toBe("true");
      }
      expect(await page.evaluate(() => scrollY)).toBe(0);
      const drawn = await page.locator("#canvas").boundingBox();
      expect(drawn?.y).toBeLessThan(screen.height);
    });

    it("moves nothing when it says what is looked at", async () => {
      await createMany();
      const last = page.locator(".node").last();
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const size = () => page.evaluate(() => [scrollY, document.documentElement.scrollHeight]);
      const before = await size();
      await last.hover();
      await expect.poll(() => page.locator("#details").textContent()).not.toBe("");
      expect(await size()).toEqual(before);
      const [card, details] = [await last.boundingBox(), await page.locator("#details").boundingBox()];
      expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThanOrEqual(details?.y ?? 0);
    });

    it("shows the whole bill", async () => {
      await create("/v2/droplets", droplet("web-a"));
      await page.getByRole("button", { name: "$6.00" }).click();
      const { x, width } = (await page.locator("#bill").boundingBox()) ?? { x: -1, width: 0 };
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(screen.width);
      expect(width).toBeGreaterThan(300);
    });
  });

  it("shows requests as they come, and finds some of them", async () => {
    await create("/v2/vpcs", { name: "net", region: "nyc3" });
    await fetch(`${emulator.url}/v2/unheard_of`, { headers: { authorization: "Bearer emulator" } });
    const rows = page.locator("#requests li:visible");
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.first().textContent()).toContain("501");
    await page.getByLabel("Filter requests").fill("post vpcs");
    await expect.poll(() => rows.count()).toBe(1);
  });

  it("lets things go wrong, by keyboard alone", async () => {
    await page.getByRole("tab", { name: "Requests" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByLabel("What goes wrong").focus();
    await page.getByLabel("What goes wrong").selectOption("pending-event");
    expect(await page.locator("#preset-title").textContent()).toBe("422, as another action is under way");
    await page.getByLabel("How often").focus();
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await page.getByText("0 of 3 times").waitFor();
    expect(emulator.faults.all()).toMatchObject([{ preset: "pending-event", count: 3, probability: 1 }]);
    await page.getByRole("button", { name: "Remove pending-event" }).press("Enter");
    await expect.poll(() => emulator.faults.all()).toEqual([]);
  });

  it("moves the clock, and begins anew once that is confirmed", async () => {
    await create("/v2/vpcs", { name: "net", region: "nyc3" });
    await page.getByRole("tab", { name: "Time" }).click();
    await page.getByRole("button", { name: "+1 day" }).click();
    await expect.poll(() => emulator.cloud.clock.time - Date.now()).toBeGreaterThan(86_000_000);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByRole("button", { name: "Let it run" }).waitFor();
    const dialog = page.locator("#confirm");
    await page.getByRole("button", { name: "Delete everything" }).click();
    await dialog.getByRole("button", { name: "Keep it" }).click();
    expect(emulator.cloud.all()).toHaveLength(1);
    await page.locator("#reset").click();
    await dialog.getByRole("button", { name: "Delete everything" }).click();
    await page.getByRole("heading", { name: "Nothing exists yet" }).waitFor();
    expect(emulator.cloud.all()).toHaveLength(0);
  });

  it("stays readable and quick with three hundred resources", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `web-${index}`);
    for (let first = 0; first < 100; first += 10) {
      const { name, ...parts } = droplet("");
      await create("/v2/droplets", { ...parts, names: names.slice(first, first + 10) });
    }
    for (const name of names) {
      await create("/v2/domains", { name: `${name}.example.com` });
      await create("/v2/volumes", { name, region: "nyc3", size_gigabytes: 1 });
    }
    await expect.poll(() => page.locator(".node").count()).toBe(300);
    const { width, boxes } = await page.evaluate(() => ({
      width: document.querySelector("#canvas")?.clientWidth ?? 0,
      boxes: [...document.querySelectorAll(".node > rect")].map((rect) => {
        const { x, y, width, height } = rect.getBoundingClientRect();
        return { x, y, right: x + width, bottom: y + height };
      }),
    }));
    expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(width + 40);
    const overlaps = boxes.filter((a, index) =>
      boxes.slice(index + 1).some((b) => a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom),
    );
    expect(overlaps).toEqual([]);

    await page.getByRole("img", { name: /^Droplet web-0 / }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#details").textContent()).toContain("Droplet web-1 ");
  });

  it.each(["light", "dark"] as const)("has text that can be read in %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const contrast = await page.evaluate(() => {
      const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
      const luminance = (color: string) => {
        const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
          const part = value / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const header = document.querySelector("header");
      const ground = luminance(header === null ? "" : getComputedStyle(header).backgroundColor);
      return [...document.querySelectorAll("h1, dt, dd, #cost")].map((element) => {
        const ink = luminance(getComputedStyle(element).color);
        return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
      });
    });
    expect(Math.min(...contrast)).toBeGreaterThan(4.5);
  });
});
