import * as z from "zod";
import type { Cloud } from "../../state/cloud.ts";
import { resourcesOf } from "../../state/resource.ts";
import { atEnd } from "../at-end.ts";
import { notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { coverage, coverageTable, type Finding, type Scan, scanSubject, scanTable, suppressionTable } from "./scan.ts";

const path = "/v2/security";
const urn = z.string().regex(/^do:\w+:.+$/, "is not a valid URN");
/** Key of the one row. */
const theCoverage = "coverage";

/** Security scans and their settings. The emulator finds nothing by itself: what is unsafe, the governor's rules say. */
export const securityScans: ApiModule = {
  operations: [
    operation("GET", `${path}/scans`, "document", (call) =>
      page(call, "scans", rows(call, scanTable).all().toReversed(), (some) => some.map(answer)),
    ),
    operation("POST", `${path}/scans`, "document", (call) => {
      const { cloud, account } = call;
      const table = rows(call, scanTable);
      const isRunning = table.find(({ status }) => status === "IN_PROGRESS") !== undefined;
      if (isRunning) throw unprocessable("a scan is already in progress");
      const id = cloud.ids.uuid();
      cloud.transitions.begin(account, "security_scan.run", scanSubject(id));
      return created({ scan: answer(table.put(id, { id, status: "IN_PROGRESS", created_at: cloud.clock.stamp })) });
    }),
    operation("GET", `${path}/scans/latest`, "document", (call) => {
      const latest = rows(call, scanTable).all().at(-1);
      if (latest === undefined) throw notFound();
      return ok({ scan: answer(latest) });
    }),
    bodyOperation("POST", `${path}/scans/rules`, "document", z.object({ resource: urn }), () => ({ status: 201 })),
    operation("GET", `${path}/scans/{scan_id}`, "document", (call) => {
      call.cloud.transitions.poll(call.account, scanSubject(param(call, "scan_id")));
      return ok({ scan: answer(need(call, scanTable, "scan_id")) });
    }),
    operation("GET", `${path}/scans/{scan_id}/findings/{finding_uuid}/affected_resources`, "document", (call) => {
      const { findings = [] } = need(call, scanTable, "scan_id");
      const found = findings.find(({ rule_uuid }) => rule_uuid === param(call, "finding_uuid"));
      if (found === undefined) throw notFound();
      return page(
        call,
        "affected_resources",
        found.resources.map((one) => ({ urn: one, name: nameOf(call, one), type: one.split(":")[1] ?? "" })),
      );
    }),
    operation("GET", `${path}/settings`, "document", (call) =>
      ok({ settings: { suppressions: suppressions(call) }, tier_coverage: coverageOf(call), plan_downgrades: {} }),
    ),
    bodyOperation("PUT", `${path}/settings/plan`, "document", z.object({ tier_coverage: coverage }), (call, body) =>
      ok({ tier_coverage: rows(call, coverageTable).put(theCoverage, body.tier_coverage) }),
    ),
    bodyOperation(
      "POST",
      `${path}/settings/suppressions`,
      "document",
      z.object({ rule_uuid: z.string().min(1), resources: z.array(urn).min(1) }),
      (call, { rule_uuid, resources }) => {
        for (const resource of new Set(resources)) {
          const known = rows(call, suppressionTable).find((row) => row.rule_uuid === rule_uuid && row.urn === resource);
          const id = known?.id ?? call.cloud.ids.uuid();
          rows(call, suppressionTable).put(id, { id, rule_uuid, urn: resource });
        }
        return created(suppressions(call));
      },
    ),
    operation("DELETE", `${path}/settings/suppressions/{suppression_uuid}`, "document", (call) => {
      rows(call, suppressionTable).delete(need(call, suppressionTable, "suppression_uuid").id);
      return noContent();
    }),
  ],
  completions: () => ({ "security_scan.run": atEnd(scanTable, scanSubject, { status: "COMPLETED" }) }),
};

const answer = ({ findings = [], ...scan }: Scan) => ({
  ...scan,
  findings: findings.map(({ steps, resources, ...finding }) => ({
    ...finding,
    found_at: scan.created_at,
    affected_resources_count: resources.length,
    mitigation_steps: steps.map((description, index) => ({ step: index + 1, title: "", description })),
  })),
});

/** The name of a resource; its id where there is none any more. */
function nameOf({ account }: Call, resource: string): string {
  return resourcesOf(account).find((one) => one.urn === resource)?.name ?? resource.split(":").slice(2).join(":");
}

/** Puts a finding into the last scan of an account, which must have ended. */
export function addFinding(cloud: Cloud, token: string, finding: Finding): object {
  const account = cloud.accountOf(token);
  cloud.transitions.settle(account);
  const table = scanTable.of(account);
  const last = table.all().at(-1);
  if (last?.status !== "COMPLETED")
    throw unprocessable("the account has no scan that is completed: POST /v2/security/scans");
  table.put(last.id, { ...last, findings: [...(last.findings ?? []), finding] });
  return { scan: last.id };
}

const coverageOf = (call: Call) => rows(call, coverageTable).get(theCoverage) ?? {};

function suppressions(call: Call) {
  const all = rows(call, suppressionTable).all();
  return {
    resources: all.map(({ id, rule_uuid, urn: resource }) => {
      const [, type = "", ...rest] = resource.split(":");
      return { id, rule_uuid, rule_name: "", resource_id: rest.join(":"), resource_type: type };
    }),
    meta: { page: 1, pages: 1, total: all.length },
    links: { pages: {} },
  };
}
