// STANDIN_LOG=<file>: one JSON line for each thing that would exist, change or be gone at the platform. Previews leave
// no line, so a test can assert that nothing was created.
import { appendFileSync } from "node:fs";

export interface LogEntry {
  readonly op: "create" | "update" | "delete";
  readonly urn: string;
  readonly type: string;
  readonly id: string;
}

export function logChange(entry: LogEntry): void {
  const file = process.env.STANDIN_LOG;
  if (file !== undefined && file !== "") {
    appendFileSync(file, `${JSON.stringify(entry)}\n`);
  }
}
