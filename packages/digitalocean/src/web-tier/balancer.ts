import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { planDnsRecord } from "../parts/dns-record";
import type { Network } from "../parts/network";
import type { WebTierDesign } from "./design";
import type { Servers } from "./droplets";
import type { Https } from "./https";

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
export function planBalancer(
  design: WebTierDesign,
  network: Network,
  { droplets }: Servers,
  { certificateName }: Https,
): Balancer {
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
    enableBackendKeepalive: true,
    // The record is a child of the tier; one that DigitalOcean adds by itself would outlive it.
    disableLetsEncryptDnsRecords: true,
    ...(projectId === undefined ? {} : { projectId }),
  };
  const loadBalancer = plan.child(digitalocean.LoadBalancer, {
    name: `${name}-lb`,
    ...overlay("loadBalancerArgs", own),
    from: {
      rules: {
        "load-balancer-https": {
          argument: "domain",
          fix: "set domain, or certificateName for your own certificate",
        },
      },
      inputs: {
        region: "region",
        vpcUuid: "vpcId",
        forwardingRules: "domain",
        "forwardingRules[0].targetPort": "port",
        "forwardingRules[1].targetPort": "port",
        "healthcheck.port": "port",
        "healthcheck.path": "healthCheckPath",
        projectId: "projectId",
      },
    },
    // One that serves already changes to the tier's tag only once the Droplets have it.
    after: args.adopt?.[`${name}-lb`] === undefined ? [] : droplets,
  });
  const address = loadBalancer.output(({ ip }) => ip);
  return { loadBalancer, dnsRecord: planDnsRecord(design, address), site: siteOf(design, address, certificateName) };
}

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
