import { joined, modulesOf } from "./address";
import { type ConfiguredModule, type ConfiguredResource, configuredModule } from "./document";

/** URNs that an expression depends on; undefined if the configuration does not tell. */
type Origins = readonly string[] | undefined;

const none: Origins = [];

/** What the configuration says of a resource and where its inputs come from. */
export interface Configured {
  readonly resource: ConfiguredResource;
  /** URNs that an attribute or block depends on; undefined if the configuration does not tell. */
  origins(attribute: string): Origins;
}

/** URNs by all addresses that mean them: of the instance itself, and without the indexes of the resource and its modules. */
export type Instances = ReadonlyMap<string, readonly string[]>;

/** A module of the configuration, and the instance of it from which an expression is looked at. */
interface Scope {
  /** Address of the module instance; empty for the root. */
  readonly address: string;
  readonly module: ConfiguredModule;
  /** The call that made it; undefined for the root. */
  readonly call: ModuleCall | undefined;
}

interface ModuleCall {
  readonly from: Scope;
  readonly expressions: Readonly<Record<string, unknown>>;
  readonly forEach: unknown;
}

/**
 * Follows the references of a plan's configuration to resources: through variables and outputs of modules. It cannot
 * follow a local value, which Terraform's JSON leaves out.
 */
export class Configuration {
  private readonly scopes = new Map<string, Scope | undefined>();
  private readonly known = new Map<string, Origins>();
  private readonly configured = new Map<string, Configured | undefined>();
  private readonly modules = new Map<unknown, ConfiguredModule | undefined>();
  private readonly resources = new WeakMap<ConfiguredModule, ReadonlyMap<string, ConfiguredResource>>();

  constructor(
    root: ConfiguredModule,
    private readonly instances: Instances,
  ) {
    this.scopes.set("", { address: "", module: root, call: undefined });
  }

  /** What the configuration says of the resource `type.name` in the module instance at an address; undefined if nothing. */
  resource(moduleAddress: string, type: string, name: string): Configured | undefined {
    const key = joined(moduleAddress, `${type}.${name}`);
    if (!this.configured.has(key)) this.configured.set(key, this.find(moduleAddress, `${type}.${name}`));
    return this.configured.get(key);
  }

  private find(moduleAddress: string, name: string): Configured | undefined {
    const scope = this.scopeAt(moduleAddress);
    const resource = scope && this.resourcesOf(scope.module).get(name);
    if (scope === undefined || resource === undefined) return undefined;
    const { expressions = {} } = resource;
    const known = new Map<string, Origins>();
    return {
      resource,
      origins: (attribute) => {
        if (!known.has(attribute))
          known.set(attribute, this.originsOf(expressions[attribute], scope, resource.for_each_expression));
        return known.get(attribute);
      },
    };
  }

  private resourcesOf(module: ConfiguredModule): ReadonlyMap<string, ConfiguredResource> {
    const known = this.resources.get(module);
    if (known !== undefined) return known;
    const managed = (module.resources ?? []).filter(({ mode }) => mode === "managed");
    const byName = new Map(managed.map((resource) => [`${resource.type}.${resource.name}`, resource]));
    this.resources.set(module, byName);
    return byName;
  }

  private scopeAt(address: string): Scope | undefined {
    if (this.scopes.has(address)) return this.scopes.get(address);
    let scope = this.scopes.get("");
    for (const step of modulesOf(address)) scope = scope && this.called(scope, step.call, step.address);
    return scope;
  }

  private called(from: Scope, name: string, address: string): Scope | undefined {
    if (this.scopes.has(address)) return this.scopes.get(address);
    // Outputs can lead from module to module as deep as addresses can.
    modulesOf(address);
    const calls = from.module.module_calls ?? {};
    const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
    const module = call && this.moduleOf(call.module);
    const scope = call &&
      module && {
        address,
        module,
        call: { from, expressions: call.expressions ?? {}, forEach: call.for_each_expression },
      };
    this.scopes.set(address, scope);
    return scope;
  }

  private moduleOf(raw: unknown): ConfiguredModule | undefined {
    if (!this.modules.has(raw)) this.modules.set(raw, configuredModule.safeParse(raw).data);
    return this.modules.get(raw);
  }

  /** Where an expression or the expressions of a block come from. `forEach` is what `each` goes over there. */
  private originsOf(expression: unknown, scope: Scope, forEach?: unknown): Origins {
    const origins = new Set<string>();
    for (const reference of referencesIn(expression)) {
      const found = reference.startsWith("each.")
        ? this.originsOf(forEach, scope)
        : this.originsOfReference(reference, scope);
      if (found === undefined) return undefined;
      for (const urn of found) origins.add(urn);
    }
    return [...origins];
  }

  private originsOfReference(reference: string, scope: Scope): Origins {
    const key = `${scope.address}\n${reference}`;
    if (this.known.has(key)) return this.known.get(key);
    // Whatever leads back to itself adds nothing.
    this.known.set(key, none);
    const found = this.follow(reference, scope);
    this.known.set(key, found);
    return found;
  }

  private follow(reference: string, scope: Scope): Origins {
    const [head = "", name = ""] = reference.split(".");
    switch (head) {
      case "data":
      case "count":
      case "path":
      case "terraform":
      case "tofu":
      case "self":
        return none;
      case "local":
        return undefined;
      case "var":
        return this.originsOfVariable(name.replace(/\[.*$/, ""), scope);
      case "module":
        return this.originsOfOutput(reference, scope);
      default:
        return this.originsOfResource(reference, scope);
    }
  }

  private originsOfVariable(name: string, { call }: Scope): Origins {
    if (call === undefined || !Object.hasOwn(call.expressions, name)) return none;
    return this.originsOf(call.expressions[name], call.from, call.forEach);
  }

  private originsOfOutput(reference: string, scope: Scope): Origins {
    const [step] = modulesOf(reference);
    if (step === undefined) return undefined;
    const output = /^\.([^.[]+)/.exec(reference.slice(step.address.length))?.[1];
    const inside = this.called(scope, step.call, joined(scope.address, step.address));
    const outputs = inside?.module.outputs ?? {};
    if (inside === undefined || output === undefined || !Object.hasOwn(outputs, output)) return undefined;
    return this.originsOf(outputs[output]?.expression, inside);
  }

  private originsOfResource(reference: string, scope: Scope): Origins {
    const match = /^([^.[]+\.[^.[]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/.exec(reference);
    const [one = "", all = ""] = match ?? [];
    if (match === null) return none;
    return this.instances.get(joined(scope.address, one)) ?? this.instances.get(joined(scope.address, all)) ?? none;
  }
}

/** The references in an expression or in those of a block. */
function referencesIn(expression: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [expression];
  while (open.length > 0) {
    const at = open.pop();
    if (typeof at !== "object" || at === null) continue;
    const references: unknown = Array.isArray(at) ? undefined : Reflect.get(at, "references");
    if (Array.isArray(references)) {
      for (const reference of withoutShorter(references.filter((one) => typeof one === "string"))) found.add(reference);
    } else for (const inner of Object.values(at)) open.push(inner);
  }
  return found;
}

/** Of `x.y.id` and `x.y`, which Terraform both lists for the first, the first. */
function withoutShorter(references: readonly string[]): readonly string[] {
  const shorter = new Set<string>();
  for (const reference of references)
    for (const { index } of reference.matchAll(/[.[]/g)) shorter.add(reference.slice(0, index));
  return references.filter((reference) => !shorter.has(reference));
}
