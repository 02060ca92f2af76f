// What the pages of reports are held to, all in the same way.
/// <reference lib="dom" />
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";

/** A page at a desk, and a growing list of the errors that it reports and of what it loads besides the files of a folder. */
export async function openPage(
  browser: Browser,
  folder: string,
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(pathToFileURL(folder).href)) complaints.push(request.url());
  });
  return { page, complaints };
}

/** How much each text differs in luminance from what it stands on, as WCAG counts it: 4.5 can be read. */
export function contrasts(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color: string) => {
      if (canvas === null) return Number.NaN;
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const groundOf = (element: Element | null): string => {
      if (element === null) return "white";
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === "rgba(0, 0, 0, 0)" ? groundOf(element.parentElement) : backgroundColor;
    };
    const seen =
      "h1, h2, p, a, dt, dd, li, td, th, .word, .severity, .title, .place, .count, .note, .amount, .basis, .holds, .state";
    return [...document.querySelectorAll(seen)].map((element) => {
      const [ink, ground] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    });
  });
}
