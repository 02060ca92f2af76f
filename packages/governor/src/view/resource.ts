import type { Kind } from "../kinds/kind";
import { headOf, Property, readPath } from "./property";
import { nameOf } from "./urn";
import { type hidden, unknown, type Value, type ValueMap, withValue } from "./value";

/** A place in the program that registered a resource. */
export interface SourcePosition {
  /** Relative to the Pulumi project's root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A resource as a reader found it: plain data, the same by every reader. */
export interface ResourceRecord {
  readonly urn: string;
  /** Pulumi type token, such as `digitalocean:index/droplet:Droplet`. */
  readonly type: string;
  /** Logical name: the last part of the URN. */
  readonly name: string;
  /** What the program set and the provider defaulted. */
  readonly inputs: ValueMap;
  /** What the provider answered, if the reader has it. */
  readonly outputs?: ValueMap;
  /** The provider's id of the resource, where it exists already. */
  readonly id?: string;
  /** URN of the parent. */
  readonly parent?: string;
  /** URN of the provider that manages it: its inputs are read from that resource. */
  readonly provider?: string;
  /** Whether Pulumi refuses to delete it; hidden if the reader does not tell. */
  readonly protect?: boolean | typeof hidden;
  /** False for a component, which no provider manages; undefined if the reader does not tell. */
  readonly custom?: boolean;
  /** Read from the cloud by `Resource.get`, not managed by this stack. */
  readonly external?: boolean;
  /** `delete`: this operation or an interrupted one removes it; `replace`: it is created anew. */
  readonly pending?: "delete" | "replace";
  readonly source?: SourcePosition;
  /** Paths of inputs that are secret although the reader shows them, as the policy engine does. */
  readonly secrets?: readonly string[];
  /** URNs that each input depends on; undefined if the reader does not tell, of all inputs or of one. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | undefined>>;
}

/** How a rule sees a resource. */
export interface ResourceView extends Omit<ResourceRecord, "propertyDependencies" | "inputs" | "outputs" | "secrets"> {
  /** All that is known of its type; undefined for a type that is not governed. */
  readonly kind: Kind | undefined;
  /**
   * Reads a property: the input, else the default that DigitalOcean's API applies, else, for a computed field, the
   * output. Any value is an answer, and none throws; only to read what the kind does not have is an error, for rules of
   * one's own.
   *
   * @param path Such as `region`, `dropletTemplate.region` or `inboundRules[0].portRange`.
   */
  read(path: string): Property;
  /** Reads an input alone, as `read` does but without any default. */
  given(path: string): Property;
  /** What the provider answered, or what a program exports from its stack; absent if the reader does not tell. */
  readonly outputs: Property;
  /** The same resource with another value of an input, for what would be if. */
  with(path: string, value: Value): ResourceView;
  /** URNs that the input named by `path`'s first segment depends on; undefined if the reader does not tell. */
  dependsOn(path: string): readonly string[] | undefined;
  /** True for an input whose value must not be shown: the kind or the program says that it is secret. */
  isSecret(path: string): boolean;
  /** True for what this stack manages and keeps: not external and not about to be deleted. */
  readonly managed: boolean;
  /**
   * The provider instance that manages it, which stands for the DigitalOcean account: the URN of an explicit provider,
   * `default` for default providers of any version. Tags, quotas and what a team pays once hold within one account.
   */
  readonly account: string;
}

/**
 * True for a resource of DigitalOcean's provider: its modules are `index/<class>`, and a component whose type token
 * begins with the same word is the user's own.
 */
export function isOfDigitalOcean({ type, custom }: Pick<ResourceView, "type" | "custom">): boolean {
  return custom !== false && /^digitalocean:index\/\w+:\w+$/.test(type);
}

/** Makes the view of a record. `kind` is looked up by the caller, so that views do not depend on the list of kinds. */
export function viewOf(record: ResourceRecord, kind: Kind | undefined): ResourceView {
  const { propertyDependencies, inputs, outputs, secrets = [], ...rest } = record;
  return {
    ...rest,
    kind,
    managed: record.external !== true && record.pending !== "delete",
    account: accountOf(record.provider),
    read(path) {
      const input = readPath(inputs, path);
      if (input.present) return input;
      const { defaults = {} } = kind ?? {};
      if (Object.hasOwn(defaults, path)) return new Property(path, defaults[path]);
      if (kind?.computed.includes(headOf(path)) !== true) return input;
      return outputs === undefined ? new Property(path, unknown) : readPath(outputs, path);
    },
    given: (path) => readPath(inputs, path),
    outputs: new Property("outputs", outputs),
    with: (path, value) => viewOf({ ...record, inputs: withValue(inputs, path, value) }, kind),
    isSecret(path) {
      const plain = withoutIndexes(path);
      return (
        secrets.some((secret) => within(path, secret)) || kind?.secrets.some((secret) => within(plain, secret)) === true
      );
    },
    dependsOn(path) {
      if (propertyDependencies === undefined) return undefined;
      const head = headOf(path);
      return Object.hasOwn(propertyDependencies, head) ? propertyDependencies[head] : [];
    },
  };
}

/**
 * How the engine names default providers: `default`, then the version that the SDK asked for and where the plugin is
 * downloaded from, such as `default_4_80_1_alpha_https_/get.example.com`. A program calls its own what it likes.
 */
const defaultProvider = /^default(?:_\d+_\d+_\d+(?:_.+)?|_[\w.-]+_\/.+)?$/;

function accountOf(provider: string | undefined): string {
  return provider === undefined || defaultProvider.test(nameOf(provider)) ? "default" : provider;
}

/** True for an input whose change replaces a resource of the kind. */
export function isReplacing(kind: Kind | undefined, path: string): boolean {
  return kind?.replacing.some((input) => within(withoutIndexes(path), input)) === true;
}

/** True for a path and for all that stands below it. */
function within(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

function withoutIndexes(path: string): string {
  return path.replaceAll(/\[\d+\]/g, "");
}
