import { evaluate, loadSettings, readStack, rules } from "@infrafabric/governor";
import { expect } from "vitest";
import { inShort, type openWorkbench, type StackOptions } from "./workbench.ts";

/** What a stack came to from its first `up` to its `destroy`. */
export interface Life {
  /** What the policies said during `up`, in short. */
  readonly policies: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The findings of the governor on what was deployed. */
  readonly findings: readonly string[];
}

/** Brings a stack up, finds nothing to do a second time, and takes down all that it created. */
export async function upAndDown(
  workbench: ReturnType<typeof openWorkbench>,
  dir: string,
  options: StackOptions = {},
): Promise<Life> {
  const stack = await workbench.stack(dir, options);
  const before = workbench.done().length;
  const up = await stack.up();
  expect(up.code, up.text).toBe(0);
  const outputs = await stack.outputs();
  const view = readStack(await stack.exported());

  const again = await stack.unchanged();
  expect(again.code, again.text).toBe(0);

  const destroyed = await stack.destroy();
  expect(destroyed.code, destroyed.text).toBe(0);
  const done = (op: string) =>
    workbench
      .done()
      .slice(before)
      .filter((line) => line.startsWith(`${op} `))
      .map((line) => line.slice(op.length + 1))
      .sort();
  expect(done("create")).not.toEqual([]);
  expect(done("delete")).toEqual(done("create"));
  expect(done("update")).toEqual([]);

  const { project, stack: name } = view;
  const settings = loadSettings({ order: "project", env: {}, startDir: dir, rules, project, stack: name });
  const { findings } = evaluate(view, settings, rules);
  return {
    policies: inShort(up.policyEvents),
    outputs,
    findings: findings.map(({ status, rule, urn }) => `${status} ${rule} ${urn.split("::").at(-1)}`),
  };
}
