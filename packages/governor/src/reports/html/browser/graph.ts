import { all, make, textOf } from "./elements";
import type { Item } from "./findings";

/** What the page tells of the resources of each stack, by the number of the resource. */
type Facts = Readonly<Record<string, readonly (readonly string[])[]>>;
type Node = HTMLElement | SVGElement;

/** How many findings are repeated below the drawing. */
const mostRepeated = 50;

/** A node of a drawing lights what depends on it and shows what was found. */
export function startGraphs(items: readonly Item[]): void {
  const facts: Facts = JSON.parse(document.getElementById("resources")?.textContent ?? "{}");
  for (const canvas of all(".canvas")) {
    const report = canvas.closest<HTMLElement>(".report");
    const panel = report?.querySelector<HTMLElement>(".panel");
    if (!report || !panel) continue;
    const own = items.filter(({ element }) => element.closest(".report") === report);
    startGraph({ canvas, panel, facts: facts[report.dataset.stack ?? ""] ?? [], items: own });
  }
}

interface Graph {
  readonly canvas: HTMLElement;
  readonly panel: HTMLElement;
  readonly facts: Facts[string];
  readonly items: readonly Item[];
}

function startGraph(graph: Graph): void {
  const { canvas } = graph;
  const edges = all<SVGElement>(".edge", canvas);
  const light = (node: string | undefined) => {
    for (const { classList, dataset } of edges)
      classList.toggle("lit", node !== undefined && (dataset.from === node || dataset.to === node));
    canvas.classList.toggle(
      "faded",
      edges.some(({ classList }) => classList.contains("lit")),
    );
  };
  const nodeOf = ({ target }: Event) =>
    target instanceof Element ? (target.closest<Node>("[data-node]") ?? undefined) : undefined;
  const chosen = () => canvas.querySelector<Node>(".chosen")?.dataset.node;
  const forget = () => {
    for (const other of all(".chosen", canvas)) other.classList.remove("chosen");
  };
  const choose = (node: Node) => {
    forget();
    node.classList.add("chosen");
    light(node.dataset.node);
    show(graph, node, () => {
      forget();
      light(undefined);
    });
  };
  canvas.addEventListener("pointerover", (event) => light(nodeOf(event)?.dataset.node ?? chosen()));
  canvas.addEventListener("pointerleave", () => light(chosen()));
  canvas.addEventListener("focusin", (event) => light(nodeOf(event)?.dataset.node ?? chosen()));
  canvas.addEventListener("click", (event) => {
    const node = nodeOf(event);
    if (node !== undefined) choose(node);
  });
  canvas.addEventListener("keydown", (event) => {
    const node = nodeOf(event);
    if (node === undefined || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose(node);
  });
}

/** Shows what a node stands for below the drawing. */
function show({ panel, facts, items }: Graph, node: Node, closed: () => void): void {
  const numbers = new Set((node.dataset.of ?? "").split(" "));
  const isOne = numbers.size === 1;
  const [first = ""] = numbers;
  const [words = "", action, place, cost, urn] = facts[Number(first)] ?? [];
  const found = items.filter(({ element }) => numbers.has(element.dataset.resource ?? ""));
  const close = make("button", "", "Close");
  close.type = "button";
  close.style.float = "right";
  close.addEventListener("click", () => {
    panel.hidden = true;
    closed();
    node.focus();
  });
  const list = make("ul");
  list.append(...found.slice(0, mostRepeated).map((item) => repeated(item, isOne)));
  const told = [action, place, cost].filter((part) => part).join(" · ");
  panel.replaceChildren(
    close,
    make("h3", "", isOne ? words : textOf("title", node)),
    ...(isOne ? [make("p", "", told), make("p", "urn", urn)] : []),
    ...(found.length === 0 ? [make("p", "none", "Nothing was found.")] : []),
    list,
    ...(found.length > mostRepeated
      ? [make("p", "note", `… and ${found.length - mostRepeated} more in the list above.`)]
      : []),
  );
  panel.hidden = false;
  panel.scrollIntoView({ block: "nearest" });
}

/** A finding once more, with its rule instead of what it stands under in the list. */
function repeated({ element, note }: Item, isOne: boolean): Element {
  const copy = make("li", "finding");
  copy.append(...[...element.childNodes].map((node) => node.cloneNode(true)));
  for (const own of all(".own", copy)) own.remove();
  const { severity = "", rule } = element.dataset;
  copy.querySelector(".head")?.prepend(make("span", `severity ${severity}`, severity));
  copy
    .querySelector(".resource")
    ?.replaceWith(make("code", "", rule), ...(isOne ? [] : [make("span", "resource", textOf(".resource", element))]));
  if (note !== null) copy.append(note.cloneNode(true));
  return copy;
}
