/** Index of an instance as addresses have it: `[0]`, `["west"]`, or nothing. */
const instanceKey = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/;

const moduleStep = new RegExp(`^\\.?module\\.([^.[\\]]+)(${instanceKey.source})?`);

/** One call of a module in an address, such as `module.web["west"]`. */
export interface ModuleStep {
  /** Address of the module instance as a whole. */
  readonly address: string;
  /** Name of the call. */
  readonly call: string;
}

/** The module instances that an address leads through, outermost first, such as `module.web` and `module.web.module.db[0]`. */
export function modulesOf(address: string): readonly ModuleStep[] {
  const steps: ModuleStep[] = [];
  let at = 0;
  for (;;) {
    const match = moduleStep.exec(address.slice(at));
    if (match === null) return steps;
    at += match[0].length;
    steps.push({ address: address.slice(0, at), call: match[1] ?? "" });
  }
}

/** The addresses that mean an instance: its own, and those without the index of the resource, its modules or both. */
export function addressesOf(address: string): ReadonlySet<string> {
  const steps = modulesOf(address);
  const own = address.slice(steps.at(-1)?.address.length ?? 0).replace(/^\./, "");
  const all = own.replace(new RegExp(`${instanceKey.source}$`), "");
  const modules = [steps.at(-1)?.address ?? "", steps.map(({ call }) => `module.${call}`).join(".")];
  return new Set(modules.flatMap((module) => [joined(module, own), joined(module, all)]));
}

/** An address in a module instance, which is empty for the root. */
export function joined(module: string, rest: string): string {
  return module === "" ? rest : `${module}.${rest}`;
}
