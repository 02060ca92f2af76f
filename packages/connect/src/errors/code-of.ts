/** Node's code for what went wrong, which stands in the cause of what fetch throws. */
export function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at instanceof AggregateError ? at.errors[0] : at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return error instanceof Error ? error.message : "unknown";
}
