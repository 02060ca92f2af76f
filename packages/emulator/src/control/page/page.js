import { openFaults, openRequests, openTabs, openTime } from "./controls.js";
import { ask, byId, html } from "./dom.js";
import { openGraph } from "./graph.js";
import { throttle } from "./throttle.js";

/** @import { Resource } from "./layout.js" */

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

const account = byId("account", HTMLSelectElement);
const details = byId("details", HTMLElement);
const canvas = byId("canvas", HTMLElement);
const cost = byId("cost", HTMLElement);

/** Price by key. @type {Readonly<Record<string, number>>} */
let prices = {};

/**
 * A kind in words: `VPC NAT Gateway`.
 * @param {string} kind
 */
function inWords(kind) {
  return kind
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, " ")
    .replace(/\b(?:Byoip|Cdn|Db|Nat|Nfs|Vpc)\b/g, (word) => word.toUpperCase())
    .replace(/\bIp(?=v|\b)/, "IP");
}

/** @param {Resource | undefined} resource */
function describe(resource) {
  if (resource === undefined) return "";
  const { kind, name, region, status, key } = resource;
  const price = prices[key];
  const priced = price === undefined || price === 0 ? undefined : `${dollars.format(price)} per month`;
  return [`${inWords(kind)} ${name}`, status, region, priced].filter((part) => part !== undefined).join(" · ");
}

const graph = openGraph(canvas, describe, (resource) => {
  details.textContent =
    resource === undefined ? "" : `${describe(resource)}${resource.name === resource.id ? "" : ` · ${resource.id}`}`;
});

let drawn = "";

/** @param {readonly any[]} accounts */
function show(accounts) {
  const shown = accounts.find(({ id }) => id === account.value) ?? largest(accounts);
  const text = JSON.stringify([shown, accounts.length]);
  if (text === drawn) return;
  drawn = text;
  account.replaceChildren(...accounts.map(({ id }) => html("option", { value: id }, id)));
  if (shown !== undefined) account.value = shown.id;
  byId("account-label", HTMLElement).hidden = accounts.length < 2;
  /** @type {readonly Resource[]} */
  const resources = shown?.resources ?? [];
  prices = shown?.cost.byKey ?? {};
  showCost(shown?.cost ?? { monthly: 0, byKey: {}, shared: [], unpriced: [] });
  byId("count", HTMLElement).textContent = String(resources.length);
  byId("empty", HTMLElement).hidden = resources.length > 0;
  canvas.hidden = resources.length === 0;
  graph.show(resources);
}

/** @param {readonly any[]} accounts */
function largest(accounts) {
  return [...accounts].sort((a, b) => b.resources.length - a.resources.length)[0];
}

/**
 * @param {{ monthly: number, byKey: Readonly<Record<string, number>>, shared: readonly { name: string, monthly: number }[], unpriced: readonly string[] }} estimate
 */
function showCost({ monthly, byKey, shared, unpriced }) {
  cost.textContent = `${dollars.format(monthly)}${unpriced.length > 0 ? " +" : ""}`;
  /** @type {Map<string, number[]>} */
  const byKind = new Map();
  for (const [key, price] of Object.entries(byKey)) {
    const kind = key.split(":")[0] ?? "";
    if (price > 0) byKind.set(kind, [...(byKind.get(kind) ?? []), price]);
  }
  const kinds = [...byKind].map(([kind, all]) => ({
    name: `${all.length} × ${inWords(kind)}`,
    monthly: all.reduce((sum, price) => sum + price, 0),
  }));
  byId("bill-lines", HTMLElement).replaceChildren(
    ...[...kinds, ...shared, { name: "Total", monthly }].map((line) =>
      html("tr", {}, html("td", {}, line.name), html("td", {}, dollars.format(line.monthly))),
    ),
  );
  byId("unpriced", HTMLElement).replaceChildren(...unpriced.map((one) => html("li", {}, one)));
}

const faults = openFaults();
const time = openTime(() => refresh());

let running = false;
let again = false;
async function refresh() {
  again = true;
  if (running) return;
  running = true;
  try {
    while (again) {
      again = false;
      const [{ accounts }] = await Promise.all([ask("resources"), faults.refresh(), time.refresh()]);
      show(accounts);
    }
  } catch {
    // The connection is lost; the header says so, and the next look may find it.
  } finally {
    running = false;
  }
}

async function showEnvironment() {
  const environment = await ask("environment");
  byId("environment", HTMLElement).textContent = Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value}'`)
    .join("\n");
}

byId("copy", HTMLButtonElement).addEventListener("click", async ({ currentTarget }) => {
  await navigator.clipboard.writeText(byId("environment", HTMLElement).textContent);
  if (currentTarget instanceof HTMLElement) currentTarget.textContent = "Copied";
});
account.addEventListener("change", () => {
  drawn = "";
  refresh();
});

openTabs();
openRequests(throttle(refresh, 120));
showEnvironment();
refresh();
// What ends by the clock ends without a request.
setInterval(() => {
  if (document.visibilityState === "visible") refresh();
}, 3000);
