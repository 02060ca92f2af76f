import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file that only its owner can read, also where one with other rights was before. */
export function writeSecretFile(file: string, text: string): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
  renameSync(draft, file);
}
