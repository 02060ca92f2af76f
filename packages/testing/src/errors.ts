/** The preview could not be made: the project, the program's way of ending or the caller is at fault. */
export class PreviewError extends Error {
  override readonly name = "PreviewError";
}

/** What the program itself threw, with the name, message and stack that it had there. */
export class ProgramError extends Error {
  constructor(thrown: { readonly name: string; readonly message: string; readonly stack: string }) {
    super(thrown.message);
    this.name = thrown.name;
    this.stack = thrown.stack;
  }
}
