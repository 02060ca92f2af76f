import { askedBySwitch } from "../kit/asked-by-switch";
import { pulumiDocs } from "../kit/pulumi-docs";
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
    "At DigitalOcean there is nothing to switch on: bucket-level encryption settings are not supported, keys can be given per object and request only (SSE-C; DigitalOcean docs, Spaces S3 compatibility), and the provider has no input for either. " +
    "A pass would be made up, so the rule says once per stack that it cannot be verified, and whoever asked for it can decide. " +
    "What can be checked is checked elsewhere: spaces-private-acl for who may read, and the load balancer rules for encryption on the way.",
  fix: 'Encrypt what needs it before it is uploaded, or with a key of your own for each object (SSE-C), and accept the rest by an exemption from encryption-required in governor.yaml, for the stack (resource: "*")',
  references: ["https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/", pulumiDocs("SpacesBucket")],
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
      message: `encryption at rest of ${count === 1 ? "the bucket" : `the ${count} buckets`} cannot be verified: Spaces has no bucket-level encryption setting, and the provider no input for one`,
    };
  },
});
