/** The command line is wrong, or what it asks for cannot be had: one message, and no stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
