/** Type of the resource that the runtime registers for the stack itself. */
export const rootType = "pulumi:pulumi:Stack";

/** What a URN is made of. */
export interface UrnSource {
  readonly stack: string;
  readonly project: string;
  /** URN of the parent; empty for none. */
  readonly parent: string;
  readonly type: string;
  readonly name: string;
}

/** The URN that the engine gives: the types of all parents but the root stand before the resource's own. */
export function urnOf({ stack, project, parent, type, name }: UrnSource): string {
  const parentType = parent.split("::")[2] ?? "";
  const qualified = parentType === "" || parentType === rootType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** The URN of the stack itself. */
export function rootUrnOf(stack: string, project: string): string {
  return urnOf({ stack, project, parent: "", type: rootType, name: `${project}-${stack}` });
}
