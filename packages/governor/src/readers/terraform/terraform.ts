import { kindUnder } from "../../kinds";
import type { Action, ChangeRecord } from "../../view/change";
import type { ResourceRecord } from "../../view/resource";
import type { Gap } from "../../view/stack";
import { hidden, type Value, type ValueMap } from "../../view/value";
import { ReaderError, shortened } from "../reader-error";
import type { Records } from "../records";
import { addressesOf, modulesOf } from "./address";
import {
  type ProviderConfig,
  type ResourceChange,
  type TerraformDocument,
  type TerraformResource,
  valuesModule,
} from "./document";
import { camelCase, tokenOfTerraform } from "./names";
import { Configuration, type Configured } from "./references";
import { type Attributes, pathOfSteps, propertiesOfAttributes } from "./values";

// Terraform's JSON names neither a project nor a workspace.
const urnPrefix = "urn:pulumi:default::terraform::";
const moduleType = "terraform:index:Module";

/** What a document says of one resource, whichever form it has. */
interface Found {
  readonly address: string;
  readonly type: string;
  readonly provider: string | undefined;
}

/**
 * The records of what `terraform show -json` prints. A resource is named by its address, and each module that it is in
 * is a component around it.
 *
 * @throws ReaderError for a document that does not show a whole stack.
 */
export function recordsOfTerraform(document: TerraformDocument): Records {
  const { format_version: version } = document;
  if (!/^[01]\./.test(version))
    throw new ReaderError(`its format_version is ${JSON.stringify(shortened(version))}, expected 1.x`);
  if (document.errored === true)
    throw new ReaderError(
      "the plan ended with an error and does not show every resource: fix the error, and run `terraform plan -out=plan` again",
    );
  return document.resource_changes === undefined ? ofState(document) : ofPlan(document);
}

function ofState({ values }: TerraformDocument): Records {
  const found = [...resourcesIn(values?.root_module)].filter(({ mode }) => mode === "managed");
  const providers = new Providers({});
  const records = new Map<string, ResourceRecord>();
  for (const { deposed_key: deposed, tainted, values, sensitive_values: sensitive, ...resource } of found) {
    const { address, type, provider_name: provider } = resource;
    const urn = urnOf(address, type);
    const earlier = records.get(urn);
    if (earlier !== undefined && earlier.pending !== "delete" && deposed === undefined)
      throw new ReaderError(`two resources have the address ${shortened(address)}`);
    if (earlier !== undefined && deposed !== undefined) continue;
    const record = recordOf(
      { address, type, provider },
      { values: values ?? {}, unknowns: undefined, sensitive },
      undefined,
      providers,
    );
    records.set(urn, {
      ...record,
      // What exists is named by its id, so that nothing is left to be found by where it comes from.
      propertyDependencies: {},
      ...(deposed !== undefined ? { pending: "delete" } : tainted === true ? { pending: "replace" } : {}),
    });
  }
  return withModules([...records.values()], providers, ["source-positions"]);
}

function ofPlan(document: TerraformDocument): Records {
  const { resource_changes: all = [], configuration: configured, prior_state: prior } = document;
  const managed = all.filter(({ mode, change }) => mode === "managed" && actionOf(change.actions) !== undefined);
  // What a create-before-destroy left over goes beside the resource that took its place.
  const current = new Set(managed.flatMap(({ address, deposed }) => (deposed === undefined ? [address] : [])));
  const changes = managed.filter(({ address, deposed }) => deposed === undefined || !current.has(address));
  const providers = new Providers(configured?.provider_config ?? {});
  const configuration = configured?.root_module && new Configuration(configured.root_module, instancesOf(changes));
  const records = new Map<string, ResourceRecord>();
  const recordedChanges: ChangeRecord[] = [];
  for (const one of changes) {
    const { address, type, provider_name: provider, change } = one;
    const urn = urnOf(address, type);
    if (records.has(urn)) throw new ReaderError(`two resources have the address ${shortened(address)}`);
    const said = configuration?.resource(one.module_address ?? "", type, one.name);
    const key = said?.resource.provider_config_key ?? provider;
    const found = { address, type, provider: key };
    const { before, after, after_unknown: unknowns } = change;
    const kept =
      before === null || before === undefined
        ? undefined
        : recordOf(
            found,
            { values: before, unknowns: undefined, sensitive: change.before_sensitive },
            undefined,
            providers,
          );
    const wanted =
      after === null || after === undefined
        ? undefined
        : recordOf(found, { values: after, unknowns, sensitive: change.after_sensitive }, said, providers);
    const action = actionOf(change.actions) ?? "same";
    const record = wanted ?? kept;
    if (record === undefined) continue;
    records.set(urn, {
      ...record,
      ...(action === "replace" ? { pending: "replace" } : wanted === undefined ? { pending: "delete" } : {}),
    });
    recordedChanges.push({
      urn,
      action,
      ...(kept === undefined ? {} : { before: kept }),
      replacedBy:
        action === "replace"
          ? (change.replace_paths ?? []).map((steps) =>
              pathOfSteps(kindUnder(record.type, providers.inputsOf(key)), steps),
            )
          : [],
    });
  }
  const shown = new Set(all.map(({ address }) => address));
  const left = [...resourcesIn(prior?.values?.root_module)].some(
    ({ mode, address }) => mode === "managed" && !shown.has(address),
  );
  const gaps: Gap[] = [
    "source-positions",
    ...(configuration === undefined ? (["property-dependencies"] as const) : []),
    ...(left || document.complete === false ? (["unchanged-resources"] as const) : []),
  ];
  return { ...withModules([...records.values()], providers, gaps), changes: recordedChanges };
}

/** Undefined for what is read, and for what Terraform forgets and leaves as it is. */
function actionOf(actions: readonly string[]): Action | undefined {
  if (actions.includes("create")) return actions.includes("delete") ? "replace" : "create";
  if (actions.includes("delete")) return "delete";
  if (actions.includes("update")) return "update";
  return actions.includes("no-op") ? "same" : undefined;
}

function recordOf(
  { address, type, provider }: Found,
  attributes: Attributes,
  said: Configured | undefined,
  providers: Providers,
): ResourceRecord {
  const token = tokenOfTerraform(type);
  const kind = kindUnder(token, providers.inputsOf(provider));
  try {
    const { inputs, outputs, secrets, attributeOf } = propertiesOfAttributes(
      kind,
      attributes,
      said && (said.resource.expressions ?? {}),
    );
    const { id } = attributes.values;
    const providerUrn = providers.urnOf(provider);
    const parent = modulesOf(address).at(-1)?.address;
    return {
      urn: urnOf(address, type),
      type: token,
      name: address,
      inputs,
      outputs,
      custom: true,
      // Terraform's JSON leaves out what a resource's lifecycle block says.
      protect: hidden,
      ...(typeof id === "string" && id !== "" ? { id } : {}),
      ...(parent === undefined ? {} : { parent: moduleUrn(parent) }),
      ...(providerUrn === undefined ? {} : { provider: providerUrn }),
      ...(secrets.length === 0 ? {} : { secrets }),
      ...(said === undefined
        ? {}
        : {
            propertyDependencies: Object.fromEntries(
              [...attributeOf].map(([property, attribute]) => [property, said.origins(attribute)]),
            ),
          }),
    };
  } catch (error) {
    throw error instanceof ReaderError ? new ReaderError(`cannot read ${shortened(address)}: ${error.message}`) : error;
  }
}

function constantOf(expression: unknown): unknown {
  return typeof expression === "object" && expression !== null && Object.hasOwn(expression, "constant_value")
    ? Reflect.get(expression, "constant_value")
    : undefined;
}

/** A URN whose types are those of the modules around the resource, and whose name is its address. */
function urnOf(address: string, type: string): string {
  const types = [...modulesOf(address).map(() => moduleType), tokenOfTerraform(type)];
  return `${urnPrefix}${types.join("$")}::${address}`;
}

function moduleUrn(address: string): string {
  return `${urnPrefix}${modulesOf(address)
    .map(() => moduleType)
    .join("$")}::${address}`;
}

function instancesOf(changes: readonly ResourceChange[]): ReadonlyMap<string, readonly string[]> {
  const instances = new Map<string, string[]>();
  for (const { address, type } of changes) {
    const urn = urnOf(address, type);
    for (const one of addressesOf(address)) {
      const known = instances.get(one);
      if (known === undefined) instances.set(one, [urn]);
      else known.push(urn);
    }
  }
  return instances;
}

function* resourcesIn(root: unknown): Generator<TerraformResource> {
  const open: unknown[] = root === undefined ? [] : [root];
  while (open.length > 0) {
    const module = valuesModule.safeParse(open.pop());
    if (!module.success) throw new ReaderError("a module in it is not an object with resources");
    const { resources = [], child_modules: inner = [] } = module.data;
    yield* resources;
    for (const one of inner) open.push(one);
  }
}

function withModules(resources: readonly ResourceRecord[], providers: Providers, gaps: readonly Gap[]): Records {
  const modules = new Map<string, ResourceRecord>();
  for (const { name } of resources) {
    let parent: string | undefined;
    for (const { address } of modulesOf(name)) {
      const urn = moduleUrn(address);
      if (!modules.has(urn))
        modules.set(urn, {
          urn,
          type: moduleType,
          name: address,
          inputs: {},
          custom: false,
          ...(parent === undefined ? {} : { parent }),
        });
      parent = urn;
    }
  }
  return { records: [...modules.values(), ...providers.records(), ...resources], gaps };
}

/** The provider configurations that resources use. */
class Providers {
  private readonly used = new Map<string, ResourceRecord>();

  constructor(private readonly configs: Readonly<Record<string, ProviderConfig>>) {}

  /** The URN of a provider by its key in the configuration, or by its source address where that is all that is known. */
  urnOf(key: string | undefined): string | undefined {
    if (key === undefined) return undefined;
    const known = this.used.get(key);
    if (known !== undefined) return known.urn;
    const config = Object.hasOwn(this.configs, key) ? this.configs[key] : undefined;
    const source = config?.full_name ?? config?.name ?? key;
    const name = /([^/.:]+)(?:\.[^/]*)?$/.exec(source)?.[1] ?? source;
    const type = `pulumi:providers:${name}`;
    // One without an alias is the default of its name.
    const isDefault = config === undefined || (config.alias === undefined && !key.includes(":"));
    const label = isDefault ? "default" : key;
    const urn = `${urnPrefix}${type}::${label}`;
    const record = { urn, type, name: label, inputs: inputsOfProvider(config), custom: true };
    this.used.set(key, record);
    return urn;
  }

  inputsOf(key: string | undefined): ValueMap | undefined {
    this.urnOf(key);
    return key === undefined ? undefined : this.used.get(key)?.inputs;
  }

  records(): readonly ResourceRecord[] {
    return [...new Map([...this.used.values()].map((record) => [record.urn, record])).values()];
  }
}

/** What stands in a provider's configuration as it is; all else comes from variables, which are not shown. */
function inputsOfProvider(config: ProviderConfig | undefined): ValueMap {
  return Object.fromEntries(
    Object.entries(config?.expressions ?? {}).map(([attribute, expression]) => [
      camelCase(attribute),
      plainOf(expression),
    ]),
  );
}

function plainOf(expression: unknown): Value {
  if (Array.isArray(expression)) return expression.map(plainOf);
  if (typeof expression !== "object" || expression === null) return hidden;
  const constant = constantOf(expression);
  if (typeof constant === "string" || typeof constant === "number" || typeof constant === "boolean") return constant;
  if (Object.hasOwn(expression, "references") || Object.hasOwn(expression, "constant_value")) return hidden;
  return Object.fromEntries(Object.entries(expression).map(([key, inner]) => [camelCase(key), plainOf(inner)]));
}
