/** What stands between a caller and the account: one class for all of it, so that one `catch` is enough. */
export abstract class ConnectError extends Error {
  override readonly name: string = "ConnectError";
}
