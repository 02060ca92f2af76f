import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { dnsZoneArguments } from "./arguments";
import { planDnsZone } from "./children";
import type { DnsZoneArgs } from "./dns-zone-args";

/**
 * A DNS zone that is governed by default: its records by key, SPF and DMARC that say who sends mail, CAA records that say
 * who issues certificates, and, if names are given, a certificate from Let's Encrypt.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/dns-zone.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class DnsZone extends pulumi.ComponentResource {
  /** Domain of the zone; whoever takes it waits for the zone. */
  readonly domain: pulumi.Output<string>;
  /** Name servers to enter at the registrar of the domain. */
  readonly nameServers: pulumi.Output<string[]>;
  /** Whole names of the records, by key, such as `www.example.com`. */
  readonly hostNames: pulumi.Output<Record<string, string>>;
  /** Name of the certificate, for load balancers and CDNs. Undefined without `certificateDomains`. */
  readonly certificateName: pulumi.Output<string | undefined>;
  /** USD per month, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  /** Undefined with `existingZone`. */
  readonly zone: digitalocean.Domain | undefined;
  /** Those of the argument `records`, by key. */
  readonly records: Record<string, digitalocean.DnsRecord>;
  /** Undefined without `certificateDomains`. */
  readonly certificate: digitalocean.Certificate | undefined;

  /**
   * @param name Logical name: part of every child's name, so a change replaces the zone.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: DnsZoneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { children } = planned;
    this.zone = children.zone?.resource;
    this.records = Object.fromEntries(Object.entries(children.records).map(([key, { resource }]) => [key, resource]));
    this.certificate = children.certificate?.resource;
    this.domain = pulumi.output(children.domain);
    this.nameServers = pulumi.output(nameServers);
    this.hostNames = pulumi.output(
      Object.fromEntries(Object.entries(this.records).map(([key, { fqdn }]) => [key, fqdn])),
    );
    this.certificateName = pulumi.output(this.certificate?.name);
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      domain: this.domain,
      nameServers: this.nameServers,
      hostNames: this.hostNames,
      certificateName: this.certificateName,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
  }
}

/** DigitalOcean's, the same for every zone. */
const nameServers = ["ns1.digitalocean.com", "ns2.digitalocean.com", "ns3.digitalocean.com"];

const definition = {
  className: "DnsZone",
  arguments: dnsZoneArguments,
  controls: ["dns-email-authentication", "platform-limits"],
  children: planDnsZone,
} as const;
