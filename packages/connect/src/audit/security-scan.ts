import * as z from "zod";
import type { Api } from "../client/client.ts";
import { ApiError } from "../errors/api-error.ts";
import { ConnectError } from "../errors/connect-error.ts";

const scanFinding = z.object({
  rule_uuid: z.string(),
  name: z.string().default(""),
  details: z.string().default(""),
  severity: z.string().default(""),
  affected_resources_count: z.number().optional(),
  mitigation_steps: z
    .array(
      z.object({ step: z.number().default(0), title: z.string().default(""), description: z.string().default("") }),
    )
    .nullish(),
});

const scan = z.object({
  status: z.string(),
  created_at: z.string().default(""),
  findings: z.array(scanFinding).nullish(),
});

const affected = z.object({
  affected_resources: z.array(z.object({ urn: z.string().default(""), name: z.string().default("") })).nullish(),
});

/** What DigitalOcean's own security scan has found. */
export interface SecurityScan {
  /** `COMPLETED`, or how far it is. */
  readonly status: string;
  readonly createdAt: string;
  readonly findings: readonly SecurityFinding[];
}

/** One finding of a scan. */
export interface SecurityFinding {
  readonly rule: string;
  readonly name: string;
  readonly details: string;
  readonly severity: string;
  readonly fix: string | undefined;
  /** Names of what is affected. */
  readonly resources: readonly string[];
  /** How many are affected; at least as many as are named. */
  readonly count: number;
}

const latest = "/v2/security/scans/latest";

/**
 * Reads the last scan of an account.
 *
 * @returns Undefined if the account has no scan; the reason in words if it cannot be read.
 */
export async function readSecurityScan(
  client: Api,
  signal?: AbortSignal,
): Promise<SecurityScan | undefined | { readonly path: string; readonly reason: string }> {
  try {
    const last = await client.get(latest, z.object({ scan: scan.extend({ id: z.string() }) }), { signal });
    const { id, status, created_at, findings } = last.scan;
    const read = (findings ?? []).map((finding) => withResources(client, id, finding, signal));
    return { status, createdAt: created_at, findings: await Promise.all(read) };
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof ConnectError)) throw error;
    if (error instanceof ApiError && error.status === 404) return undefined;
    return { path: latest, reason: error.message };
  }
}

async function withResources(
  client: Api,
  id: string,
  finding: z.infer<typeof scanFinding>,
  signal: AbortSignal | undefined,
): Promise<SecurityFinding> {
  const { rule_uuid: rule, name, details, severity, mitigation_steps } = finding;
  const path = `/v2/security/scans/${encodeURIComponent(id)}/findings/${encodeURIComponent(rule)}/affected_resources`;
  const { affected_resources } = await client.get(path, affected, { signal });
  const resources = (affected_resources ?? []).map((one) => (one.name === "" ? one.urn : one.name));
  const steps = [...(mitigation_steps ?? [])].sort((a, b) => a.step - b.step);
  const fix = steps
    .map(({ title, description }) => (description === "" ? title : description).replace(/\.$/, ""))
    .join("; ");
  return {
    ...{ rule, name, details, severity, resources },
    fix: fix === "" ? undefined : fix,
    count: Math.max(finding.affected_resources_count ?? 0, resources.length),
  };
}
