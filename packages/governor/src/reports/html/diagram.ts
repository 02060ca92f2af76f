import type { StackView } from "../../view/stack";
import { curve, cut, round, shownEdges } from "./drawing";
import { type Graph, graphOf, type Node } from "./graph";
import { layOut, type Place } from "./layout";
import { html, type Markup, trusted } from "./markup";

const margin = 16;

/** As an image knows no style sheet of the page around it, it brings its own, and a ground that either reads on. */
const style = `
svg { --ground: #f6f7f9; --card: #ffffff; --sunken: #eef1f5; --line: #c3ccd6; --ink: #16202c; --soft: #51606f; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0f141a; --card: #171e27; --sunken: #202a36; --line: #3f4e5f; --ink: #e8edf3; --soft: #a3b1c0; }
}
text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--ink); }
.name { font-weight: 600; }
.kind { font-size: 11px; fill: var(--soft); }
.ground { fill: var(--ground); stroke: var(--line); }
.leaf { fill: var(--card); stroke: var(--line); }
.box { fill: var(--sunken); fill-opacity: 0.6; stroke: var(--line); stroke-dasharray: 5 4; }
.edge { fill: none; stroke: var(--soft); stroke-opacity: 0.7; stroke-width: 1.3; }
.tip { fill: var(--soft); }
`;

/**
 * Draws the resources of a stack as an SVG file that is read by itself, in light and in dark. Components of another class
 * than the given one are drawn without what is in them.
 */
export function diagramOf(stack: StackView, componentClass: string): string {
  const graph = folded(
    graphOf(stack, () => undefined),
    componentClass,
  );
  const { width, height, places } = layOut(graph.nodes, graph.edges);
  const [full, high] = [round(width + margin * 2), round(height + margin * 2)];
  const at = ({ id }: Node) => places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const boxes = graph.nodes.filter(({ isBox }) => isBox);
  const leaves = graph.nodes.filter(({ isBox }) => !isBox);
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${full}" height="${high}" viewBox="${-margin} ${-margin} ${full} ${high}">
<title>Resource graph of ${componentClass}</title>
<style>${trusted(style)}</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>
<rect class="ground" x="${0.5 - margin}" y="${0.5 - margin}" width="${full - 1}" height="${high - 1}" rx="12"/>
${boxes.map((box) => boxOf(box, at(box)))}${shownEdges(graph).flatMap(({ from, to }) => {
  const [a, b] = [places.get(from), places.get(to)];
  return a === undefined || b === undefined
    ? []
    : html`<path class="edge" marker-end="url(#arrow)" d="${curve(a, b)}"/>\n`;
})}${leaves.map((leaf) => leafOf(leaf, at(leaf)))}</svg>`.text
  }\n`;
}

function folded({ nodes, edges }: Graph, componentClass: string): Graph {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const shownAs = (node: Node): Node => {
    const around = node.parent === undefined ? undefined : byId.get(node.parent);
    const outside = around === undefined ? undefined : shownAs(around);
    if (outside?.isBox === false) return outside;
    return node.isBox && node.kind !== componentClass ? { ...node, isBox: false } : node;
  };
  const idOf = new Map(nodes.map((node) => [node.id, shownAs(node).id]));
  const ends = new Map(
    edges.flatMap(({ from, to }) => {
      const [a, b] = [idOf.get(from), idOf.get(to)];
      return a === undefined || b === undefined || a === b ? [] : [[`${a}\n${b}`, { from: a, to: b }] as const];
    }),
  );
  // Registration comes in any order, and the same program is to give the same file.
  const inOrder = <Value>(values: ReadonlyMap<string, Value>) =>
    [...values].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
  const shown = new Map(nodes.filter(({ id }) => idOf.get(id) === id).map((node) => [node.id, shownAs(node)]));
  return { nodes: inOrder(shown), edges: inOrder(ends) };
}

function leafOf({ title, kind, resources }: Node, { x, y, width, height }: Place): Markup {
  return html`<g transform="translate(${round(x)} ${round(y)})"><rect class="leaf" width="${width}" height="${height}" rx="8"/><text class="name" x="14" y="20">${cut(title, 24)}</text><text class="kind" x="14" y="36">${resources.length === 1 ? cut(kind, 29) : ""}</text></g>\n`;
}

function boxOf({ title, kind, resources }: Node, { x, y, width, height }: Place): Markup {
  const words = resources.length === 1 ? `${title} · ${kind}` : title;
  return html`<g transform="translate(${round(x)} ${round(y)})"><rect class="box" width="${round(width)}" height="${round(height)}" rx="12"/><text class="name" x="14" y="22">${words}</text></g>\n`;
}
