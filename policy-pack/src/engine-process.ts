import type { ProcessInfo, ProcessLookup } from "./processes";

/** Further up, nothing can be what started this pack. */
const mostProcesses = 32;

/** Finds the engine that started the pack, with a language host or shims between the two. */
export function engineAbove(parent: number, processes: ProcessLookup): ProcessInfo | undefined {
  let pid = parent;
  for (let steps = 0; steps < mostProcesses && pid > 0; steps++) {
    const one = processes(pid);
    if (one === undefined) return undefined;
    if (isEngine(one)) return one;
    pid = one.parent;
  }
  return undefined;
}

/** Not a plugin, such as `pulumi-language-nodejs`, which runs in a folder of its own. Some distributions wrap the CLI. */
function isEngine({ names }: ProcessInfo): boolean {
  return names.some((name) => /^(pulumi|\.pulumi-wrapped)( \(deleted\))?$/.test(name));
}
