import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import {
  type Challenge,
  challengeIn,
  challengeVariable,
  type PackFailure,
  type Proof,
  signProof,
} from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";

/** Answers the gate that started this run. */
export interface ProofWriter {
  write(proof: Proof | PackFailure): void;
}

/**
 * Takes the challenge of `governor gate`, if this run has one. It is gone from the disk before the engine starts the
 * program, which could answer in the pack's name with it.
 *
 * @throws pulumi.RunError where there is one that cannot be taken: a gate that gets no answer refuses, and this says why.
 */
export function takeChallenge(env: Readonly<Record<string, string | undefined>>): ProofWriter | undefined {
  const file = env[challengeVariable];
  if (file === undefined || file === "") return undefined;
  const { key, proof } = orStop(file, () => {
    const text = readFileSync(file, "utf8");
    unlinkSync(file);
    return challengeIn(text);
  });
  return {
    write: (judged) => writeFileSync(proof, signProof(judged, key), { mode: 0o600 }),
  };
}

function orStop(file: string, take: () => Challenge | undefined): Challenge {
  try {
    const challenge = take();
    if (challenge !== undefined) return challenge;
  } catch (error) {
    throw new pulumi.RunError(
      `${challengeVariable}: ${file} cannot be taken: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new pulumi.RunError(`${challengeVariable}: ${file} is not a challenge of governor gate`);
}
