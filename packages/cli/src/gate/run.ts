import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { challengeVariable, newChallenge, type PackFailure, type Proof, proofIn } from "@infrafabric/governor/internal";
import { UsageError } from "../usage-error.ts";
import type { PreviewCommand } from "./command.ts";

/** What a preview under the gate's pack came to. */
export interface GatedPreview {
  readonly exitCode: number;
  /** The preview as JSON; empty where there was none. */
  readonly json: string;
  /** What the pack judged, or why it did not; undefined where no pack of this run answered. */
  readonly proof: Proof | PackFailure | undefined;
}

/** Runs the preview with the gate's pack, and challenges the pack. What the engine prints besides goes to stderr. */
export async function runPreview(
  { cli, args }: PreviewCommand,
  pack: string,
  env: NodeJS.ProcessEnv,
): Promise<GatedPreview> {
  const folder = mkdtempSync(join(tmpdir(), "governor-gate-"));
  try {
    const answer = join(folder, "proof.json");
    const question = join(folder, "challenge.json");
    const challenge = newChallenge(answer);
    writeFileSync(question, JSON.stringify(challenge), { mode: 0o600 });
    const words = [...args, "--json", "--show-sames", "--non-interactive", "--policy-pack", pack];
    const child = spawn(cli, words, {
      env: { ...env, [challengeVariable]: question, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "" },
      stdio: ["inherit", "pipe", "inherit"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on("error", (error) => reject(new UsageError(`${cli} cannot be started: ${error.message}`)));
      child.on("close", (code) => resolve(code ?? 1));
    });
    return { exitCode, json: Buffer.concat(chunks).toString("utf8"), proof: proofAt(answer, challenge.key) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function proofAt(file: string, key: string): Proof | PackFailure | undefined {
  try {
    return proofIn(readFileSync(file, "utf8"), key);
  } catch {
    return undefined;
  }
}
