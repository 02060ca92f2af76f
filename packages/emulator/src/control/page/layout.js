/**
 * Something that exists.
 * @typedef {object} Resource
 * @property {string} key
 * @property {string} kind
 * @property {string} id
 * @property {string} name
 * @property {string} [region]
 * @property {string} [status]
 * @property {string} [vpc] Key of the VPC that it stands in.
 * @property {readonly string[]} targets Keys of what it points at.
 */

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {Box & { resource: Resource, small: boolean }} PlacedNode */
/** @typedef {Box & { title: string, note: string, resource?: Resource }} PlacedGroup */
/** @typedef {{ from: string, to: string, path: string }} PlacedEdge */
/** @typedef {{ width: number, height: number, groups: PlacedGroup[], nodes: PlacedNode[], edges: PlacedEdge[] }} Layout */

/** @typedef {{ title: string, note: string, resource?: Resource, tiers: (readonly Resource[])[] }} Group */

const gap = 16;
const padding = 14;
const head = 34;
const tile = { width: 150, height: 38, gap: 10 };
/** A Droplet among many: a square without its name. */
const dot = { width: 20, height: 20, gap: 6 };
const column = 2 * padding + 2 * tile.width + tile.gap;
/** On a canvas narrower than this firewalls stand above the rest. */
const narrow = 600;
/** So many Droplets of one group have names; more are squares. */
const mostNamed = 24;

/** What stands in a VPC, from the internet inwards. */
const tiers = [
  ["LoadBalancer", "VpcNatGateway"],
  ["Droplet", "DropletAutoscale"],
  ["KubernetesCluster", "KubernetesNodePool", "DatabaseCluster"],
];

const outside = [
  { title: "Spaces", kinds: ["Cdn", "SpacesBucket"] },
  { title: "Volumes", kinds: ["Volume", "VolumeSnapshot"] },
  { title: "Images", kinds: ["CustomImage"] },
  { title: "Names and addresses", kinds: ["Domain", "Certificate", "ReservedIp", "ReservedIpv6", "ByoipPrefix"] },
];

/**
 * Places everything on a canvas of some width: firewalls on the left, VPCs with what stands in them beside, then what
 * stands in none. The same resources are always placed the same way.
 * @param {readonly Resource[]} resources
 * @param {number} width
 * @returns {Layout}
 */
export function layOut(resources, width) {
  const firewalls = resources.filter(({ kind }) => kind === "Firewall");
  const hasRail = firewalls.length > 0 && width >= narrow;
  const rail = hasRail ? tile.width + 2 * padding + gap * 2 : 0;
  /** @type {Layout} */
  const layout = { width, height: 0, groups: [], nodes: [], edges: [] };
  const walls = { title: "Firewalls", note: count(firewalls.length), tiers: [firewalls] };
  if (hasRail) place(layout, walls, 0, 0, tile.width + 2 * padding);
  const columns = Math.max(1, Math.floor((width - rail + gap) / (column + gap)));
  const columnWidth = (width - rail - (columns - 1) * gap) / columns;
  /** How far each column is filled. */
  const filled = Array.from({ length: columns }, () => 0);
  const besides = hasRail || firewalls.length === 0 ? [] : [walls];
  for (const group of [...besides, ...groupsOf(resources)]) {
    const span = Math.min(columns, spanOf(group));
    const first = lowest(filled, span);
    const y = Math.max(...filled.slice(first, first + span));
    const groupWidth = span * columnWidth + (span - 1) * gap;
    const height = place(layout, group, rail + first * (columnWidth + gap), y, groupWidth);
    for (let index = first; index < first + span; index += 1) filled[index] = y + height + gap;
  }
  layout.height = Math.max(...[...layout.groups].map((group) => group.y + group.height), 0);
  layout.edges = edgesOf(layout);
  return layout;
}

/**
 * @param {readonly Resource[]} resources
 * @returns {Group[]}
 */
function groupsOf(resources) {
  const vpcs = resources.filter(({ kind }) => kind === "Vpc");
  const keys = new Set(vpcs.map(({ key }) => key));
  /** @type {Group[]} */
  const groups = vpcs.map((vpc) => {
    const members = resources.filter((one) => one.vpc === vpc.key);
    return {
      title: vpc.name,
      note: [vpc.region, members.length === 0 ? "empty" : count(members.length)].filter(Boolean).join(" · "),
      resource: vpc,
      tiers: inTiers(members),
    };
  });
  // The full ones first: an account has a default VPC in each region, most of them empty.
  groups.sort((a, b) => sizeOf(b) - sizeOf(a));
  const rest = resources.filter(
    ({ kind, vpc }) => kind !== "Vpc" && kind !== "Firewall" && (vpc === undefined || !keys.has(vpc)),
  );
  for (const { title, kinds } of outside) {
    const found = rest.filter(({ kind }) => kinds.includes(kind));
    if (found.length === 0) continue;
    const rows = kinds.map((kind) => found.filter((one) => one.kind === kind));
    groups.push({ title, note: count(found.length), tiers: rows.filter((row) => row.length > 0) });
  }
  const known = outside.flatMap(({ kinds }) => kinds);
  const others = rest.filter(({ kind }) => !known.includes(kind));
  if (others.length > 0) groups.push({ title: "In no VPC", note: count(others.length), tiers: inTiers(others) });
  return groups;
}

/** @param {readonly Resource[]} members */
function inTiers(members) {
  const known = tiers.flat();
  const rest = members.filter(({ kind }) => !known.includes(kind));
  return [...tiers.map((kinds) => members.filter(({ kind }) => kinds.includes(kind))), rest].filter(
    (row) => row.length > 0,
  );
}

/** @param {Group} group */
const sizeOf = (group) => group.tiers.flat().length;

/** @param {number} number */
const count = (number) => String(number);

/**
 * How many columns a group takes.
 * @param {Group} group
 */
function spanOf(group) {
  const size = sizeOf(group);
  if (size > 8) return size > 16 ? 3 : 2;
  return 1;
}

/**
 * The first of `span` columns side by side that are filled least.
 * @param {readonly number[]} filled
 * @param {number} span
 */
function lowest(filled, span) {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let first = 0; first + span <= filled.length; first += 1) {
    const height = Math.max(...filled.slice(first, first + span));
    if (height < least) [best, least] = [first, height];
  }
  return best;
}

/**
 * Places a group with its members; answers with its height.
 * @param {Layout} layout
 * @param {Group} group
 * @param {number} x
 * @param {number} y
 * @param {number} width
 */
function place(layout, { title, note, resource, tiers }, x, y, width) {
  let top = y + head;
  for (const row of tiers) {
    const small = row.length > mostNamed;
    const shape = small ? dot : tile;
    const inner = width - 2 * padding;
    const perRow = Math.max(1, Math.floor((inner + shape.gap) / (shape.width + shape.gap)));
    // Names get what room there is.
    const nodeWidth = small ? dot.width : (inner - (perRow - 1) * tile.gap) / perRow;
    for (const [index, one] of row.entries()) {
      layout.nodes.push({
        resource: one,
        small,
        x: x + padding + (index % perRow) * (nodeWidth + shape.gap),
        y: top + Math.floor(index / perRow) * (shape.height + shape.gap),
        width: nodeWidth,
        height: shape.height,
      });
    }
    const rows = Math.ceil(row.length / perRow);
    top += rows * (shape.height + shape.gap) - shape.gap + gap;
  }
  const height = (tiers.length === 0 ? y + head + 4 : top - gap + padding) - y;
  layout.groups.push({ title, note, ...(resource === undefined ? {} : { resource }), x, y, width, height });
  return height;
}

/**
 * @param {Layout} layout
 * @returns {PlacedEdge[]}
 */
function edgesOf({ nodes, groups }) {
  /** @type {Map<string, Box>} */
  const boxes = new Map(nodes.map((node) => [node.resource.key, node]));
  for (const group of groups) if (group.resource !== undefined) boxes.set(group.resource.key, group);
  return nodes.flatMap((node) =>
    node.resource.targets.flatMap((key) => {
      const target = boxes.get(key);
      return target === undefined
        ? []
        : [{ from: node.resource.key, to: key, path: curve(node, target, node.resource.kind === "Firewall") }];
    }),
  );
}

/**
 * A curve between two boxes: downwards or upwards where one is below the other, else sideways.
 * @param {Box} from
 * @param {Box} to
 * @param {boolean} isSideways Whatever stands beside another: firewalls stand beside all.
 */
function curve(from, to, isSideways) {
  const below = to.y >= from.y + from.height;
  const above = from.y >= to.y + to.height;
  const overlap = from.x < to.x + to.width && to.x < from.x + from.width;
  if (
    (below || above) &&
    (overlap || !isSideways) &&
    (overlap || Math.abs(to.y - from.y) > Math.abs(to.x - from.x) / 3)
  ) {
    const [x1, x2] = [from.x + from.width / 2, to.x + to.width / 2];
    const [y1, y2] = below ? [from.y + from.height, to.y] : [from.y, to.y + to.height];
    const bend = (y2 - y1) / 2;
    return `M${r(x1)} ${r(y1)}C${r(x1)} ${r(y1 + bend)} ${r(x2)} ${r(y2 - bend)} ${r(x2)} ${r(y2)}`;
  }
  const rightwards = to.x >= from.x;
  const [x1, x2] = rightwards ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2) * (rightwards ? 1 : -1);
  return `M${r(x1)} ${r(y1)}C${r(x1 + bend)} ${r(y1)} ${r(x2 - bend)} ${r(y2)} ${r(x2)} ${r(y2)}`;
}

/** @param {number} value */
const r = (value) => Math.round(value * 10) / 10;

/**
 * The node that the arrow keys lead to.
 * @param {readonly PlacedNode[]} nodes
 * @param {PlacedNode} from
 * @param {string} key Such as `ArrowLeft`.
 */
export function neighbour(nodes, from, key) {
  const dx = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  const dy = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const x = node.x + node.width / 2 - from.x - from.width / 2;
    const y = node.y + node.height / 2 - from.y - from.height / 2;
    const along = x * dx + y * dy;
    if (along <= 1) continue;
    // What lies straight ahead is nearer than what lies aside.
    const distance = along + 3 * Math.abs(dx === 0 ? x : y);
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}
