// A real browser: the one installed here, else that of the registry's package.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import bundled from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { vi } from "vitest";

const installed = process.env.CHROMIUM || "/usr/bin/chromium";
const isInstalled = existsSync(installed);
if (process.env.CHROMIUM && !isInstalled) throw new Error(`CHROMIUM names ${installed}, which is not there`);
/** The browser of the registry's package runs only there. */
const isBundled = process.platform === "linux" && process.arch === "x64";
export const hasBrowser = isInstalled || isBundled;
if (!hasBrowser) {
  console.warn(`SKIPPED: no browser at ${installed} (CHROMIUM names one), so no page was looked at`);
}

/** The package unpacks into the folder for temporary files, and takes what lies there already: hence one of our own. */
async function unpackBrowser(folder: string): Promise<string> {
  vi.stubEnv("TMPDIR", folder);
  try {
    return await bundled.executablePath();
  } finally {
    vi.unstubAllEnvs();
  }
}

/** As root and without a network: no sandbox, and nothing that calls home. */
const flags = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** Starts it; `close` also removes what it was unpacked into. */
export async function openBrowser(): Promise<{ readonly browser: Browser; close(): Promise<void> }> {
  const unpacked = mkdtempSync(join(tmpdir(), "infrafabric-browser-"));
  const remove = () => rmSync(unpacked, { recursive: true, force: true });
  try {
    const executablePath = isInstalled ? installed : await unpackBrowser(unpacked);
    const browser = await chromium.launch({ executablePath, args: flags });
    return { browser, close: () => browser.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
