import type { Property } from "../../view/property";
import { unknown, type Value } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource, type Outcome } from "../rule";

const cors = (...allowedOrigins: readonly Value[]): ExampleResource => ({
  kind: "SpacesBucketCorsConfiguration",
  inputs: { corsRules: [{ allowedMethods: ["GET"], allowedOrigins }] },
});

export const spacesCorsNoWildcard = defineRule({
  id: "spaces-cors-no-wildcard",
  group: "spaces",
  scope: "resource",
  title: "Only listed websites may access a bucket from a browser.",
  severity: "medium",
  level: "advisory",
  kinds: ["SpacesBucketCorsConfiguration", "SpacesBucket", "S3BucketCorsConfiguration", "S3Bucket"],
  why:
    'An allowed origin is a website whose scripts may use the bucket from a visitor\'s browser. "*" allows every website, and so one that was handed a presigned URL, or runs on a page that holds one, may use it as well. ' +
    'It opens nothing that the acl or a key does not open already, because Spaces knows no cookies, and fonts for everyone are a fair use: so this is advice. "https://*.example.com" passes, a pattern of one domain. ' +
    'A pattern that matches names anyone can register, such as "https://*", "https://*.com" or "https://*example.com", counts as every website. ' +
    "SpacesBucket.corsRules is deprecated but checked as well.",
  fix: "List the websites in allowedOrigins, such as https://www.example.com, or the subdomains of one, such as https://*.example.com",
  references: [
    "https://docs.digitalocean.com/products/spaces/how-to/configure-cors/",
    pulumiDocs("SpacesBucketCorsConfiguration"),
    pulumiDocs("SpacesBucket"),
  ],
  controls: { iso27001: ["8.3"], soc2: ["CC6.1"], "nist-800-53": ["AC-4"] },
  good: [
    {
      title: "websites by name, and the subdomains of one",
      resources: [cors("https://www.example.com", "https://*.example.com", "http://localhost:*")],
    },
    { title: "no website at all", resources: [{ kind: "SpacesBucket", inputs: {} }] },
  ],
  bad: [
    {
      title: "every website, through @pulumi/aws",
      resources: [{ kind: "S3BucketCorsConfiguration", inputs: { corsRules: [{ allowedOrigins: ["*"] }] } }],
      fixed: {
        resources: [
          {
            kind: "S3BucketCorsConfiguration",
            inputs: { corsRules: [{ allowedOrigins: ["https://www.example.com"] }] },
          },
        ],
      },
    },
    {
      title: "every website",
      resources: [cors("https://www.example.com", "*")],
      fixed: { resources: [cors("https://www.example.com")] },
    },
    {
      title: "patterns that match names anyone can register",
      resources: [cors("https://*", "https://*.com", "https://*example.com", "https://www.example.*")],
      fixed: { resources: [cors("https://www.example.com", "https://*.example.com")] },
    },
    {
      title: "every website, in the deprecated input of the bucket",
      resources: [
        { kind: "SpacesBucket", inputs: { corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["*"] }] } },
      ],
      fixed: {
        resources: [
          {
            kind: "SpacesBucket",
            inputs: { corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["https://www.example.com"] }] },
          },
        ],
      },
    },
  ],
  undecided: [
    { title: "a website that is unknown until pulumi up", resources: [cors("https://www.example.com", unknown)] },
    {
      title: "rules that are unknown until pulumi up",
      resources: [
        { kind: "SpacesBucketCorsConfiguration", name: "all", inputs: { corsRules: unknown } },
        { kind: "SpacesBucket", name: "one", inputs: { corsRules: [unknown] } },
      ],
    },
  ],
  *check(resource) {
    for (const rule of itemsOf(resource.read("corsRules"))) {
      for (const origin of rule.isObject ? itemsOf(rule.get("allowedOrigins")) : [rule]) yield* judge(origin, rule);
    }
  },
});

function* judge(origin: Property, rule: Property): Iterable<Outcome> {
  const text = origin.text();
  if (text === undefined || origin === rule) {
    yield unclear(origin, "whether every website is allowed", origin);
  } else if (!isBound(text)) {
    yield violation(
      origin,
      text.trim() === "*" ? "every website is allowed" : "the pattern is not limited to one domain",
    );
  }
}

/** What follows the last `*` of a host that is limited to one domain, such as `.example.com`. */
const ofOneDomain = /^(\.[^.]+){2,}$/;

/** True for a host that is written out, or a pattern for the subdomains of one domain. */
function isBound(origin: string): boolean {
  const [host = ""] = origin
    .trim()
    .replace(/^.*:\/\//, "")
    .split(":");
  return !host.includes("*") || ofOneDomain.test(host.slice(host.lastIndexOf("*") + 1));
}
