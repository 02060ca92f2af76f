/** A preview or state that cannot be read. The message says what was expected and what to do; it needs no stack trace. */
export class ReaderError extends Error {
  override readonly name = "ReaderError";
}

/** A name from a document as messages show it: a document from elsewhere can call things by megabytes. */
export function shortened(name: string): string {
  return name.length > 300 ? `${name.slice(0, 300)}...` : name;
}
