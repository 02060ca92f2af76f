/** What a custom scope of an API token allows to do. */
type Verb = "create" | "create_credentials" | "read" | "update" | "delete";

const every: readonly Verb[] = ["create", "read", "update", "delete"];

/** The scopes for one resource of the API, such as `droplet:create`; without verbs, those for all four. */
export function scopesOf(resource: string, ...verbs: readonly Verb[]): readonly string[] {
  return (verbs.length === 0 ? every : verbs).map((verb) => `${resource}:${verb}`);
}
