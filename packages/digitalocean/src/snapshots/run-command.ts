import type { JobConfig } from "./job/job-config";
import { program } from "./program.generated";

/**
 * The command of the app, with the job itself in it, so that nothing has to be built or published. Run by a shell or split
 * at its quotes, it does the same. In base64, since App Platform fills in what looks like `$` and a name in braces, which
 * JavaScript is full of.
 */
export function runCommandOf(config: JobConfig): string {
  return `node --eval "eval(Buffer.from('${base64(program)}','base64').toString())" ${base64(JSON.stringify(config))}`;
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
