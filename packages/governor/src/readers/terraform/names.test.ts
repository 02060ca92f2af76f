import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { kinds } from "../../kinds";
import { s3Kinds } from "../../kinds/s3";
import {
  isFilledIn,
  nestedShapeOf,
  propertyOfAttribute,
  type TerraformShape,
  terraformInputsOf,
  terraformTypeOf,
  tokenOfTerraform,
} from "./names";

/** The names of Terraform's provider: `region spec{service{name}}` for each resource type, `?` after what it fills in. */
const { resources } = z
  .object({ source: z.string(), resources: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL("attributes.json", import.meta.url), "utf8")));

/** Pulumi keeps these older classes of the same resources; Terraform's provider has only the newer types. */
const onlyPulumis = kinds.filter(({ name }) => name.startsWith("Genai"));

/** Inputs that are newer than the list of names. */
const newer = ["Firewall inboundRules.action", "Firewall outboundRules.action"];

/** Properties of the shape that no name leads to, and names that lead to no property. */
function unpaired(kind: string, root: TerraformShape, names: string): readonly string[] {
  const tokens = [...names.matchAll(/\w+\??|[{}]/g)].map(([token]) => token);
  const unknown: string[] = [];
  const left = (shape: TerraformShape, path: string): void => {
    const open = new Set(shape.types.keys());
    for (let word = tokens.shift(); word !== undefined && word !== "}"; word = tokens.shift()) {
      const token = word.replace("?", "");
      const property = propertyOfAttribute(token, shape);
      if (property !== undefined && isFilledIn(shape.name, property) !== word.endsWith("?"))
        unknown.push(`${kind} ${path}${word} is filled in, or is not`);
      if (property === undefined || !open.delete(property)) unknown.push(`${kind} ${path}${token}`);
      if (tokens[0] !== "{") continue;
      tokens.shift();
      const nested = nestedShapeOf(shape.types.get(property ?? "") ?? "");
      if (nested === undefined) throw new Error(`${kind} ${path}${token} is no block`);
      left(nested, `${path}${property}.`);
    }
    unknown.push(...[...open].map((property) => `${kind} ${path}${property}`));
  };
  left(root, "");
  return unknown;
}

describe("the Terraform type of a kind", () => {
  it("is there for every kind, and every type of the provider has a kind", () => {
    const types = kinds.filter((kind) => !onlyPulumis.includes(kind)).map(terraformTypeOf);
    expect(types.sort()).toEqual(Object.keys(resources).sort());
  });

  it.each(kinds.map((kind) => [kind.name, kind] as const))("leads to the token of %s", (_, kind) => {
    expect(tokenOfTerraform(terraformTypeOf(kind))).toBe(kind.type);
  });

  it.each([
    ["digitalocean_not_yet_known", "digitalocean:index/notYetKnown:NotYetKnown"],
    ["aws_s3_bucket", "aws:s3/bucket:Bucket"],
    ["aws_s3_bucket_acl", "aws:s3/bucketAcl:BucketAcl"],
    ["aws_s3_object", "aws:s3/bucketObjectv2:BucketObjectv2"],
    ["aws_instance", "aws:index/instance:Instance"],
    ["random_id", "random:index/id:Id"],
    ["nothing", "nothing:index/:"],
  ])("that has no kind is as Pulumi would call it: %s", (type, token) => {
    expect(tokenOfTerraform(type)).toBe(token);
  });
});

describe("the attributes and blocks of Terraform", () => {
  it.each(Object.entries(resources))("of %s are the inputs of its kind, one for one", (type, names) => {
    const kind = kinds.find((one) => terraformTypeOf(one) === type);
    const shape = terraformInputsOf(kind);
    if (kind === undefined || shape === undefined) throw new Error(`${type} has no kind`);
    expect(unpaired(kind.name, shape, names).filter((one) => !newer.includes(one))).toEqual([]);
  });

  it("of S3 have the names that the rules read", () => {
    const named = (kind: string) => {
      const shape = terraformInputsOf(s3Kinds.find(({ name }) => name === kind));
      if (shape === undefined) throw new Error(`${kind} has no inputs`);
      return (attribute: string) => propertyOfAttribute(attribute, shape);
    };
    expect(named("S3Bucket")("cors_rule")).toBe("corsRules");
    expect(named("S3BucketVersioning")("versioning_configuration")).toBe("versioningConfiguration");
    expect(named("S3BucketLifecycleConfiguration")("rule")).toBe("rules");
    for (const { name } of s3Kinds) expect(named(name)("bucket"), name).toBe("bucket");
  });
});
