/** The parts of `urn:pulumi:<stack>::<project>::<parent types$type>::<name>`. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** Type token, without those of the parents. */
  readonly type: string;
  readonly name: string;
}

const prefix = "urn:pulumi:";

/** Takes a URN apart; undefined for what is none. A logical name can hold `::` and `$` itself. */
export function parseUrn(urn: string): UrnParts | undefined {
  const [head = "", project, types, ...rest] = urn.split("::");
  const type = types?.split("$").at(-1);
  if (!head.startsWith(prefix) || project === undefined || type === undefined || rest.length === 0) return undefined;
  return { stack: head.slice(prefix.length), project, type, name: rest.join("::") };
}

/** The logical name of a resource. */
export function nameOf(urn: string): string {
  return parseUrn(urn)?.name ?? urn;
}

/** URN of a stack itself, the place of findings that concern no single resource. */
export function stackUrn(project: string, stack: string): string {
  return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}
