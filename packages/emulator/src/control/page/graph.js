import { svg } from "./dom.js";
import { layOut, neighbour } from "./layout.js";

/** @import { Layout, PlacedNode, Resource } from "./layout.js" */

/** One glyph per kind, on 16 by 16. */
const glyphs = new Map([
  ["Droplet", "M8 1.5c2.8 3.3 4.6 5.7 4.6 8.1a4.6 4.6 0 0 1-9.2 0C3.4 7.2 5.2 4.8 8 1.5z"],
  [
    "DropletAutoscale",
    "M6 2c2 2.4 3.4 4.2 3.4 6a3.4 3.4 0 0 1-6.8 0C2.6 6.2 4 4.4 6 2zM11 5.5c1.6 2 2.6 3.4 2.6 4.9A3.2 3.2 0 0 1 8.4 13",
  ],
  ["Firewall", "M8 1.5l5.5 2v4c0 3.5-2.3 5.8-5.5 7-3.2-1.2-5.5-3.5-5.5-7v-4z"],
  ["LoadBalancer", "M8 2v4M8 6L3.5 10M8 6l4.5 4M8 6v4M2 12.5h3M6.5 12.5h3M11 12.5h3"],
  ["SpacesBucket", "M2.5 4h11l-1.4 9.5H3.9zM2.5 4c0-1 2.5-1.8 5.5-1.8S13.5 3 13.5 4"],
  [
    "DatabaseCluster",
    "M2.5 4c0-1.2 2.5-2 5.5-2s5.5.8 5.5 2-2.5 2-5.5 2-5.5-.8-5.5-2v8c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2V4M2.5 8c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2",
  ],
  ["KubernetesCluster", "M8 1.5l5.6 3.2v6.6L8 14.5l-5.6-3.2V4.7zM8 5v6M5.4 6.5l5.2 3M10.6 6.5l-5.2 3"],
  ["Volume", "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM11 5h.01M11 11h.01"],
  ["Domain", "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13zM1.5 8h13M8 1.5c-4 4-4 9 0 13M8 1.5c4 4 4 9 0 13"],
  ["Certificate", "M5 7V5a3 3 0 0 1 6 0v2M3.5 7h9v7h-9z"],
  [
    "ReservedIp",
    "M8 14.5C5 11 3.5 8.5 3.5 6a4.5 4.5 0 0 1 9 0c0 2.5-1.5 5-4.5 8.5zM8 4.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 1 0 0-3z",
  ],
  [
    "Cdn",
    "M8 8h.01M5 5a4.2 4.2 0 0 0 0 6M11 5a4.2 4.2 0 0 1 0 6M2.8 2.8a7.3 7.3 0 0 0 0 10.4M13.2 2.8a7.3 7.3 0 0 1 0 10.4",
  ],
]);
const otherGlyph = "M3 3h10v10H3z";

/** Of a kind that has more lines than this they are drawn only for what is looked at. */
const mostEdges = 12;

/**
 * Draws what exists, and answers with what is looked at.
 * @param {HTMLElement} canvas
 * @param {(resource: Resource | undefined) => string} describe
 * @param {(resource: Resource | undefined) => void} look Told of what is looked at.
 */
export function openGraph(canvas, describe, look) {
  /** @type {readonly Resource[]} */
  let resources = [];
  /** @type {Layout} */
  let layout = layOut([], 0);
  /** What was drawn before: what is new comes in softly. @type {Set<string>} */
  let known = new Set();
  let current = "";

  const draw = () => {
    const hadFocus = canvas.contains(document.activeElement);
    layout = layOut(resources, Math.max(320, canvas.clientWidth));
    if (!layout.nodes.some(({ resource }) => resource.key === current)) current = layout.nodes[0]?.resource.key ?? "";
    /** @type {Map<string, number>} */
    const edgesBy = new Map();
    for (const { from } of layout.edges) edgesBy.set(kindOf(from), (edgesBy.get(kindOf(from)) ?? 0) + 1);
    const drawing = svg("svg", {
      width: layout.width,
      height: layout.height,
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      role: "group",
      "aria-label": "What exists; the arrow keys move",
    });
    drawing.append(...layout.groups.map(groupShape));
    drawing.append(
      ...layout.edges.map(({ from, to, path }) =>
        svg("path", {
          class: `edge ${kindClass(kindOf(from))} ${(edgesBy.get(kindOf(from)) ?? 0) > mostEdges ? "many" : ""}`,
          d: path,
          "data-from": from,
          "data-to": to,
        }),
      ),
    );
    drawing.append(
      ...layout.nodes.map((node) => nodeShape(node, describe(node.resource), current, !known.has(node.resource.key))),
    );
    canvas.replaceChildren(drawing);
    known = new Set(layout.nodes.map(({ resource }) => resource.key));
    if (hadFocus) focus(current);
  };

  /** @param {string} key */
  const shapeOf = (key) => canvas.querySelector(`.node[data-key="${CSS.escape(key)}"]`);

  /** @param {string} key */
  const focus = (key) => {
    const shape = shapeOf(key);
    if (shape instanceof SVGElement) shape.focus();
  };

  /** @param {string | undefined} key */
  const highlight = (key) => {
    const drawing = canvas.firstElementChild;
    drawing?.classList.toggle("looking", key !== undefined);
    const near = new Set(key === undefined ? [] : [key]);
    for (const edge of canvas.querySelectorAll(".edge")) {
      const { from = "", to = "" } = edge instanceof SVGElement ? edge.dataset : {};
      const isLit = key !== undefined && (from === key || to === key);
      edge.classList.toggle("lit", isLit);
      if (isLit) near.add(from).add(to);
    }
    for (const node of canvas.querySelectorAll(".node")) {
      node.classList.toggle("near", node instanceof SVGElement && near.has(node.dataset.key ?? ""));
    }
    look(layout.nodes.find(({ resource }) => resource.key === key)?.resource);
  };

  /** @param {Event} event */
  const keyAt = (event) => {
    const node = event.target instanceof Element ? event.target.closest(".node") : null;
    return node instanceof SVGElement ? node.dataset.key : undefined;
  };
  canvas.addEventListener("pointerover", (event) => highlight(keyAt(event)));
  canvas.addEventListener("pointerleave", () => highlight(undefined));
  canvas.addEventListener("focusin", (event) => {
    const key = keyAt(event);
    if (key === undefined) return;
    shapeOf(current)?.setAttribute("tabindex", "-1");
    current = key;
    shapeOf(current)?.setAttribute("tabindex", "0");
    highlight(key);
  });
  canvas.addEventListener("focusout", () => highlight(undefined));
  canvas.addEventListener("keydown", (event) => {
    const from = layout.nodes.find(({ resource }) => resource.key === keyAt(event));
    if (from === undefined || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    focus(neighbour(layout.nodes, from, event.key).resource.key);
  });
  new ResizeObserver(() => {
    if (Math.max(320, canvas.clientWidth) !== layout.width) draw();
  }).observe(canvas);

  return {
    /** @param {readonly Resource[]} next */
    show(next) {
      resources = next;
      draw();
    },
  };
}

/** @param {string} key Such as `Droplet:500000001`. */
const kindOf = (key) => key.split(":")[0] ?? "";

/** @param {string} kind */
const kindClass = (kind) => `kind-${kind.toLowerCase()}`;

/** @param {import("./layout.js").PlacedGroup} group */
function groupShape({ title, note, resource, x, y, width, height }) {
  return svg(
    "g",
    { class: resource === undefined ? "group" : "group vpc", transform: `translate(${x} ${y})` },
    svg("rect", { width, height, rx: 12 }),
    svg("text", { x: 14, y: 22, class: "title" }, cut(title, width - 40 - note.length * 7)),
    svg("text", { x: width - 14, y: 22, class: "note", "text-anchor": "end" }, note),
  );
}

/**
 * @param {PlacedNode} node
 * @param {string} label
 * @param {string} current Key of the node that the tab key leads to.
 * @param {boolean} isNew
 */
function nodeShape({ resource, small, x, y, width, height }, label, current, isNew) {
  const { key, kind, name, status } = resource;
  const shape = svg(
    "g",
    {
      class: ["node", kindClass(kind), small ? "small" : "", isNew ? "new" : "", stateClass(status)].join(" "),
      transform: `translate(${x} ${y})`,
      tabindex: key === current ? 0 : -1,
      role: "img",
      "aria-label": label,
      "data-key": key,
    },
    svg("title", {}, label),
    svg("rect", { width, height, rx: small ? 5 : 8 }),
  );
  if (small) return shape;
  shape.append(
    svg("path", { class: "glyph", d: glyphs.get(kind) ?? otherGlyph, transform: `translate(11 ${height / 2 - 8})` }),
    svg("text", { x: 36, y: height / 2 + 4 }, cut(name, width - 36 - 22)),
  );
  if (status !== undefined) shape.append(svg("circle", { class: "state", cx: width - 13, cy: height / 2, r: 3.5 }));
  return shape;
}

/**
 * The beginning of a text that fits.
 * @param {string} text
 * @param {number} width
 */
function cut(text, width) {
  const most = Math.floor(width / 6.9);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}

/** @param {string | undefined} status */
function stateClass(status) {
  if (status === undefined) return "";
  if (["active", "online", "running", "verified", "succeeded"].includes(status)) return "is-ready";
  return ["off", "archive", "errored", "error", "failed"].includes(status) ? "is-off" : "is-changing";
}
