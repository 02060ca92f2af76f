import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a generated file or, with --check, fails the process if the committed one differs. */
export function putOrCheck(file: string, text: string): void {
  if (!process.argv.includes("--check")) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  } else if (committed(file) !== text) {
    console.error(`${file} is stale: npm run generate writes it`);
    process.exitCode = 1;
  }
}

function committed(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
