/** Longest key, bytes of UTF-8. Source: the S3 API, which Spaces speaks. */
const longest = 1024;

/**
 * What is wrong with a key, or undefined. Besides what Spaces refuses this is what would be stored under another key
 * than the one asked for: the provider drops slashes that begin a key or repeat, and clients resolve `.` and `..`.
 */
export function keyProblem(key: string): string | undefined {
  const bytes = Buffer.byteLength(key, "utf8");
  if (bytes > longest) return `the key is ${bytes} bytes of UTF-8 long, and Spaces takes ${longest}`;
  // A lone half of a surrogate pair has no form in UTF-8.
  if (/[\p{Cc}\p{Cs}]/u.test(key)) return "the key holds a control character";
  const segments = key.split("/");
  if (segments.includes("")) return "the key is empty, begins or ends with a slash, or has two in a row";
  if (segments.includes(".") || segments.includes("..")) return 'the key has "." or ".." between its slashes';
  return undefined;
}
