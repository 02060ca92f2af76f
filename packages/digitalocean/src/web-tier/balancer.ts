import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/plan";
import type { WebTierDesign } from "./children";
import type { Https } from "./https";
import type { Network } from "./network";

/** Where the tier is reached from outside. */
export interface Site {
  readonly url: pulumi.Input<string>;
  readonly isHttps: boolean;
  /** True where the name in the URL is one that the certificate is for. */
  readonly hasName: boolean;
}

/** The load balancer and the name that leads to it. */
export interface Balancer {
  readonly loadBalancer: Planned<digitalocean.LoadBalancer>;
  readonly dnsRecord: Planned<digitalocean.DnsRecord> | undefined;
  readonly site: Site;
}

/** Plans the load balancer in front of the tagged Droplets, and the DNS record. */
export function planBalancer(design: WebTierDesign, network: Network, { certificateName }: Https): Balancer {
  const { name, plan, args, need, overlay } = design;
  const { port = 80, healthCheckPath = "/", projectId } = args;
  const own: digitalocean.LoadBalancerArgs = {
    region: need("region"),
    vpcUuid: network.vpcId,
    dropletTag: network.tagName,
    forwardingRules: forwarding(port, certificateName),
    redirectHttpToHttps: certificateName !== undefined,
    tlsCipherPolicy: "STRONG",
    healthcheck: { protocol: "http", port, path: healthCheckPath },
    // The record is a child of the tier; one that DigitalOcean adds by itself would outlive it.
    disableLetsEncryptDnsRecords: true,
    ...(projectId === undefined ? {} : { projectId }),
  };
  const loadBalancer = plan.child(digitalocean.LoadBalancer, {
    name: `${name}-lb`,
    ...overlay("loadBalancerArgs", own, {
      region: "set region of the component",
      vpcUuid: "set vpcId of the component",
      dropletTag: "the tier's own tag joins its Droplets",
      dropletIds: "the tier's own tag joins its Droplets",
      type: "a web tier stands behind a regional load balancer",
    }),
    from: {
      "": "domain",
      region: "region",
      vpcUuid: "vpcId",
      forwardingRules: "domain",
      redirectHttpToHttps: "domain",
      ...portsFrom,
      "healthcheck.port": "port",
      "healthcheck.path": "healthCheckPath",
      projectId: "projectId",
    },
  });
  const address = loadBalancer.output(({ ip }) => ip);
  return { loadBalancer, dnsRecord: planRecord(design, address), site: siteOf(design, address, certificateName) };
}

const portsFrom = Object.fromEntries([0, 1].map((index) => [`forwardingRules[${index}].targetPort`, "port"]));

function forwarding(
  port: number,
  certificateName: pulumi.Input<string> | undefined,
): digitalocean.types.input.LoadBalancerForwardingRule[] {
  const target = { targetPort: port, targetProtocol: "http" };
  const plain = { entryPort: 80, entryProtocol: "http", ...target };
  // The plain one stays for those who type no https: it only redirects.
  return certificateName === undefined
    ? [plain]
    : [{ entryPort: 443, entryProtocol: "https", ...target, certificateName }, plain];
}

function planRecord(design: WebTierDesign, value: pulumi.Output<string>): Planned<digitalocean.DnsRecord> | undefined {
  const { name, plan, args, fault, given, overlay } = design;
  const { domain, skipDnsRecord = false } = args;
  if (domain === undefined || skipDnsRecord) {
    for (const argument of ["dnsZone", "dnsRecordArgs"] as const) {
      if (given(argument) && !given("domain")) fault(argument, "is for a domain", { hint: "give domain, too" });
    }
    return undefined;
  }
  const zone = args.dnsZone ?? zoneOf(domain);
  if (domain !== zone && !domain.endsWith(`.${zone}`)) {
    fault("dnsZone", `the domain "${domain}" does not end with it`, {
      hint: "name the zone that the domain stands in",
    });
  }
  const own: digitalocean.DnsRecordArgs = {
    domain: zone,
    type: "A",
    // Never left out: the provider would make up a name.
    name: domain === zone ? "@" : domain.slice(0, -zone.length - 1),
    value,
    ttl: 300,
  };
  return plan.child(digitalocean.DnsRecord, {
    name: `${name}-dns`,
    ...overlay("dnsRecordArgs", own, { value: "the record leads to the load balancer" }),
    from: { domain: "dnsZone", name: "domain" },
  });
}

/** A domain of two labels is a zone itself. */
function zoneOf(domain: string): string {
  const labels = domain.split(".");
  return labels.length === 2 ? domain : labels.slice(1).join(".");
}

function siteOf(
  { args }: WebTierDesign,
  address: pulumi.Output<string>,
  certificateName: pulumi.Input<string> | undefined,
): Site {
  const isHttps = certificateName !== undefined;
  const scheme = isHttps ? "https" : "http";
  return {
    url: args.domain === undefined ? pulumi.interpolate`${scheme}://${address}` : `${scheme}://${args.domain}`,
    isHttps,
    hasName: args.domain !== undefined || !isHttps,
  };
}
