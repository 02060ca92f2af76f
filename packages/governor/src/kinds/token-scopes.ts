import type { StackView } from "../view/stack";

/** What a stack asks of the account's access. */
export interface TokenScopes {
  /** Custom scopes of the API token, sorted, each with the kinds that need it. */
  readonly scopes: readonly { readonly scope: string; readonly kinds: readonly string[] }[];
  /** Kinds that a key of Spaces is for, which no scope of a token covers. */
  readonly spacesKeys: readonly string[];
}

/**
 * The smallest set of scopes with which a stack can be created, changed and destroyed: those of its kinds, for what is
 * only read those to read it, and those of the inputs that are set.
 */
export function tokenScopesOf(stack: StackView): TokenScopes {
  const scopes = new Map<string, Set<string>>();
  const spacesKeys = new Set<string>();
  for (const { kind, external, given } of stack.resources) {
    if (kind === undefined) continue;
    if (kind.scopes.length === 0) spacesKeys.add(kind.name);
    const where = Object.entries(kind.scopesWhere ?? {}).flatMap(([path, own]) => (given(path).present ? own : []));
    const needed =
      external === true ? kind.scopes.filter((scope) => scope.endsWith(":read")) : [...kind.scopes, ...where];
    for (const scope of needed) {
      const kinds = scopes.get(scope) ?? new Set();
      scopes.set(scope, kinds.add(kind.name));
    }
  }
  return {
    scopes: [...scopes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([scope, kinds]) => ({ scope, kinds: [...kinds].sort() })),
    spacesKeys: [...spacesKeys].sort(),
  };
}
