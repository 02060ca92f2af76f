import { askedBySwitch } from "../kit/asked-by-switch";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { buckets } from "../spaces/buckets";

export const encryptionRequired = defineRule({
  id: "encryption-required",
  group: "governance",
  scope: "stack",
  needs: [],
  title: "Spaces buckets are encrypted at rest.",
  severity: "medium",
  asked: askedBySwitch("spaces", "encryption_required"),
  kinds: buckets,
  why:
    "DigitalOcean offers no setting to turn on: bucket-level encryption settings are not supported, keys can be given only per object and request (SSE-C; DigitalOcean docs, Spaces S3 compatibility), and the provider has no input for either. " +
    "A pass would be a guess, so the rule reports once per stack that it cannot be verified, and the team that requires it can decide. " +
    "Other rules check what can be checked: spaces-private-acl covers who can read, and the load balancer rules cover encryption in transit.",
  fix: 'Encrypt sensitive data before uploading it, or use your own key for each object (SSE-C), and accept the rest with an exemption from encryption-required in governor.yaml, for the stack (resource: "*")',
  references: ["https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/", pulumiDocs("SpacesBucket")],
  controls: {
    cis: ["3.11"],
    iso27001: ["8.24"],
    soc2: ["C1.1", "CC6.1"],
    "pci-dss": ["3.5.1"],
    "nist-800-53": ["SC-28"],
  },
  good: [
    {
      title: "a stack without buckets",
      settings: "resources: { spaces: { encryption_required: true } }",
      resources: [{ kind: "Droplet", inputs: {} }],
    },
  ],
  bad: [],
  undecided: [],
  *check(stack): Iterable<Outcome> {
    const count = stack.ofKind(...buckets).length;
    if (count === 0) return;
    yield {
      status: "unverifiable",
      message: `cannot verify encryption at rest of ${count === 1 ? "the bucket" : `the ${count} buckets`}: Spaces has no bucket-level encryption setting, and the provider has no input for one`,
    };
  },
});
