import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { type Finding, severities } from "../findings/finding";

/** The environment variable by which `governor gate` tells a policy pack where its challenge is. */
export const challengeVariable = "GOVERNOR_GATE_CHALLENGE";

const challenge = z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/), proof: z.string() });

/** What a gate asks of the policy pack of one run. */
export type Challenge = z.infer<typeof challenge>;

/** A challenge that nobody can guess. @param proof Absolute path at which the pack leaves its proof. */
export function newChallenge(proof: string): Challenge {
  return { key: randomBytes(32).toString("hex"), proof };
}

/** The challenge in a text; undefined where it is none. */
export function challengeIn(text: string): Challenge | undefined {
  return challenge.safeParse(jsonOf(text)).data;
}

// A key that a finding has and that is missing here does not compile: a proof with it could not be read.
const finding = z.strictObject({
  rule: z.string(),
  level: z.enum(["advisory", "mandatory", "remediate"]),
  severity: z.enum(severities),
  status: z.enum(["violation", "undecided", "unverifiable", "exempt"]),
  urn: z.string(),
  path: z.string().exactOptional(),
  source: z.strictObject({ file: z.string(), line: z.number(), column: z.number() }).exactOptional(),
  fingerprint: z.string(),
  message: z.string(),
  fix: z.string(),
  remediated: z.boolean().exactOptional(),
  reportOnly: z.boolean().exactOptional(),
  baseline: z.literal(true).exactOptional(),
  replaces: z.literal(true).exactOptional(),
  exemption: z.strictObject({ reason: z.string(), owner: z.string(), expires: z.string() }).exactOptional(),
} satisfies Record<keyof Finding, z.ZodType>);

const notice = z.strictObject({
  level: z.enum(["error", "warning"]),
  message: z.string(),
  urn: z.string().exactOptional(),
});

const proof = z.strictObject({
  /** Version of the governor in the pack. */
  version: z.string(),
  project: z.string(),
  stack: z.string(),
  /** Digest of the settings that the pack judged by, without those that its floor alone would say. */
  settings: z.string(),
  /** Digest of the floor that they stand under; null without one. */
  floor: z.string().nullable(),
  /** URNs of the governed resources that the pack judged, sorted. */
  resources: z.array(z.string()),
  findings: z.array(finding),
  notices: z.array(notice),
});

/** What a policy pack judged, and by what. */
export type Proof = z.infer<typeof proof>;

const failure = z.strictObject({ failure: z.string() });

/** Why a policy pack did not come to judge. */
export type PackFailure = z.infer<typeof failure>;

const signed = z.strictObject({ proof: z.string(), mac: z.string() });

/** A proof as it is left for the gate: only who knows the key of the challenge can have written it. */
export function signProof(judged: Proof | PackFailure, key: string): string {
  const text = JSON.stringify(judged);
  return JSON.stringify({ proof: text, mac: macOf(text, key).toString("hex") });
}

/** The proof in a text; undefined where whoever wrote it did not know the key. */
export function proofIn(text: string, key: string): Proof | PackFailure | undefined {
  const { data } = signed.safeParse(jsonOf(text));
  if (data === undefined) return undefined;
  const mac = Buffer.from(data.mac, "hex");
  const expected = macOf(data.proof, key);
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return undefined;
  return z.union([proof, failure]).safeParse(jsonOf(data.proof)).data;
}

function macOf(text: string, key: string): Buffer {
  return createHmac("sha256", Buffer.from(key, "hex")).update(text).digest();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
