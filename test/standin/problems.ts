// The problems that the real provider finds at preview, and only those: what it lets through, our rules must catch.
import { resourceType } from "./table.ts";
import { isProperties, type Properties, reveal, Secret, Unknown, type Value } from "./value.ts";

/** `reason` names values only where they cannot be secret. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

type Validator = (inputs: Properties) => readonly Problem[];

const SPACES_REGIONS: readonly string[] = [
  "ams3",
  "atl1",
  "blr1",
  "fra1",
  "lon1",
  "nyc3",
  "sfo2",
  "sfo3",
  "sgp1",
  "syd1",
  "tor1",
];
const TAG = /^[a-zA-Z0-9:\-_]{1,255}$/;
const TAG_REASON = "tags may contain lowercase letters, numbers, colons, dashes, and underscores";

function problem(property: string, reason: string): Problem {
  return { property, reason };
}

function isUnknown(value: Value | undefined): boolean {
  return reveal(value) instanceof Unknown;
}

function isSet(value: Value | undefined): boolean {
  const plain = reveal(value);
  return plain !== undefined && plain !== null && plain !== "" && !(Array.isArray(plain) && plain.length === 0);
}

function list(value: Value | undefined): readonly Value[] {
  const plain = reveal(value);
  return Array.isArray(plain) ? plain : [];
}

/** Every list called `tags`, however deep. An unknown tag is left for later. */
function badTags(value: Value, path: string): Problem[] {
  const plain = reveal(value);
  if (Array.isArray(plain)) {
    return plain.flatMap((item, index) => badTags(item, `${path}[${index}]`));
  }
  if (!isProperties(plain)) {
    return [];
  }
  return Object.entries(plain).flatMap(([name, property]) => {
    const below = path === "" ? name : `${path}.${name}`;
    return name === "tags" ? badTagNames(list(property), below) : badTags(property, below);
  });
}

function badTagNames(tags: readonly Value[], path: string): Problem[] {
  return tags.flatMap((tag, index) => {
    const plain = reveal(tag);
    return typeof plain === "string" && !TAG.test(plain) ? [problem(`${path}[${index}]`, TAG_REASON)] : [];
  });
}

function missing(token: string, inputs: Properties): Problem[] {
  return resourceType(token)
    .required.filter((name) => (inputs[name] ?? null) === null)
    .map((name) =>
      problem(name, `Missing required argument. The argument "${name}" is required, but no definition was found.`),
    );
}

const tagName: Validator = (inputs) => {
  const name = reveal(inputs.name);
  return typeof name === "string" && !TAG.test(name) ? [problem("name", TAG_REASON)] : [];
};

const droplet: Validator = (inputs) =>
  isSet(inputs.backupPolicy) && inputs.backups === undefined
    ? [problem("backupPolicy", '"backup_policy": all of `backup_policy,backups` must be specified')]
    : [];

const spacesRegion: Validator = (inputs) => {
  const region = inputs.region;
  if (region instanceof Secret || typeof region !== "string" || SPACES_REGIONS.includes(region.toLowerCase())) {
    return [];
  }
  return [problem("region", `expected region to be one of [${SPACES_REGIONS.join(" ")}], got ${region}`)];
};

const firewall: Validator = (inputs) => {
  const directions = [
    ["inbound", "inboundRules"],
    ["outbound", "outboundRules"],
  ] as const;
  if (!directions.some(([, name]) => isSet(inputs[name]))) {
    return [problem("inboundRules", "At least one rule must be specified")];
  }
  return directions.flatMap(([direction, name]) =>
    list(inputs[name]).flatMap((rule, index) =>
      isProperties(rule) && needsPorts(rule)
        ? [
            problem(
              `${name}[${index}].portRange`,
              `\`port_range\` of ${direction} rules is required if protocol is \`tcp\` or \`udp\``,
            ),
          ]
        : [],
    ),
  );
};

function needsPorts(rule: Properties): boolean {
  const protocol = reveal(rule.protocol);
  return (protocol === "tcp" || protocol === "udp") && !isSet(rule.portRange);
}

const loadBalancer: Validator = (inputs) => [
  ...(isSet(inputs.dropletIds) && isSet(inputs.dropletTag)
    ? [problem("dropletIds", '"droplet_ids": conflicts with droplet_tag')]
    : []),
  ...loadBalancerRegion(inputs),
  ...healthcheckPath(inputs),
];

function loadBalancerRegion(inputs: Properties): Problem[] {
  const type = reveal(inputs.type) ?? "REGIONAL";
  if (isUnknown(inputs.type)) {
    return [];
  }
  if (type === "GLOBAL") {
    return isSet(inputs.region) ? [problem("region", "'region' must be empty or not set when 'type' is 'GLOBAL'")] : [];
  }
  return isSet(inputs.region)
    ? []
    : [problem("region", `'region' must be set and not be empty when 'type' is '${type}'`)];
}

function healthcheckPath(inputs: Properties): Problem[] {
  const healthcheck = reveal(inputs.healthcheck);
  if (!isProperties(healthcheck) || isSet(healthcheck.path)) {
    return [];
  }
  const protocol = reveal(healthcheck.protocol);
  return protocol === "http" || protocol === "https"
    ? [problem("healthcheck.path", `health check \`path\` is required for when protocol is \`${protocol}\``)]
    : [];
}

const databaseVersion: Validator = (inputs) =>
  isSet(inputs.version) ? [] : [problem("version", 'The argument "version" is required, but no definition was found.')];

const VALIDATORS: ReadonlyMap<string, Validator> = new Map([
  ["Droplet", droplet],
  ["DatabaseCluster", databaseVersion],
  ["Firewall", firewall],
  ["LoadBalancer", loadBalancer],
  ["SpacesBucket", spacesRegion],
  ["SpacesBucketCorsConfiguration", spacesRegion],
  ["SpacesBucketLogging", spacesRegion],
  ["SpacesBucketObject", spacesRegion],
  ["SpacesBucketPolicy", spacesRegion],
  ["Tag", tagName],
]);

export function problemsOf(token: string, inputs: Properties): readonly Problem[] {
  const validate = VALIDATORS.get(token.split(":").at(-1) ?? "");
  return [...missing(token, inputs), ...badTags(inputs, ""), ...(validate?.(inputs) ?? [])];
}
