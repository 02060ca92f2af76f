/** What a resource is called across the API: `do:droplet:3164444`. */
export function urnOf(kind: string, id: string | number): string {
  return `do:${kind}:${id}`;
}
