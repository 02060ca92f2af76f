/** Node's code for what went wrong, else its words, which stand in the cause of what fetch throws. */
export function codeOf(error: unknown): string {
  let words = "unknown";
  for (let at = error; at instanceof Error; at = at instanceof AggregateError ? at.errors[0] : at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
    words = at.message;
  }
  return words;
}
