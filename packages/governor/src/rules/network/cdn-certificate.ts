import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const cdnCertificate = defineRule({
  id: "cdn-certificate",
  group: "network",
  scope: "resource",
  title: "Every CDN endpoint with a custom domain has a certificate for it.",
  severity: "high",
  level: "mandatory",
  kinds: ["Cdn"],
  // The limit says the same of the same input.
  covers: ["platform-limits"],
  why:
    "A CDN endpoint's own address has DigitalOcean's certificate; a custom domain needs one of its own, or browsers refuse the connection. " +
    "DigitalOcean rejects a custom domain without a certificate (DigitalOcean OpenAPI), the provider does not: a preview passes, and `up` stops halfway. " +
    "An unknown certificate passes. certificateId is deprecated but still accepted.",
  fix: "Set certificateName to the name of a Certificate for customDomain, such as certificate.name",
  references: [
    "https://docs.digitalocean.com/reference/terraform/reference/resources/cdn/",
    pulumiDocs("Cdn"),
    pulumiDocs("Certificate"),
  ],
  controls: { cis: ["3.10"], iso27001: ["8.24"], soc2: ["CC6.7"], "pci-dss": ["4.2.1"], "nist-800-53": ["SC-8"] },
  good: [
    {
      title: "a certificate from the program",
      resources: [
        { kind: "Certificate", name: "assets", inputs: { type: "lets_encrypt", domains: ["assets.example.com"] } },
        {
          kind: "Cdn",
          inputs: { customDomain: "assets.example.com", certificateName: unknown },
          dependsOn: { certificateName: ["assets"] },
        },
      ],
    },
    {
      title: "the endpoint's own address",
      resources: [{ kind: "Cdn", inputs: { origin: "acme-assets.nyc3.digitaloceanspaces.com" } }],
    },
  ],
  bad: [
    {
      title: "a custom domain without a certificate",
      resources: [{ kind: "Cdn", inputs: { customDomain: "assets.example.com" } }],
      fixed: {
        resources: [{ kind: "Cdn", inputs: { customDomain: "assets.example.com", certificateName: "assets" } }],
      },
    },
    {
      title: "an empty name",
      resources: [{ kind: "Cdn", inputs: { customDomain: "assets.example.com", certificateName: "" } }],
      fixed: {
        resources: [{ kind: "Cdn", inputs: { customDomain: "assets.example.com", certificateName: "assets" } }],
      },
    },
  ],
  undecided: [
    {
      title: "a custom domain that is unknown until pulumi up",
      resources: [{ kind: "Cdn", inputs: { customDomain: unknown } }],
    },
  ],
  *check(cdn) {
    const domain = cdn.read("customDomain");
    if (!domain.present || domain.text()?.trim() === "") return;
    const certificates = [cdn.read("certificateName"), cdn.read("certificateId")];
    if (certificates.some((one) => one.present && one.text()?.trim() !== "")) return;
    if (domain.opaque)
      yield unclear(domain, "whether there is a custom domain, which would need a certificate", domain);
    else yield violation(domain, "the custom domain has no certificate");
  },
});
