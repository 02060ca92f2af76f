import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import {
  loadSettings,
  ReaderError,
  readStack,
  rules,
  type Settings,
  SettingsMissingError,
  type StackView,
} from "@infrafabric/governor";
import { UsageError } from "./usage-error.ts";

/** The text of a file, or of standard input for `-`. */
export async function readInput(name: string): Promise<string> {
  if (name === "-") return text(process.stdin);
  try {
    return readFileSync(name, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new UsageError(code === "ENOENT" ? `${name} does not exist` : `${name} cannot be read (${code})`);
  }
}

/** The stack that a file describes. */
export async function readStackInput(name: string): Promise<StackView> {
  const input = await readInput(name);
  try {
    return readStack(input, name === "-" ? "standard input" : name);
  } catch (error) {
    throw error instanceof ReaderError ? new UsageError(error.message) : error;
  }
}

/** The settings of a stack; `undefined` if there are none and none were asked for. */
export function settingsOf(
  { project, stack }: StackView,
  { config, environment }: { readonly config: string | undefined; readonly environment: string | undefined },
): Settings | undefined {
  const options = {
    order: "project",
    env: process.env,
    startDir: process.cwd(),
    rules,
    project,
    stack,
    ...(environment === undefined ? {} : { environment }),
  } as const;
  try {
    return loadSettings({ ...options, ...(config === undefined ? {} : { explicit: config }) });
  } catch (error) {
    if (error instanceof SettingsMissingError && config === undefined && environment === undefined) return undefined;
    throw error;
  }
}
