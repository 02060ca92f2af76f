/**
 * Lays the sections of an environment over those of the document: maps merge key by key, lists and scalars replace,
 * exemptions add up.
 */
export function mergeSections(base: object, overlay: object): unknown {
  const merged = mergeMaps(base, overlay);
  const exemptions = [base, overlay].flatMap((sections) => {
    const list: unknown = Reflect.get(sections, "exemptions");
    return Array.isArray(list) ? list : [];
  });
  return exemptions.length === 0 ? merged : { ...merged, exemptions };
}

function mergeMaps(base: object, overlay: object): object {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(overlay)) {
    const below = merged.get(key);
    merged.set(key, isMap(below) && isMap(value) ? mergeMaps(below, value) : value);
  }
  return Object.fromEntries(merged);
}

/** True for a mapping of YAML. */
export function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
