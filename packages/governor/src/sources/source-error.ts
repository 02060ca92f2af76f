/** A preview or state that cannot be read. The message says what was expected and what to do; it needs no stack trace. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}
