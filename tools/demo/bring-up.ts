import { basename } from "node:path";
import type { Emulator } from "@infrafabric/emulator";
import { Failure } from "../bootstrap/failure.mjs";
import { valueAt } from "../bootstrap/json.mjs";
import { fact, say } from "../bootstrap/terminal.mjs";
import { openStack, passed } from "./engine-run.ts";

/** What is up on an emulator. */
export interface BroughtUp {
  /** Whether all of it is. */
  readonly passed: boolean;
  /** USD per month, as the stacks' own outputs add up. */
  readonly monthly: number;
  /** Where a browser shows it. */
  readonly page: string;
  readonly close: () => Promise<void>;
}

/** Starts an emulator and runs `pulumi up` on it, of one project after the other until one fails. */
export async function bringUp(
  projects: readonly string[],
  workDir: string,
  env: NodeJS.ProcessEnv,
): Promise<BroughtUp> {
  // Not before it is needed: what the demo shows first should not wait for it.
  const { startEmulator } = await import("@infrafabric/emulator");
  const emulator = await startEmulator();
  const page = `${emulator.url}/_emulator/`;
  fact("page", page);
  say("  Objects go by another provider, AWS's, which a stand-in plays: they do not get there.");
  try {
    return { ...(await upAll(emulator, projects, workDir, env)), page, close: emulator.close };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

async function upAll(emulator: Emulator, projects: readonly string[], workDir: string, env: NodeJS.ProcessEnv) {
  await addZone(emulator, "example.com");
  let monthly = 0;
  for (const project of projects) {
    say(`\n  pulumi up, of ${basename(project)}\n`);
    const pulumi = await openStack(project, workDir, { ...env, ...emulator.env() });
    // The pack judges without a preview, too; and what a preview looks like was shown.
    const run = await pulumi("up", "--yes", "--skip-preview");
    if (!passed(run)) return { passed: false, monthly };
    monthly += Number(valueAt(run.outputs, "monthlyCost"));
  }
  return { passed: true, monthly };
}

/** The web tier's name needs a zone that DigitalOcean manages, which an account has before a program runs. */
async function addZone(emulator: Emulator, name: string): Promise<void> {
  const headers = { authorization: `Bearer ${emulator.env().DIGITALOCEAN_TOKEN}` };
  const body = JSON.stringify({ name });
  const { status } = await fetch(`${emulator.url}/v2/domains`, { method: "POST", headers, body });
  if (status !== 201) throw new Failure(`the emulator answered ${status} to a new zone`);
}
