import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseDocument } from "yaml";

/** A Pulumi project on this machine. */
export interface PulumiProject {
  /** Its root: the folder of `Pulumi.yaml`. */
  readonly root: string;
  /** Its file, such as `/app/Pulumi.yaml`. */
  readonly file: string;
  /** Undefined where the file does not say. */
  readonly name?: string;
}

/** Finds the project that a folder belongs to, as Pulumi does: the nearest `Pulumi.yaml` upwards. */
export function findProject(folder: string): PulumiProject | undefined {
  const here = resolve(folder);
  for (const name of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
    const file = join(here, name);
    const text = textOf(file);
    if (text !== undefined) return { root: here, file, ...nameIn(text) };
  }
  const above = dirname(here);
  return above === here ? undefined : findProject(above);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function nameIn(text: string): { readonly name?: string } {
  const name: unknown = parseDocument(text, { logLevel: "error" }).get("name");
  return typeof name === "string" ? { name } : {};
}
