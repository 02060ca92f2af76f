import type { Action } from "../../view/change";
import { done } from "./changes";
import { type Graph, mostNodes, type Node } from "./graph";
import { type Edge, layOut, type Place } from "./layout";
import { html, type Markup } from "./markup";
import { type Standing, standings } from "./standing";

/** How a diff writes what is done. */
const signs: Readonly<Partial<Record<Action, string>>> = { create: "+", update: "~", replace: "±", delete: "−" };
const margin = 8;

/** Draws a graph, with a legend. Each node is a button that the script answers; without it the drawing still reads. */
export function drawing(graph: Graph, idPrefix: string, indexOf: (urn: string) => number): Markup {
  const { width, height, places } = layOut(graph.nodes, graph.edges);
  const ids = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const boxes = graph.nodes.filter(({ isBox }) => isBox);
  const leaves = graph.nodes.filter(({ isBox }) => !isBox);
  const at = ({ id }: Node) => places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [full, high] = [width + margin * 2, height + margin * 2];
  const edges = shownEdges(graph);
  return html`${
    graph.collapsed === undefined
      ? ""
      : html`<p class="note">${graph.collapsed} resources are more than a drawing of ${mostNodes} can hold: those of one kind are drawn as one.</p>`
  }${legend(graph)}
<div class="canvas" role="group" tabindex="0" aria-label="Resource graph: ${leaves.length} nodes, ${edges.length} dependencies. What depends on something stands to the right of it.">
<svg width="${full}" height="${high}" viewBox="${-margin} ${-margin} ${full} ${high}">
<defs><marker id="${idPrefix}-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>
${boxes.map((node) => boxOf(node, at(node), ids.get(node.id) ?? 0, indexOf))}
${edges.map(({ from, to }) => {
  const [a, b] = [places.get(from), places.get(to)];
  if (a === undefined || b === undefined) return undefined;
  return html`<path class="edge" data-from="${ids.get(from)}" data-to="${ids.get(to)}" marker-end="url(#${idPrefix}-arrow)" d="${curve(a, b)}"/>`;
})}
${leaves.map((node) => leafOf(node, at(node), ids.get(node.id) ?? 0, indexOf))}
</svg></div>`;
}

/** What is drawn within a component needs no line to it. */
export function shownEdges({ nodes, edges }: Graph): readonly Edge[] {
  const parentOf = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const boxes = new Set(nodes.filter(({ isBox }) => isBox).map(({ id }) => id));
  return edges.filter(({ from, to }) => parentOf.get(to) !== from || !boxes.has(from));
}

/** The line between two places. */
export function curve(a: Place, b: Place): string {
  const [x1, y1] = [a.x + a.width, a.y + a.height / 2];
  const [x2, y2] = [b.x - 1, b.y + b.height / 2];
  // What stands in the same column is reached along its side.
  if (b.x < a.x + a.width) {
    const [from, to] = [a.x + a.width, b.x + b.width];
    const out = Math.max(from, to) + 28;
    return `M${round(from)} ${round(y1)}C${round(out)} ${round(y1)} ${round(out)} ${round(y2)} ${round(to + 1)} ${round(y2)}`;
  }
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

function leafOf(node: Node, { x, y, width, height }: Place, index: number, indexOf: (urn: string) => number): Markup {
  const { title, kind, action, findings, standing, resources } = node;
  const sign = action === undefined ? undefined : signs[action];
  return html`<g class="node ${standing}" role="button" tabindex="0" transform="translate(${round(x)} ${round(y)})" data-node="${index}" data-of="${indexes(node, indexOf)}" aria-label="${label(node)}"><title>${label(node)}</title><rect class="body" width="${width}" height="${height}" rx="8"/><rect class="strip" x="0" y="0" width="6" height="${height}" rx="3"/><text class="name" x="16" y="20">${cut(title, findings > 0 ? 18 : 22)}</text><text class="kind" x="16" y="36">${sign === undefined ? "" : html`<tspan class="sign ${action}">${sign}</tspan> `}${resources.length === 1 ? cut(kind, 27) : "drawn as one"}</text>${
    findings === 0
      ? undefined
      : html`<g class="badge"><rect x="${width - 32}" y="8" width="24" height="16" rx="8"/><text x="${width - 20}" y="20">${findings > 99 ? "99+" : findings}</text></g>`
  }</g>`;
}

function boxOf(node: Node, { x, y, width, height }: Place, index: number, indexOf: (urn: string) => number): Markup {
  const { title, kind, standing, resources } = node;
  const most = Math.max(10, Math.floor((width - 28) / 7));
  const words = resources.length === 1 ? `${title} · ${kind}` : title;
  return html`<g class="box ${standing}" role="button" tabindex="0" transform="translate(${round(x)} ${round(y)})" data-node="${index}" data-of="${indexes(node, indexOf)}" aria-label="${label(node)}"><title>${label(node)}</title><rect width="${width}" height="${height}" rx="12"/><text class="name" x="14" y="22">${cut(words, most)}</text></g>`;
}

function label({ title, kind, action, findings, standing, resources }: Node): string {
  const what = resources.length === 1 ? `${kind} ${title}` : title;
  return [
    what,
    ...(action === undefined ? [] : [done[action]]),
    findings === 0
      ? "nothing found"
      : `${findings} ${findings === 1 ? "finding" : "findings"}, worst: ${standings[standing]}`,
  ].join(" · ");
}

function legend({ nodes }: Graph): Markup {
  const present = new Set<Standing>(nodes.map(({ standing }) => standing));
  const shown = Object.entries(standings).filter(([standing]) => [...present].some((one) => one === standing));
  const actions = new Set(nodes.map(({ action }) => action));
  const shownSigns = Object.entries(signs).filter(([action]) => [...actions].some((one) => one === action));
  return html`<ul class="legend" aria-label="Legend">${shown.map(
    ([standing, words]) => html`<li><span class="swatch ${standing}"></span>${words}</li>`,
  )}${shownSigns.map(([action, sign]) => html`<li><span class="sign ${action}">${sign}</span>${action}</li>`)}</ul>`;
}

const indexes = ({ resources }: Node, indexOf: (urn: string) => number) =>
  resources.map(({ urn }) => indexOf(urn)).join(" ");

export const round = (value: number) => Math.round(value * 10) / 10;

/** As much of a name as there is room for; the label has all of it. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
