/** A value of the API as a Pulumi program writes it: `instance_size_slug` becomes `instanceSizeSlug`. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name.replaceAll(/_([a-z0-9])/g, (_found, letter: string) => letter.toUpperCase()),
      camelCased(part),
    ]),
  );
}
