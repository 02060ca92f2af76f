/** The script of the page: filters, grouping, the graph's answers and the theme. The page reads without it. */
export const script = String.raw`
"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const facts = JSON.parse(byId("resources").textContent);
for (const element of all(".script-only")) element.hidden = false;

// The theme: that of the system until the reader chooses.
const root = document.documentElement;
const theme = byId("theme");
const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", theme.textContent + " theme"); };
theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
nameTheme();

// Findings: each list is grouped anew by moving its items.
const lists = all(".groups").map((list) => ({
  list,
  byRule: all(":scope > .group", list).map((group) => ({ group, items: all(".finding", group) })),
}));
const items = lists.flatMap(({ byRule }) => byRule.flatMap(({ group, items }) => items.map((item) => ({ item, group, text: "" }))));
const notes = new Map(lists.flatMap(({ byRule }) => byRule.flatMap(({ group, items }) => items.map((item) => [item, group.querySelector(".why")]))));
const severities = ["critical", "high", "medium", "low"];
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
/** Why a rule is there and what it is called, at a finding that stands away from its rule. */
function explained(item) {
  const details = make("details", "own"), summary = make("summary");
  summary.append(make("code", "", item.dataset.rule), " fix and why");
  details.append(summary);
  // A copy for each of thousands only where it is looked at.
  details.addEventListener("toggle", () => details.append(notes.get(item).cloneNode(true)), { once: true });
  return details;
}
function groupBy(grouping) {
  for (const { list, byRule } of lists) {
    for (const own of all(".own", list)) own.remove();
    if (grouping === "rule") {
      for (const { group, items } of byRule) group.querySelector("ul").append(...items);
      list.replaceChildren(...byRule.map(({ group }) => group));
      continue;
    }
    const groups = new Map();
    for (const { items } of byRule) for (const item of items) {
      const key = grouping === "severity" ? item.dataset.severity : item.querySelector(".resource").textContent;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
    const order = (key) => grouping === "severity" ? severities.indexOf(key) : 0;
    list.replaceChildren(...[...groups].sort(([a], [b]) => order(a) - order(b)).map(([key, members], index) => {
      const group = make("details", "group");
      group.open = index < 40;
      const summary = make("summary");
      summary.append(grouping === "severity" ? make("span", "severity " + key, key) : make("b", "", key), make("span", "count", String(members.length)));
      const content = make("ul");
      for (const item of members) { item.append(explained(item)); content.append(item); }
      group.append(summary, content);
      return group;
    }));
  }
}

const search = byId("search"), severity = byId("severity"), status = byId("status"), grouping = byId("grouping");
function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
  let count = 0;
  for (const entry of items) {
    const { item } = entry;
    if (words.length > 0 && entry.text === "")
      entry.text = (item.dataset.rule + " " + item.dataset.severity + " " + item.textContent + " " + entry.group.querySelector("summary").textContent + " " + notes.get(item).textContent).toLowerCase();
    item.hidden = (severity.value !== "" && item.dataset.severity !== severity.value)
      || (status.value !== "" && item.dataset.status !== status.value)
      || !words.every((word) => entry.text.includes(word));
    if (!item.hidden) count += 1;
  }
  const isFiltered = words.length > 0 || severity.value !== "" || status.value !== "";
  for (const group of all(".group")) {
    const members = all(".finding", group), visible = members.filter((item) => !item.hidden).length;
    group.hidden = visible === 0;
    group.querySelector(":scope > summary .count").textContent = visible === members.length ? String(visible) : visible + " of " + members.length;
  }
  for (const apart of all(".apart")) {
    const hasVisible = all(".finding", apart).some((item) => !item.hidden);
    apart.hidden = isFiltered && !hasVisible;
    if (isFiltered && hasVisible) apart.open = true;
  }
  if (isFiltered) for (const stack of all("details.stack")) if (all(".finding", stack).some((item) => !item.hidden)) stack.open = true;
  byId("shown").textContent = count === items.length ? count + " findings" : count + " of " + items.length + " findings";
}
let waiting;
// Where nothing was found there is nothing to filter.
if (search !== null) {
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, items.length > 2000 ? 200 : 0); });
  severity.addEventListener("change", filter);
  status.addEventListener("change", filter);
  grouping.addEventListener("change", () => { groupBy(grouping.value); filter(); });
  const form = document.querySelector(".toolbar");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { groupBy("rule"); filter(); }));
  filter();
}

// The graph: a node shows what depends on it and what was found.
for (const canvas of all(".canvas")) {
  const report = canvas.closest(".report"), panel = report.querySelector(".panel");
  const edges = all(".edge", canvas);
  const light = (node) => {
    for (const edge of edges) edge.classList.toggle("lit", node !== undefined && (edge.dataset.from === node || edge.dataset.to === node));
    canvas.classList.toggle("faded", edges.some((edge) => edge.classList.contains("lit")));
  };
  const nodeOf = (event) => event.target instanceof Element ? event.target.closest("[data-node]") ?? undefined : undefined;
  const chosen = () => canvas.querySelector(".chosen")?.dataset.node;
  canvas.addEventListener("pointerover", (event) => light(nodeOf(event)?.dataset.node ?? chosen()));
  canvas.addEventListener("pointerleave", () => light(chosen()));
  canvas.addEventListener("focusin", (event) => light(nodeOf(event)?.dataset.node ?? chosen()));
  const choose = (node) => {
    for (const other of all(".chosen", canvas)) other.classList.remove("chosen");
    node.classList.add("chosen");
    light(node.dataset.node);
    const numbers = new Set(node.dataset.of.split(" "));
    const [first] = numbers;
    const [words, action, place, cost, urn] = facts[report.dataset.stack][first] ?? [];
    const found = items.filter(({ item }) => numbers.has(item.dataset.resource) && item.closest(".report") === report);
    const close = make("button", "", "Close");
    close.type = "button";
    close.style.float = "right";
    close.addEventListener("click", () => { panel.hidden = true; node.classList.remove("chosen"); light(undefined); node.focus(); });
    panel.replaceChildren(close, make("h3", "", numbers.size === 1 ? words : node.querySelector("title").textContent));
    if (numbers.size === 1) {
      panel.append(make("p", "", [action, place, cost].filter((part) => part).join(" · ")), make("p", "urn", urn));
    }
    if (found.length === 0) panel.append(make("p", "none", "Nothing was found."));
    const list = make("ul");
    for (const { item } of found.slice(0, 50)) {
      const copy = item.cloneNode(true);
      copy.hidden = false;
      for (const own of all(".own", copy)) own.remove();
      copy.querySelector(".head").prepend(make("span", "severity " + item.dataset.severity, item.dataset.severity));
      copy.querySelector(".resource").replaceWith(make("code", "", item.dataset.rule), ...(numbers.size === 1 ? [] : [make("span", "resource", item.querySelector(".resource").textContent)]));
      copy.append(notes.get(item).cloneNode(true));
      list.append(copy);
    }
    panel.append(list);
    if (found.length > 50) panel.append(make("p", "note", "… and " + (found.length - 50) + " more in the list above."));
    panel.hidden = false;
    panel.scrollIntoView({ block: "nearest" });
  };
  canvas.addEventListener("click", (event) => { const node = nodeOf(event); if (node) choose(node); });
  canvas.addEventListener("keydown", (event) => {
    const node = nodeOf(event);
    if (node === undefined || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose(node);
  });
}

// What is folded is no report on paper.
let folded = [];
addEventListener("beforeprint", () => { 
  folded = all("details:not([open])");
  for (const one of folded) {
    one.open = true;
    // The browser would tell of it only once the paper is printed.
    if (one.className === "own") one.dispatchEvent(new Event("toggle"));
  }
});
addEventListener("afterprint", () => { for (const one of folded) one.open = false; });
// A link from the index opens its stack.
const openTarget = () => { const target = location.hash.length > 1 ? byId(location.hash.slice(1)) : null; if (target instanceof HTMLDetailsElement) target.open = true; };
addEventListener("hashchange", openTarget);
openTarget();
`;
