const reasons: Readonly<Record<string, string>> = {
  EACCES: "cannot be read: permission denied",
  EISDIR: "is a folder",
  ENOENT: "does not exist",
  ENOTDIR: "is not a folder",
};

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? `cannot be read${code === "" ? "" : ` (${code})`}`;
}
