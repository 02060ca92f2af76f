import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { ReaderError, readStack, type StackView } from "@infrafabric/governor";
import { UsageError } from "./usage-error.ts";

/** What a command says that needs a stack and has none. */
export const missingFile =
  "--file is missing: name what `pulumi preview --json --show-sames`, `pulumi stack export` or `terraform show -json` wrote, or -";

/** One document that a command reads. */
export interface Input {
  /** How messages call it. */
  readonly origin: string;
  /** @throws UsageError where it cannot be read. */
  read(): string;
}

/** What `--file` names. */
export interface Inputs {
  readonly inputs: readonly Input[];
  /** True for several files or a folder, whatever it holds: their report has a form of its own. */
  readonly isFleet: boolean;
}

/**
 * Finds what `--file` names: files, `-` for standard input, and folders, of which every `*.json` is meant.
 *
 * @throws UsageError with everything that is not there.
 */
export async function findInputs(names: readonly string[]): Promise<Inputs> {
  const problems: string[] = [];
  let isFleet = names.length > 1;
  if (names.filter((name) => name === "-").length > 1) problems.push("--file - is given twice");
  const piped = names.includes("-") && problems.length === 0 ? await readStandardInput() : "";
  const inputs = names.flatMap((name): readonly Input[] => {
    if (name === "-") return [{ origin: "standard input", read: () => piped }];
    const listed = filesIn(name);
    if (listed === undefined) return [{ origin: name, read: () => readText(name) }];
    if ("problem" in listed) {
      problems.push(`--file ${name} ${listed.problem}`);
      return [];
    }
    isFleet = true;
    const { files } = listed;
    if (files.length === 0) problems.push(`--file ${name} is a folder without a .json file`);
    return files.map((file) => join(name, file)).map((file) => ({ origin: file, read: () => readText(file) }));
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n          "));
  return { inputs, isFleet };
}

/** The documents in a folder; undefined for a file. */
function filesIn(name: string): { readonly files: readonly string[] } | { readonly problem: string } | undefined {
  try {
    const stats = statSync(name, { throwIfNoEntry: false });
    if (stats === undefined) return { problem: "does not exist" };
    if (!stats.isDirectory()) return undefined;
    return {
      files: readdirSync(name)
        .filter((file) => file.endsWith(".json"))
        .sort(),
    };
  } catch (error) {
    return { problem: `cannot be read: ${error instanceof Error && "code" in error ? error.code : error}` };
  }
}

/** An option whose value is the settings: a file that must exist. */
export const settingsOption = {
  value: "FILE",
  problemOf: (name: string) => (existsSync(name) ? undefined : `${name} does not exist`),
} as const;

/**
 * The text of a file, or of standard input for `-`.
 *
 * @param option The option that names it.
 * @throws UsageError where it cannot be read.
 */
export async function readInput(name: string, option: string): Promise<string> {
  if (name === "-") return readStandardInput();
  if (!existsSync(name)) throw new UsageError(`${option} ${name} does not exist`);
  return readText(name);
}

/**
 * The stack that a document describes.
 *
 * @throws UsageError where it cannot be read.
 */
export function stackIn({ origin, read }: Input): StackView {
  try {
    return readStack(read(), origin);
  } catch (error) {
    throw error instanceof ReaderError ? new UsageError(error.message) : error;
  }
}

/**
 * The stack that a file, or standard input for `-`, describes.
 *
 * @param option The option that names it.
 * @throws UsageError where it cannot be read.
 */
export async function readStackInput(name: string, option: string): Promise<StackView> {
  const content = await readInput(name, option);
  return stackIn({ origin: name === "-" ? "standard input" : name, read: () => content });
}

let isRead = false;

/** Once: what was read is gone. Not by its descriptor: a pipe that does not block has nothing to read while its writer still works. */
async function readStandardInput(): Promise<string> {
  if (isRead) throw new UsageError("standard input can be read for one option alone: give the others a file");
  isRead = true;
  const hint = setTimeout(() => console.error("reading standard input ..."), process.stdin.isTTY === true ? 0 : 2000);
  try {
    return await text(process.stdin);
  } finally {
    clearTimeout(hint);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new UsageError(
      code === "ERR_STRING_TOO_LONG" || code === "ERR_FS_FILE_TOO_LARGE"
        ? `${file} is too large to be read`
        : `${file} cannot be read: ${code === "EISDIR" ? "it is a folder" : code}`,
    );
  }
}
