/** What is laid out: a leaf, or a box around others. */
export interface Item {
  readonly id: string;
  /** The box that it stands in; default the drawing itself. */
  readonly parent?: string;
  readonly isBox: boolean;
}

/** `to` depends on `from`, which therefore stands to the left of it. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Where an item stands. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A drawing: its size, and the place of each item. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Place>;
}

export const leaf = { width: 200, height: 46 };
const gap = { column: 72, row: 12, loose: 14 };
/** Inside of a box, with room for its title. */
const inset = { left: 14, top: 34, right: 14, bottom: 14 };
const mostRows = 12;
/** The width at which what stands by itself goes on in the next row. */
const fullWidth = 1040;

interface Block {
  readonly width: number;
  readonly height: number;
  /** The places of all that stands in it, from its own corner. */
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * Lays out a graph in layers, box by box: what depends on something stands to the right of it, and what depends on
 * nothing and has nothing depend on it comes below. The same items always give the same drawing.
 */
export function layOut(items: readonly Item[], edges: readonly Edge[]): Layout {
  const byId = new Map(items.map((item) => [item.id, item]));
  const children = new Map<string | undefined, Item[]>();
  for (const item of items) {
    const parent = item.parent !== undefined && byId.has(item.parent) ? item.parent : undefined;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [item]);
    else siblings.push(item);
  }
  const lifted = liftedEdges(byId, edges);

  function contents(box: string | undefined): Block {
    const blocks = new Map((children.get(box) ?? []).map((item) => [item.id, blockOf(item)]));
    return arranged(blocks, lifted.get(box) ?? [], box === undefined);
  }

  function blockOf({ id, isBox }: Item): Block {
    if (!isBox) return { ...leaf, places: new Map() };
    const inner = contents(id);
    return {
      width: Math.max(inner.width, leaf.width) + inset.left + inset.right,
      height: inner.height + inset.top + inset.bottom,
      places: moved(inner.places, inset.left, inset.top),
    };
  }

  return contents(undefined);
}

/** Each edge between the two items of one box that hold its ends, by that box. */
function liftedEdges(byId: ReadonlyMap<string, Item>, edges: readonly Edge[]) {
  const path = (id: string) => {
    const ids = [id];
    for (let at = byId.get(id)?.parent; at !== undefined && byId.has(at); at = byId.get(at)?.parent) ids.unshift(at);
    return ids;
  };
  const lifted = new Map<string | undefined, Edge[]>();
  for (const edge of edges) {
    const [from, to] = [path(edge.from), path(edge.to)];
    let at = 0;
    while (from[at] !== undefined && from[at] === to[at]) at += 1;
    const [a, b] = [from[at], to[at]];
    // One end is around the other.
    if (a === undefined || b === undefined) continue;
    const box = at === 0 ? undefined : from[at - 1];
    const inBox = lifted.get(box);
    if (inBox === undefined) lifted.set(box, [{ from: a, to: b }]);
    else inBox.push({ from: a, to: b });
  }
  return lifted;
}

function arranged(blocks: ReadonlyMap<string, Block>, edges: readonly Edge[], isWhole: boolean): Block {
  const tied = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const columns = columnsOf(
    [...blocks.keys()].filter((id) => tied.has(id)),
    edges,
  );
  const places = new Map<string, Place>();
  let width = 0;
  let height = 0;
  const put = (id: string, x: number, y: number) => {
    const block = blocks.get(id);
    if (block === undefined) return;
    places.set(id, { x, y, width: block.width, height: block.height });
    for (const [inner, place] of moved(block.places, x, y)) places.set(inner, place);
    width = Math.max(width, x + block.width);
    height = Math.max(height, y + block.height);
  };
  const size = (id: string) => blocks.get(id) ?? { width: 0, height: 0 };
  let x = 0;
  for (const column of columns) {
    for (let first = 0; first < column.length; first += mostRows) {
      let y = 0;
      const part = column.slice(first, first + mostRows);
      for (const id of part) {
        put(id, x, y);
        y += size(id).height + gap.row;
      }
      x += Math.max(...part.map((id) => size(id).width)) + (first + mostRows < column.length ? gap.loose : gap.column);
    }
  }
  // Boxes before leaves and the tallest first, so that rows are filled well.
  const loose = [...blocks.keys()]
    .filter((id) => !tied.has(id))
    .sort((one, other) => size(other).height - size(one).height);
  const inRows = (most: number) => rowsOf(loose, size, most);
  const beside = inRows(fullWidth - width - gap.column);
  const isBeside =
    isWhole && columns.length > 0 && beside.height <= height && width + gap.column + beside.width <= fullWidth;
  const rows = isBeside ? beside : inRows(Math.max(width, isWhole ? fullWidth : rowWidth(loose.map(size))));
  const [left, top] = isBeside ? [width + gap.column, 0] : [0, columns.length === 0 ? 0 : height + gap.loose * 2];
  for (const { id, x: right, y } of rows.corners) put(id, left + right, top + y);
  return { width, height, places };
}

/** What stands by itself, in rows of a width. */
function rowsOf(
  ids: readonly string[],
  size: (id: string) => { readonly width: number; readonly height: number },
  most: number,
) {
  const corners: { readonly id: string; readonly x: number; readonly y: number }[] = [];
  let [x, y, tallest, width] = [0, 0, 0, 0];
  for (const id of ids) {
    const own = size(id);
    if (x > 0 && x + own.width > most) {
      x = 0;
      y += tallest + gap.loose;
      tallest = 0;
    }
    corners.push({ id, x, y });
    width = Math.max(width, x + own.width);
    x += own.width + gap.loose;
    tallest = Math.max(tallest, own.height);
  }
  return { corners, width, height: y + tallest };
}

/** About as wide as a page is beside its height, and no wider than a page. */
function rowWidth(sizes: readonly { readonly width: number; readonly height: number }[]): number {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap.loose) * (height + gap.loose), 0);
  return Math.min(fullWidth, Math.max(Math.sqrt(area) * 1.7, ...sizes.map(({ width }) => width)));
}

/** The ids by how many dependencies deep they are, each near to what it depends on. */
function columnsOf(ids: readonly string[], edges: readonly Edge[]): readonly (readonly string[])[] {
  const sources = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) sources.get(to)?.push(from);
  const depths = depthsOf(sources);
  const columns: string[][] = [];
  for (const id of ids) {
    const depth = depths.get(id) ?? 0;
    while (columns.length <= depth) columns.push([]);
    columns[depth]?.push(id);
  }
  const rows = new Map<string, number>();
  for (const column of columns) {
    const near = new Map(
      column.map((id, index) => {
        const known = (sources.get(id) ?? []).flatMap((source) => rows.get(source) ?? []);
        return [id, known.length === 0 ? index : known.reduce((sum, row) => sum + row, 0) / known.length];
      }),
    );
    column.sort((one, other) => (near.get(one) ?? 0) - (near.get(other) ?? 0));
    for (const [row, id] of column.entries()) rows.set(id, row);
  }
  return columns.filter((column) => column.length > 0);
}

/** The longest way from what depends on nothing; an edge that closes a circle counts for nothing. */
function depthsOf(sources: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const start of sources.keys()) {
    const stack = [{ id: start, next: 0, depth: 0 }];
    const onStack = new Set([start]);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const known = depths.get(top.id);
      const source = known === undefined ? sources.get(top.id)?.[top.next] : undefined;
      if (source === undefined) {
        depths.set(top.id, known ?? top.depth);
        onStack.delete(top.id);
        stack.pop();
        const below = stack.at(-1);
        if (below !== undefined) below.depth = Math.max(below.depth, (known ?? top.depth) + 1);
        continue;
      }
      top.next += 1;
      if (onStack.has(source)) continue;
      stack.push({ id: source, next: 0, depth: 0 });
      onStack.add(source);
    }
  }
  return depths;
}

function moved(places: ReadonlyMap<string, Place>, dx: number, dy: number): ReadonlyMap<string, Place> {
  return new Map([...places].map(([id, place]) => [id, { ...place, x: place.x + dx, y: place.y + dy }]));
}
