/** Something could not be written to disk, so that it would not outlive the process. */
export class NotKept extends Error {
  override readonly name = "NotKept";
}

/**
 * Writes something.
 *
 * @param file Named in the error, which the system's own does not do for a file that is open.
 * @throws NotKept where it cannot be written.
 */
export function keeping<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new NotKept(`${file} cannot be written: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
