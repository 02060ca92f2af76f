import { kinds } from "../../kinds";
import { elementOf, type InputTypes, inputsOf, propertiesOf } from "../../kinds/inputs";
import type { Kind } from "../../kinds/kind";
import { s3InputsOf, s3PropertiesOf } from "../../kinds/s3/inputs";

/** Attributes and blocks whose property has another name, by the type that has it. Everything else follows a rule. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AppSpec: { domain: "domainNames" },
};

/** The properties of a kind or of a nested object, as Terraform names them. */
export interface TerraformShape {
  /** Class name of the kind or type name of the nested object. */
  readonly name: string;
  readonly types: InputTypes;
}

/** Blocks that Terraform's provider fills in where the configuration leaves them out, by the name of the kind. */
const filledIn: Readonly<Record<string, readonly string[]>> = {
  App: ["dedicatedIps"],
  DatabaseKafkaTopic: ["configs"],
  DatabasePostgresqlConfig: ["pgbouncers", "timescaledbs"],
  GradientaiAgent: ["childAgents", "knowledgeBases", "models", "parentAgents"],
  GradientaiOpenaiApiKey: ["models"],
  KubernetesCluster: [
    "amdGpuDeviceMetricsExporterPlugin",
    "amdGpuDevicePlugin",
    "amdGpuDraDriver",
    "controlPlaneFirewall",
    "corednsAutoscaler",
    "maintenancePolicy",
    "nvidiaGpuDevicePlugin",
    "nvidiaGpuDraDriver",
    "p2pOciRegistryPlugin",
    "rdmaSharedDevicePlugin",
    "routingAgent",
    "ssos",
  ],
  LoadBalancer: ["domains", "firewall", "glbSettings", "healthcheck", "stickySessions"],
  PartnerAttachment: ["bgp"],
  VectorDatabase: ["config"],
  VpcNatGateway: ["egresses"],
};

/** Types of S3 whose Pulumi class has another name. */
const renamedS3: Readonly<Record<string, string>> = { object: "bucketObjectv2" };

let byTerraformType: ReadonlyMap<string, Kind> | undefined;

/** The type of a kind in Terraform's provider, such as `digitalocean_droplet`: its class name in words. */
export function terraformTypeOf({ name, terraformType }: Pick<Kind, "name" | "terraformType">): string {
  return terraformType ?? `digitalocean_${snakeCase(name)}`;
}

/**
 * The Pulumi type token of a Terraform type: that of its kind, and for a type without one what Pulumi's bridge would
 * call it.
 */
export function tokenOfTerraform(type: string): string {
  byTerraformType ??= new Map(kinds.map((kind) => [terraformTypeOf(kind), kind]));
  const known = byTerraformType.get(type)?.type;
  if (known !== undefined) return known;
  const [, provider = type, module = "index", words = ""] = /^([^_]*)(?:_(s3)(?=_))?_?(.*)$/.exec(type) ?? [];
  const plain = camelCase(words);
  const name = module === "s3" && Object.hasOwn(renamedS3, plain) ? (renamedS3[plain] ?? plain) : plain;
  return `${provider}:${module}/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The inputs of a kind; none for what has no kind. */
export function terraformInputsOf(kind: Kind | undefined): TerraformShape | undefined {
  const types = kind && (inputsOf(kind.name) ?? s3InputsOf(kind.name));
  return kind && types && { name: kind.name, types };
}

/** The properties of a nested object at a property of that type, or of a list of such objects; undefined for a scalar. */
export function nestedShapeOf(type: string): TerraformShape | undefined {
  const name = elementOf(type) ?? type;
  const types = propertiesOf(name) ?? s3PropertiesOf(name);
  return types && { name, types };
}

/** What was found before: never what was not, of which a document can hold any number. */
const known = new WeakMap<InputTypes, Map<string, string>>();

/** The property that an attribute or block is: in camel case, in the plural where Pulumi has a list for a block. */
export function propertyOfAttribute(attribute: string, shape: TerraformShape): string | undefined {
  const properties = known.get(shape.types) ?? new Map<string, string>();
  known.set(shape.types, properties);
  const property = properties.get(attribute) ?? findProperty(attribute, shape);
  if (property !== undefined) properties.set(attribute, property);
  return property;
}

function findProperty(attribute: string, { name, types }: TerraformShape): string | undefined {
  const given = Object.hasOwn(renamed, name) ? renamed[name]?.[attribute] : undefined;
  if (given !== undefined) return given;
  const singular = camelCase(attribute);
  const plurals = [singular, `${singular}s`, `${singular}es`, singular.replace(/y$/, "ies")];
  return plurals.find((property) => types.has(property));
}

/** True for a block that the provider fills in: where it is unknown and not set, it is no input. */
export function isFilledIn(kind: string, property: string): boolean {
  return Object.hasOwn(filledIn, kind) && filledIn[kind]?.includes(property) === true;
}

/** `ipv4_address` as `ipv4Address`. */
export function camelCase(words: string): string {
  return words.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
}
