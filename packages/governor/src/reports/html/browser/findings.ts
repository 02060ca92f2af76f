import { all, make, textOf } from "./elements";

/** A finding on the page. */
export interface Item {
  readonly element: HTMLElement;
  /** The rule that it stands under. */
  readonly group: HTMLElement;
  /** Why the rule is there and what it is called. */
  readonly note: Element | null;
}

interface List {
  readonly element: HTMLElement;
  readonly byRule: readonly { readonly group: HTMLElement; readonly items: readonly Item[] }[];
}

const severities = ["critical", "high", "medium", "low"];
/** How many groups are open at first. */
const openGroups = 40;

/** Findings are filtered, and grouped anew by moving them. */
export function startFindings(): readonly Item[] {
  const lists = all(".groups").map(listOf);
  const items = lists.flatMap(({ byRule }) => byRule.flatMap((one) => one.items));
  const form = document.querySelector<HTMLFormElement>(".toolbar");
  // Without findings there is nothing to filter.
  if (form !== null) startToolbar(form, lists, items);
  return items;
}

function listOf(element: HTMLElement): List {
  const groups = all(":scope > .group", element);
  return {
    element,
    byRule: groups.map((group) => {
      const note = group.querySelector(".why");
      return { group, items: all(".finding", group).map((finding) => ({ element: finding, group, note })) };
    }),
  };
}

function startToolbar(form: HTMLFormElement, lists: readonly List[], items: readonly Item[]): void {
  const texts = new Map<Item, string>();
  const textFor = (item: Item): string => {
    const known = texts.get(item) ?? searchable(item);
    texts.set(item, known);
    return known;
  };
  const chosen = (name: string) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
  };
  const filter = () => {
    const words = chosen("search")
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const [severity, status] = [chosen("severity"), chosen("status")];
    for (const item of items) {
      const { dataset } = item.element;
      item.element.hidden =
        (severity !== "" && dataset.severity !== severity) ||
        (status !== "" && dataset.status !== status) ||
        (words.length > 0 && !words.every((word) => textFor(item).includes(word)));
    }
    countAnew(items, words.length > 0 || severity !== "" || status !== "");
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  form.querySelector("#search")?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, items.length > 2000 ? 200 : 0);
  });
  form.querySelector("#grouping")?.addEventListener("change", () => group(lists, chosen("grouping")));
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      group(lists, "rule");
      filter();
    }),
  );
  filter();
}

function searchable({ element, group, note }: Item): string {
  const { rule = "", severity = "" } = element.dataset;
  return [rule, severity, element.textContent, textOf("summary", group), note?.textContent].join(" ").toLowerCase();
}

/** Says how many are left, and hides what has none of them. */
function countAnew(items: readonly Item[], isFiltered: boolean): void {
  for (const group of all(".group")) {
    const members = all(".finding", group);
    const visible = members.filter(({ hidden }) => !hidden).length;
    group.hidden = visible === 0;
    const count = group.querySelector(":scope > summary .count");
    if (count !== null)
      count.textContent = visible === members.length ? `${visible}` : `${visible} of ${members.length}`;
  }
  for (const apart of all<HTMLDetailsElement>(".apart")) {
    const has = hasVisible(apart);
    apart.hidden = isFiltered && !has;
    if (isFiltered && has) apart.open = true;
  }
  if (isFiltered)
    for (const stack of all<HTMLDetailsElement>("details.stack")) if (hasVisible(stack)) stack.open = true;
  const count = items.filter(({ element }) => !element.hidden).length;
  const shown = document.getElementById("shown");
  if (shown !== null) shown.textContent = `${count === items.length ? count : `${count} of ${items.length}`} findings`;
}

function hasVisible(within: Element): boolean {
  return all(".finding", within).some(({ hidden }) => !hidden);
}

function group(lists: readonly List[], grouping: string): void {
  for (const { element, byRule } of lists) {
    for (const own of all(".own", element)) own.remove();
    if (grouping === "rule") {
      for (const { group, items } of byRule) group.querySelector("ul")?.append(...items.map((item) => item.element));
      element.replaceChildren(...byRule.map(({ group }) => group));
    } else {
      const items = byRule.flatMap((one) => one.items);
      element.replaceChildren(...(grouping === "severity" ? bySeverity(items) : byResource(items)));
    }
  }
}

function bySeverity(items: readonly Item[]): readonly Element[] {
  const groups = groupsOf(items, ({ element }) => element.dataset.severity ?? "");
  return [...groups]
    .sort(([a], [b]) => severities.indexOf(a) - severities.indexOf(b))
    .map(([severity, members], index) => groupOf(make("span", `severity ${severity}`, severity), members, index));
}

function byResource(items: readonly Item[]): readonly Element[] {
  const groups = groupsOf(items, ({ element }) => textOf(".resource", element));
  return [...groups].map(([name, members], index) => groupOf(make("b", "", name), members, index));
}

function groupsOf(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  return groups;
}

function groupOf(name: Element, members: readonly Item[], index: number): Element {
  const group = make("details", "group");
  group.open = index < openGroups;
  const summary = make("summary");
  summary.append(name, make("span", "count", String(members.length)));
  const content = make("ul");
  for (const item of members) {
    item.element.append(explained(item));
    content.append(item.element);
  }
  group.append(summary, content);
  return group;
}

/** Why a rule is there and what it is called, at a finding that stands away from its rule. */
function explained({ element, note }: Item): Element {
  const details = make("details", "own");
  const summary = make("summary");
  summary.append(make("code", "", element.dataset.rule), " fix and why");
  details.append(summary);
  // A copy for each of thousands only where it is looked at.
  if (note !== null) details.addEventListener("toggle", () => details.append(note.cloneNode(true)), { once: true });
  return details;
}
