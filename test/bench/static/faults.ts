import { policyFor, type Resource, sample } from "./stack.ts";

/** A mistake in one resource of a stack that is sound without it. */
export interface Fault {
  readonly title: string;
  readonly kind: Resource["kind"];
  /** Inputs that make the mistake; undefined leaves one out. */
  readonly inputs: Readonly<Record<string, Resource["inputs"][string] | undefined>>;
}

const inbound = (portRange: string, ...sourceAddresses: readonly string[]) => ({
  protocol: "tcp",
  portRange,
  sourceAddresses,
});
const office = inbound("443", "203.0.113.0/24");

export const faults: readonly Fault[] = [
  { title: "Droplet without an SSH key", kind: "Droplet", inputs: { sshKeys: undefined } },
  { title: "Droplet without backups", kind: "Droplet", inputs: { backups: false } },
  { title: "Droplet without monitoring", kind: "Droplet", inputs: { monitoring: false } },
  { title: "Droplet in the default VPC", kind: "Droplet", inputs: { vpcUuid: undefined } },
  { title: "Droplet behind no firewall", kind: "Droplet", inputs: { tags: ["environment:dev"] } },
  { title: "Droplet in a region that is not allowed", kind: "Droplet", inputs: { region: "ams3" } },
  { title: "Droplet of a size that is not allowed", kind: "Droplet", inputs: { size: "s-8vcpu-16gb" } },
  { title: "Droplet without a required tag", kind: "Droplet", inputs: { tags: ["web"] } },
  { title: "Droplet of an image without updates", kind: "Droplet", inputs: { image: "ubuntu-18-04-x64" } },
  {
    title: "password in user data",
    kind: "Droplet",
    inputs: { userData: "#!/bin/sh\nexport DATABASE_PASSWORD=Tr0ub4dor-and-3\n" },
  },
  {
    title: "SSH open to all in the first rule",
    kind: "Firewall",
    inputs: { inboundRules: [inbound("22", "0.0.0.0/0")] },
  },
  {
    title: "SSH open to all in the second rule",
    kind: "Firewall",
    inputs: { inboundRules: [office, inbound("22", "0.0.0.0/0")] },
  },
  {
    title: "SSH open to both halves of the internet",
    kind: "Firewall",
    inputs: { inboundRules: [inbound("22", "0.0.0.0/1", "128.0.0.0/1")] },
  },
  {
    title: "all ports open to all over IPv6",
    kind: "Firewall",
    inputs: { inboundRules: [office, inbound("1-65535", "::/0")] },
  },
  { title: "firewall for a tag that no Droplet has", kind: "Firewall", inputs: { tags: ["wbe"] } },
  { title: "bucket that all may read", kind: "SpacesBucket", inputs: { acl: "public-read" } },
  { title: "bucket that all may write", kind: "SpacesBucket", inputs: { acl: "public-read-write" } },
  { title: "bucket without versioning", kind: "SpacesBucket", inputs: { versioning: { enabled: false } } },
  { title: "bucket that is deleted with its contents", kind: "SpacesBucket", inputs: { forceDestroy: true } },
  { title: "bucket policy that lets in everyone", kind: "SpacesBucketPolicy", inputs: { policy: policyFor("*") } },
  {
    title: "load balancer that serves plain HTTP",
    kind: "LoadBalancer",
    inputs: {
      redirectHttpToHttps: false,
      forwardingRules: [{ entryProtocol: "http", entryPort: 80, targetProtocol: "http", targetPort: 80 }],
    },
  },
  { title: "load balancer without targets", kind: "LoadBalancer", inputs: { dropletTag: "wbe" } },
  { title: "database in the default VPC", kind: "DatabaseCluster", inputs: { privateNetworkUuid: undefined } },
  { title: "database version that is not maintained", kind: "DatabaseCluster", inputs: { version: "11" } },
  {
    title: "database open to all",
    kind: "DatabaseFirewall",
    inputs: { rules: [{ type: "ip_addr", value: "0.0.0.0/0" }] },
  },
];

/** Each fault in a resource of its own, `fault-<index>`, beside its sound twin, `sound-<index>`. */
export function seeded(): readonly Resource[] {
  return faults.flatMap(({ kind, inputs }, index) => {
    const faulty = sample(kind, `fault-${index}`);
    const changed = Object.entries({ ...faulty.inputs, ...inputs }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    return [sample(kind, `sound-${index}`), { ...faulty, inputs: Object.fromEntries(changed) }];
  });
}
