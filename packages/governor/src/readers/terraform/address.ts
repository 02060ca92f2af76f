import { ReaderError, shortened } from "../reader-error";

/** Index of an instance as addresses have it: `[0]`, `["west"]`, or nothing. */
const instanceKey = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/;

const moduleStep = new RegExp(`\\.?module\\.([^.[\\]]+)(${instanceKey.source})?`, "y");

/** Nobody nests modules so deep, and each level is a component around all that stands in it. */
const mostModules = 100;

/** One call of a module in an address, such as `module.web["west"]`. */
export interface ModuleStep {
  /** Address of the module instance as a whole. */
  readonly address: string;
  /** Name of the call. */
  readonly call: string;
}

/**
 * The module instances that an address leads through, outermost first, such as `module.web` and
 * `module.web.module.db[0]`.
 *
 * @throws ReaderError for an address of more modules than anybody nests.
 */
export function modulesOf(address: string): readonly ModuleStep[] {
  const steps: ModuleStep[] = [];
  moduleStep.lastIndex = 0;
  for (let match = moduleStep.exec(address); match !== null; match = moduleStep.exec(address)) {
    if (steps.length === mostModules)
      throw new ReaderError(`${shortened(address)} leads through more than ${mostModules} modules`);
    steps.push({ address: address.slice(0, moduleStep.lastIndex), call: match[1] ?? "" });
  }
  return steps;
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
