import { parseAddresses } from "../../network/cidr";
import { isPublic, serviceLimit } from "../../network/public-addresses";
import { decodeValue } from "../../readers/decode";
import { Property } from "../../view/property";
import { hidden, unknown, type Value } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource, type Outcome } from "../rule";

const objects = "arn:aws:s3:::acme-data/*";
const user = { AWS: "arn:aws:iam::4711:user/4711" };

function policy(...statements: readonly Value[]): ExampleResource {
  const document = { Version: "2012-10-17", Statement: statements };
  return {
    kind: "SpacesBucketPolicy",
    inputs: { bucket: "acme-data", region: "nyc3", policy: JSON.stringify(document) },
  };
}

const read = { Effect: "Allow", Action: "s3:GetObject", Resource: objects };

export const spacesPolicyNotPublic = defineRule({
  id: "spaces-policy-not-public",
  group: "spaces",
  scope: "resource",
  title: "No bucket policy lets everyone in.",
  severity: "critical",
  level: "mandatory",
  kinds: ["SpacesBucketPolicy", "S3BucketPolicy"],
  why:
    "A policy that allows something to the principal * opens a bucket to everyone on the internet, even if its ACL is private, and the bucket list does not show it. " +
    "Everyone is Principal * or AWS: *, alone or among others, and every principal but some (NotPrincipal). " +
    "A statement passes if its Condition holds for known networks only: IpAddress with aws:SourceIp of at most one IPv4 /8 or one IPv6 /16. Other conditions, such as aws:Referer or aws:SecureTransport, can be met by anyone. " +
    "A Deny is not counted, and a policy or a statement that cannot be read counts as open. " +
    "The files of a public website are better made public by their own ACLs (spaces-private-acl), each with an exemption.",
  fix: "Name the users who may read or write as the Principal, or limit the statement to known networks with a Condition of IpAddress on aws:SourceIp; remove the statement if nobody needs it",
  references: [
    "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/",
    pulumiDocs("SpacesBucketPolicy"),
  ],
  controls: {
    cis: ["3.3"],
    iso27001: ["5.15", "8.3"],
    soc2: ["CC6.1", "CC6.6"],
    "pci-dss": ["7.2"],
    "nist-800-53": ["AC-3", "AC-6"],
  },
  good: [
    {
      title: "for a user, for a known network, and a denial for everyone",
      resources: [
        { ...policy({ ...read, Principal: user }), name: "user" },
        {
          ...policy({
            ...read,
            Principal: "*",
            Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/48"] } },
          }),
          name: "network",
        },
        { ...policy({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: objects }), name: "denial" },
      ],
    },
  ],
  bad: [
    {
      title: "everyone can read",
      resources: [policy({ ...read, Principal: "*" })],
      fixed: { resources: [policy({ ...read, Principal: user })] },
    },
    {
      title: "everyone among others, in the second statement",
      resources: [policy({ ...read, Principal: user }, { ...read, Principal: { AWS: [user.AWS, "*"] } })],
      fixed: { resources: [policy({ ...read, Principal: user })] },
    },
    {
      title: "everyone but one",
      resources: [policy({ ...read, NotPrincipal: user })],
      fixed: { resources: [policy({ ...read, Principal: user })] },
    },
    {
      title: "conditions that anyone can meet",
      resources: [
        policy(
          { ...read, Principal: "*", Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } },
          { ...read, Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } },
        ),
      ],
      fixed: {
        resources: [
          policy({ ...read, Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }),
        ],
      },
    },
    {
      title: "through @pulumi/aws, as an object",
      resources: [
        {
          kind: "S3BucketPolicy",
          inputs: { bucket: "acme-data", policy: { Statement: { ...read, Principal: { AWS: "*" } } } },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "S3BucketPolicy",
            inputs: { bucket: "acme-data", policy: { Statement: { ...read, Principal: user } } },
          },
        ],
      },
    },
    {
      title: "a policy that is not JSON",
      resources: [{ kind: "SpacesBucketPolicy", inputs: { bucket: "acme-data", policy: "{ Statement: [" } }],
      fixed: { resources: [{ ...policy({ ...read, Principal: user }) }] },
    },
  ],
  undecided: [
    {
      title: "a policy or a principal that is unknown until pulumi up",
      resources: [
        { kind: "SpacesBucketPolicy", name: "policy", inputs: { bucket: "acme-data", policy: unknown } },
        { kind: "SpacesBucketPolicy", name: "secret", inputs: { bucket: "acme-data", policy: hidden } },
        {
          kind: "S3BucketPolicy",
          name: "principal",
          inputs: { policy: { Statement: [{ ...read, Principal: { AWS: unknown } }] } },
        },
      ],
    },
  ],
  *check(resource) {
    const given = resource.read("policy");
    if (!given.present) return;
    const document = parsed(given) ?? (resource.kind?.name === "S3BucketPolicy" && given.isObject ? given : undefined);
    if (given.opaque) yield unclear(given, "whether the policy lets in everyone", given);
    else if (document === undefined) yield violation(given, "the policy is not valid JSON");
    else yield* judgeAll(document, given);
  },
});

function* judgeAll(document: Property, given: Property): Iterable<Outcome> {
  const statements = itemsOf(document.get("Statement"));
  if (statements.length === 0) yield violation(given, "the policy has no Statement");
  for (const [index, statement] of statements.entries()) yield* judge(statement, given, index);
}

/** The policy that a text holds as JSON; undefined if it does not. */
function parsed(given: Property): Property | undefined {
  const text = given.text();
  if (text === undefined) return undefined;
  try {
    return new Property(given.path, decodeValue(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function* judge(statement: Property, given: Property, index: number): Iterable<Outcome> {
  const where = `statement ${index + 1} of the policy`;
  // Each has a place of its own, also in a text, which has no paths.
  const place = new Property(`${given.path}.Statement[${index}]`, null);
  const answer = letsInEveryone(statement);
  if (answer === "yes") yield violation(place, `${where} lets in everyone`);
  else if (answer !== "no") yield unclear(place, `whether ${where} lets in everyone`, answer);
}

/** Whether a statement lets in everyone, or the property that leaves it open. */
function letsInEveryone(statement: Property): "yes" | "no" | Property {
  if (!statement.isObject) return statement;
  const effect = statement.get("Effect");
  if (effect.text() === "Deny") return "no";
  const everyone = isEveryone(statement);
  if (everyone === "no") return "no";
  const condition = statement.get("Condition");
  const open = condition.present ? isMetByAnyone(condition) : "yes";
  if (open === "no") return "no";
  return (
    [everyone, open, effect].find((one): one is Property => typeof one === "object" && one.opaque) ??
    (typeof everyone === "object" ? everyone : "yes")
  );
}

/** Whether everyone is a principal of a statement, or the property that leaves it open. */
function isEveryone(statement: Property): "yes" | "no" | Property {
  if (statement.get("NotPrincipal").present) return "yes";
  const principal = statement.get("Principal");
  if (!principal.present) return principal;
  const kinds = principal.isObject ? principal.properties() : [principal];
  const names = kinds.flatMap((kind) => itemsOf(kind));
  if (names.some((name) => name.text()?.trim() === "*")) return "yes";
  return names.find((name) => name.text() === undefined) ?? "no";
}

/** Whether a condition lets in the internet, or the property that leaves it open. All its parts have to hold. */
function isMetByAnyone(condition: Property): "yes" | "no" | Property {
  if (condition.opaque) return condition;
  const key = condition
    .get("IpAddress")
    .properties()
    .find(({ path }) => path.toLowerCase().endsWith(".aws:sourceip"));
  if (key === undefined) return condition.get("IpAddress").opaque ? condition.get("IpAddress") : "yes";
  const ranges = itemsOf(key).map((one) => ({ one, range: parseAddresses(one.text() ?? "") }));
  const known = ranges.flatMap(({ range }) => range ?? []);
  if (isPublic(known, serviceLimit)) return "yes";
  return ranges.find(({ range }) => range === undefined)?.one ?? (known.length === 0 ? "yes" : "no");
}
