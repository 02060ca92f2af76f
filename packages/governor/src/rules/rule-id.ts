/**
 * Ids of rules: lower case words joined by `-`. Those that ship have no namespace, those of an organisation have one, such
 * as `acme/vpc-described`: so everything that reads a `governor.yaml` knows which ids it must know itself.
 */
export const ruleIdPattern = /^([a-z][a-z0-9]*(-[a-z0-9]+)*\/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Ids with a namespace. */
export const namespacedIdPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** True for the id of an organisation's own rule. */
export function isNamespaced(id: string): boolean {
  return namespacedIdPattern.test(id);
}
