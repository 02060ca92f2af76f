import { describe } from "vitest";

/** Tests with a real account, which these environment variables open; without them they are skipped, aloud. */
export function describeLive(title: string, variables: readonly string[], tests: () => void): void {
  const missing = variables.filter((name) => (process.env[name] ?? "") === "");
  if (missing.length > 0) console.warn(`SKIPPED: ${title}, as nobody has set ${missing.join(", ")}`);
  describe.skipIf(missing.length > 0)(title, tests);
}
