import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyConfiguration } from "../../tools/engine/stack.mjs";

/** Where a stack is to be. */
export interface StackPlace {
  readonly project: string;
  readonly stack: string;
  /** As in tools/engine/environment.mjs, where the engine's state is in it. */
  readonly workDir: string;
}

/** For the passphrase of the tests, which is empty. */
const salt = "v1:3RRUrzubCtI=:v1:0hWwpSu6UdMk5rZD:shqCm/q0RdJKOEBNOwj8DWNiip/E2g==";

/**
 * Writes what `pulumi stack init` would, which takes half a second for each of some two hundred stacks: a stack without
 * resources, and the salt of its secrets. Answers with the file of its configuration.
 */
export function writeEmptyStack(place: StackPlace): string {
  const { project, stack, workDir } = place;
  const [, name = ""] = /^name:\s*["']?([^"'\s#]+)/m.exec(readFileSync(join(project, "Pulumi.yaml"), "utf8")) ?? [];
  const state = join(workDir, "state", ".pulumi");
  const stacks = join(state, "stacks", name);
  mkdirSync(stacks, { recursive: true });
  writeFileSync(join(state, "meta.yaml"), "version: 1\n");
  const latest = {
    manifest: { time: new Date().toISOString(), magic: "", version: "" },
    secrets_providers: { type: "passphrase", state: { salt } },
    metadata: {},
  };
  const checkpoint = { stack: `organization/${name}/${stack}`, latest };
  writeFileSync(join(stacks, `${stack}.json`), JSON.stringify({ version: 3, checkpoint }));

  const config = copyConfiguration(place);
  appendFileSync(config, `\nencryptionsalt: ${salt}\n`);
  return config;
}
