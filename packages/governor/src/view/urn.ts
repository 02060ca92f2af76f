/** The parts of `urn:pulumi:<stack>::<project>::<parent types$type>::<name>`. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  readonly name: string;
}

/** Takes a URN apart; undefined for what is none. A logical name can hold `::` itself. */
export function parseUrn(urn: string): UrnParts | undefined {
  const match = /^urn:pulumi:(?<stack>[^:]+)::(?<project>[^:]+)::(?:[^:]|:(?!:))+::(?<name>.*)$/s.exec(urn);
  const { stack, project, name } = match?.groups ?? {};
  return stack === undefined || project === undefined || name === undefined ? undefined : { stack, project, name };
}

/** The logical name of a resource. */
export function nameOf(urn: string): string {
  return parseUrn(urn)?.name ?? urn;
}

/** URN of a stack itself, the place of findings that concern no single resource. */
export function stackUrn(project: string, stack: string): string {
  return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}
