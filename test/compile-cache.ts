// A preview starts five programs in Node, each of which would compile Pulumi's packages anew. A cache of this run's own
// ends with it: what is installed into temporary folders would otherwise be kept for ever.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function openCompileCache(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-compiled-"));
  process.env.NODE_COMPILE_CACHE = folder;
  // A program that is just ending may still write.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
