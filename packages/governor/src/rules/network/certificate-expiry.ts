import { X509Certificate } from "node:crypto";
import type { Property } from "../../view/property";
import { doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";

/** Valid from 2026 to 2126. */
const valid =
  "-----BEGIN CERTIFICATE-----\nMIHiMIGVoAMCAQICAQEwBQYDK2VwMBoxGDAWBgNVBAMMD3d3dy5leGFtcGxlLmNv\nbTAgFw0yNjAxMDEwMDAwMDBaGA8yMTI2MDEwMTAwMDAwMFowGjEYMBYGA1UEAwwP\nd3d3LmV4YW1wbGUuY29tMCowBQYDK2VwAyEAkre9tdfcWpkmT+/C++aEpCj7/vP1\nUcLiW2uqszgubVwwBQYDK2VwA0EAP7T/Fai63VBJZ+zQ6esLudEH7fkdRk/zAFUP\nOEikKe0B6lg1ZK9iAhgW8VQQa5o4p17EaHHeK9wzSV4WwHEKBA==\n-----END CERTIFICATE-----\n";

/** Valid in 2019. */
const expired =
  "-----BEGIN CERTIFICATE-----\nMIHgMIGToAMCAQICAQIwBQYDK2VwMBoxGDAWBgNVBAMMD3d3dy5leGFtcGxlLmNv\nbTAeFw0xOTAxMDEwMDAwMDBaFw0yMDAxMDEwMDAwMDBaMBoxGDAWBgNVBAMMD3d3\ndy5leGFtcGxlLmNvbTAqMAUGAytlcAMhAIQ6aVGYrkagsCgQNaGemlLmKVpRqbBX\n0y1IhztsClwPMAUGAytlcANBAPsCWjkG+xUoEX4Et3D72dCZwK5sTwrsLH2cswEK\nRpbBkJMJhjTza9VJwrt51HJaETkupnseGXeQ7UPoqgWoZgE=\n-----END CERTIFICATE-----\n";

export const certificateExpiry = defineRule({
  id: "certificate-expiry",
  group: "network",
  scope: "resource",
  title: "No certificate has expired or is about to.",
  severity: "high",
  level: "advisory",
  kinds: ["Certificate"],
  // A limit stands at the place of such a finding only if what is there cannot be read, which both say.
  covers: ["platform-limits"],
  params: {
    days: {
      type: "integer",
      minimum: 0,
      maximum: 365,
      default: 30,
      tightens: "higher",
      description: "How many days before a certificate expires the rule reports it.",
    },
  },
  why:
    "When a certificate expires, every browser and client refuses the load balancer or CDN endpoint that serves it. DigitalOcean renews its own (lets_encrypt) and nothing renews a custom one. " +
    "The rule reads the dates in the PEM of leafCertificate and certificateChain, where one expired intermediate is enough to break the chain. " +
    "If the source hides the PEM, the notAfter that DigitalOcean reports counts. " +
    "The day on which the check runs decides, so a stack that nobody changes has to be checked from time to time: by `pulumi preview` or on an export.",
  fix: 'Replace leafCertificate, and certificateChain with it, with renewed ones, or set type: "lets_encrypt", which DigitalOcean renews; either replaces the resource, so leave out name to have the new one created first',
  references: [
    "https://docs.digitalocean.com/reference/terraform/reference/resources/certificate/",
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/ssl-termination/",
    pulumiDocs("Certificate"),
  ],
  controls: { iso27001: ["8.24"], soc2: ["A1.1", "CC6.7"], "pci-dss": ["4.2.1"], "nist-800-53": ["SC-12", "SC-17"] },
  good: [
    {
      title: "a certificate that is valid for a long time, and one that DigitalOcean renews",
      resources: [
        { kind: "Certificate", name: "custom", inputs: { leafCertificate: valid, certificateChain: valid } },
        { kind: "Certificate", name: "managed", inputs: { type: "lets_encrypt", domains: ["www.example.com"] } },
      ],
    },
  ],
  bad: [
    {
      title: "an expired certificate",
      resources: [{ kind: "Certificate", inputs: { leafCertificate: expired } }],
      fixed: { resources: [{ kind: "Certificate", inputs: { leafCertificate: valid } }] },
    },
    {
      title: "an expired certificate in the chain",
      resources: [{ kind: "Certificate", inputs: { leafCertificate: valid, certificateChain: valid + expired } }],
      fixed: {
        resources: [{ kind: "Certificate", inputs: { type: "lets_encrypt", domains: ["www.example.com"] } }],
      },
    },
    {
      title: "text that is not a certificate",
      resources: [{ kind: "Certificate", inputs: { leafCertificate: "-----BEGIN CERTIFICATE-----" } }],
      fixed: { resources: [{ kind: "Certificate", inputs: { leafCertificate: valid } }] },
    },
  ],
  undecided: [
    {
      title: "a certificate that is unknown until pulumi up",
      resources: [{ kind: "Certificate", inputs: { leafCertificate: unknown } }],
    },
  ],
  *check(certificate, { params: { days }, now }) {
    if (certificate.read("type").text()?.toLowerCase() === "lets_encrypt") return;
    for (const path of ["leafCertificate", "certificateChain"]) {
      const pem = certificate.read(path);
      if (pem.present && pem.text()?.trim() !== "") yield* judge(certificate, pem, days, now);
    }
  },
});

const day = 86_400_000;

function* judge(certificate: ResourceView, pem: Property, days: number, now: Date): Iterable<Outcome> {
  const end = firstEnd(pem.text() ?? "") ?? reportedEnd(certificate, pem);
  if (end === undefined) {
    const doubt = doubtOf(pem, `${pem.path} is not a certificate in PEM`);
    yield unclear(pem, "when the certificate expires", doubt);
    return;
  }
  const left = Math.floor((end.getTime() - now.getTime()) / day);
  const date = end.toISOString().slice(0, 10);
  if (left < 0) yield violation(pem, `a certificate expired on ${date}`);
  else if (left < days) {
    yield violation(pem, `a certificate expires on ${date}, in ${left === 1 ? "1 day" : `${left} days`}`);
  }
}

/** When the first of the certificates in a PEM expires; undefined if one of them, or the text, cannot be read. */
function firstEnd(text: string): Date | undefined {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const ends = blocks.map(endOf);
  const earliest = Math.min(...ends);
  return Number.isFinite(earliest) ? new Date(earliest) : undefined;
}

function endOf(block: string): number {
  try {
    return Date.parse(new X509Certificate(block).validTo);
  } catch {
    return Number.NaN;
  }
}

/** What DigitalOcean says of the leaf, where the source shows its answer. */
function reportedEnd(certificate: ResourceView, { path }: Property): Date | undefined {
  const end = path === "leafCertificate" ? Date.parse(certificate.read("notAfter").text() ?? "") : Number.NaN;
  return Number.isNaN(end) ? undefined : new Date(end);
}
