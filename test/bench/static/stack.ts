// One logical stack in two forms: HCL for Terraform's scanners, a stack export of Pulumi for the governor.

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** A resource with its inputs as Pulumi names them. */
export interface Resource {
  readonly kind: keyof typeof types;
  readonly name: string;
  readonly inputs: Readonly<Record<string, Plain>>;
}

/** Pulumi's type token and Terraform's type. */
const types = {
  Droplet: ["digitalocean:index/droplet:Droplet", "digitalocean_droplet"],
  Firewall: ["digitalocean:index/firewall:Firewall", "digitalocean_firewall"],
  SpacesBucket: ["digitalocean:index/spacesBucket:SpacesBucket", "digitalocean_spaces_bucket"],
  SpacesBucketPolicy: ["digitalocean:index/spacesBucketPolicy:SpacesBucketPolicy", "digitalocean_spaces_bucket_policy"],
  LoadBalancer: ["digitalocean:index/loadBalancer:LoadBalancer", "digitalocean_loadbalancer"],
  DatabaseCluster: ["digitalocean:index/databaseCluster:DatabaseCluster", "digitalocean_database_cluster"],
  DatabaseFirewall: ["digitalocean:index/databaseFirewall:DatabaseFirewall", "digitalocean_database_firewall"],
} as const;

const vpc = "5a4981aa-9653-4bd1-bef5-d6bff52042e4";

/** Of twenty resources, twelve Droplets, three firewalls, three buckets, a load balancer and a database. */
const mix = [
  ...(["Droplet", "Droplet", "Firewall", "Droplet", "SpacesBucket", "Droplet", "Droplet", "LoadBalancer"] as const),
  ...(["Droplet", "Droplet", "Firewall", "Droplet", "SpacesBucket", "Droplet", "Droplet", "DatabaseCluster"] as const),
  ...(["Droplet", "Firewall", "SpacesBucket", "Droplet"] as const),
];

/** A stack of so many resources in a fixed mix: the first is a Droplet. */
export function stackOf(count: number): readonly Resource[] {
  return Array.from({ length: count }, (_, index) => sample(mix[index % mix.length] ?? "Droplet", `r${index}`));
}

/** A resource without the faults that are seeded. */
export function sample(kind: Resource["kind"], name: string): Resource {
  return { kind, name, inputs: { ...inputsOf(kind, name) } };
}

function inputsOf(kind: Resource["kind"], name: string): Resource["inputs"] {
  switch (kind) {
    case "Droplet":
      return {
        name,
        image: "ubuntu-24-04-x64",
        region: "nyc3",
        size: "s-1vcpu-1gb",
        sshKeys: ["512189"],
        vpcUuid: vpc,
        backups: true,
        monitoring: true,
        tags: ["environment:dev", "web"],
      };
    case "Firewall":
      return {
        name,
        tags: ["web"],
        inboundRules: [
          { protocol: "tcp", portRange: "443", sourceAddresses: ["10.10.0.0/16"] },
          { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24"] },
        ],
        outboundRules: [{ protocol: "tcp", portRange: "443", destinationAddresses: ["0.0.0.0/0"] }],
      };
    case "SpacesBucket":
      return { name: `acme-${name}`, region: "nyc3", acl: "private", versioning: { enabled: true } };
    case "SpacesBucketPolicy":
      return { region: "nyc3", bucket: `acme-${name}`, policy: policyFor("arn:aws:iam:::user/backup") };
    case "LoadBalancer":
      return {
        name,
        region: "nyc3",
        vpcUuid: vpc,
        dropletTag: "web",
        redirectHttpToHttps: true,
        forwardingRules: [
          {
            entryProtocol: "https",
            entryPort: 443,
            targetProtocol: "http",
            targetPort: 80,
            certificateName: "acme",
          },
        ],
        healthcheck: { protocol: "http", port: 80, path: "/" },
      };
    case "DatabaseCluster":
      return {
        name,
        engine: "pg",
        version: "17",
        region: "nyc3",
        size: "db-s-1vcpu-2gb",
        nodeCount: 2,
        privateNetworkUuid: vpc,
        tags: ["environment:dev"],
      };
    case "DatabaseFirewall":
      return { clusterId: name, rules: [{ type: "tag", value: "web" }] };
  }
}

export function policyFor(principal: string): string {
  const statement = { Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** A stack export as `pulumi stack export` prints it. */
export function exportOf(resources: readonly Resource[]): string {
  const listed = resources.map(({ kind, name, inputs }) => {
    const [type] = types[kind];
    return { urn: `urn:pulumi:dev::acme::${type}::${name}`, type, custom: true, id: name, inputs };
  });
  return JSON.stringify({ version: 3, deployment: { resources: listed } });
}

/** The same resources as Terraform's configuration. */
export function hclOf(resources: readonly Resource[]): string {
  return resources
    .map(({ kind, name, inputs }) => `resource "${types[kind][1]}" "${name}" {\n${body(inputs, "  ")}}\n`)
    .join("\n");
}

/** Pulumi names a list of blocks in the plural. */
const blocks: ReadonlyMap<string, string> = new Map([
  ["inboundRules", "inbound_rule"],
  ["outboundRules", "outbound_rule"],
  ["forwardingRules", "forwarding_rule"],
  ["corsRules", "cors_rule"],
  ["rules", "rule"],
]);

function body(inputs: { readonly [key: string]: Plain }, indent: string): string {
  return Object.entries(inputs)
    .flatMap(([key, value]) => {
      const block = blocks.get(key);
      const name = block ?? key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const nested = (block === undefined ? [value] : [value].flat()).filter(isObject);
      if (nested.length === 0) return [`${indent}${name} = ${JSON.stringify(value).replaceAll("${", "$${")}\n`];
      return nested.map((one) => `${indent}${name} {\n${body(one, `${indent}  `)}${indent}}\n`);
    })
    .join("");
}

function isObject(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === "object" && !Array.isArray(value);
}
