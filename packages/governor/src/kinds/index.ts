import { Property } from "../view/property";
import type { ValueMap } from "../view/value";
import type { Kind } from "./kind";
import { kinds } from "./kinds.generated";
import { s3KindIn, s3Kinds } from "./s3";
import { spacesEndpoint } from "./s3/spaces-endpoint";

export { kinds };

let byType: ReadonlyMap<string, Kind> | undefined;
let byName: ReadonlyMap<string, Kind> | undefined;

/** The kind of a type token, such as `digitalocean:index/droplet:Droplet`; undefined for what is not governed. */
export function kindOf(type: string): Kind | undefined {
  byType ??= new Map(kinds.map((kind) => [kind.type, kind]));
  return byType.get(type);
}

/**
 * The kind of a resource: by its type, and for those of `@pulumi/aws` by where their provider sends them.
 *
 * @param provider Inputs of the provider that manages it, if the reader shows them.
 */
export function kindUnder(type: string, provider: ValueMap | undefined): Kind | undefined {
  if (!type.startsWith("aws:s3/")) return kindOf(type);
  const { points, region } = spacesEndpoint(new Property("endpoints", provider?.endpoints));
  return points === "yes" ? s3KindIn(type, region) : undefined;
}

/** The class names of the kinds of which something holds, those of `@pulumi/aws` last. */
export function kindNamesWhere(holds: (kind: Kind) => boolean): readonly string[] {
  return [...new Set([...kinds, ...s3Kinds].filter(holds).map(({ name }) => name))];
}

/** The kind of a class name, such as `Droplet`. */
export function kindNamed(name: string): Kind | undefined {
  // Of two tokens with one name the first stands for both.
  byName ??= new Map([...s3Kinds, ...kinds].reverse().map((kind) => [kind.name, kind]));
  return byName.get(name);
}
