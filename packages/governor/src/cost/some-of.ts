/** Names for a message, of which the last are only counted where there are too many to read. */
export function someOf(names: readonly string[], most = 20): string {
  const rest = names.length - most;
  return rest <= 0 ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${rest} more`;
}
