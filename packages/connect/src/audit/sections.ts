import type { Settings, UsageAssumptions } from "@infrafabric/governor";
import { counted, type ReportSection, type SectionRow } from "@infrafabric/governor/internal";
import { forecastOf, type Spend } from "../facts/spend.ts";
import type { Limits } from "../inventory/limits.ts";
import { driftIn } from "./drift.ts";
import { type KnownStack, stackName } from "./known-stack.ts";
import { accountLimits, usedWords } from "./limits.ts";
import type { LiveAccount } from "./live-account.ts";
import type { SecurityScan } from "./security-scan.ts";
import { ownershipOf } from "./unmanaged.ts";
import { wasteKinds } from "./waste/index.ts";
import { costOfWaste, wasteIn } from "./waste/waste.ts";

/** What an audit knows of an account besides what its rules find. */
export interface AuditFacts {
  readonly account: LiveAccount;
  /** The stacks that manage it; none: what nobody manages is not asked. */
  readonly stacks: readonly KnownStack[];
  /** Kinds whose resources an account shows. */
  readonly liveKinds: ReadonlySet<string>;
  readonly limits: Limits;
  readonly scan: SecurityScan | undefined;
  /** Why it is not known, if it is not. */
  readonly spend: Spend | { readonly reason: string };
  readonly unread: readonly { readonly path: string; readonly kinds: readonly string[]; readonly reason: string }[];
  readonly now: Date;
  readonly snapshotDays: number;
}

/** The parts of a report on an account. One about which there is nothing to say is left out. */
export function auditSections(
  facts: AuditFacts,
  { usage, digitalocean }: Pick<Settings, "usage" | "digitalocean">,
): readonly ReportSection[] {
  return [
    spendSection(facts, digitalocean.cost_limit_monthly),
    wasteSection(facts, usage),
    ...(facts.stacks.length === 0 ? [] : [unmanagedSection(facts), driftSection(facts)]),
    quotaSection(facts),
    ...(facts.scan === undefined ? [] : [securitySection(facts.scan)]),
    ...(facts.unread.length === 0 ? [] : [unreadSection(facts)]),
  ];
}

function spendSection({ spend }: AuditFacts, limit: number | undefined): ReportSection {
  if ("reason" in spend)
    return {
      ...{ id: "spend", title: "Spend", summary: "- this month so far" },
      rows: [{ id: "month-to-date", message: `-: ${spend.reason}`, facts: { spent: null } }],
    };
  const { monthToDate, at, dayBefore } = spend;
  const forecast = forecastOf(spend);
  const left = limit === undefined ? undefined : limit - monthToDate;
  const fix = "Delete what nobody uses, or request a higher limit (cost_limit_monthly)";
  const isOver = limit !== undefined && monthToDate > limit;
  const willBeOver = limit !== undefined && forecast !== undefined && forecast.low > limit;
  return {
    id: "spend",
    title: "Spend",
    summary: `${usd(monthToDate)}${limit === undefined ? "" : ` of ${usd(limit)}`} this month so far${isOver ? ", which is over the limit" : ""}`,
    rows: [
      {
        id: "month-to-date",
        message: `${usd(monthToDate)} until ${at.toISOString().slice(0, 16)}Z${left === undefined ? "" : left < 0 ? `, ${usd(-left)} over cost_limit_monthly (${usd(limit ?? 0)})` : `, ${usd(left)} of cost_limit_monthly (${usd(limit ?? 0)}) left`}`,
        ...(isOver ? { fix } : {}),
        facts: { spent: monthToDate, at: at.toISOString(), limit: limit ?? null },
      },
      {
        id: "forecast",
        message:
          forecast === undefined || dayBefore === undefined
            ? "-: DigitalOcean does not tell what the day before cost"
            : `${range(forecast)} by the end of the month, if each day costs ${usd(dayBefore)} as the day before did`,
        ...(willBeOver && !isOver ? { fix } : {}),
        facts: { forecast: forecast ?? null, dayBefore: dayBefore ?? null },
      },
    ],
  };
}

const range = ({ low, high }: { readonly low: number; readonly high: number }) =>
  usd(low) === usd(high) ? usd(low) : `${usd(low)} to ${usd(high)}`;

function wasteSection({ account, now, snapshotDays }: AuditFacts, usage: UsageAssumptions): ReportSection {
  const waste = wasteIn(wasteKinds, { account, now, snapshotDays }, usage);
  const unpriced = waste.filter(({ price }) => price.state === "unpriced").length;
  const rest = unpriced === 0 ? "" : ` and ${unpriced} without a known price`;
  return {
    id: "waste",
    title: "Waste",
    summary:
      waste.length === 0
        ? "nothing is wasted"
        : `${counted(waste.length, "resource")}, ${usd(costOfWaste(waste))} a month${rest}`,
    rows: waste.map(({ id, resource, message, fix, price }) => ({
      ...{ id, urn: resource.urn, message, fix },
      monthly: price.state === "priced" ? price.monthly.expected : price.state === "free" ? 0 : null,
    })),
  };
}

function unmanagedSection({ account, stacks, liveKinds }: AuditFacts): ReportSection {
  const { unmanaged, gone, foreign } = ownershipOf(account, stacks, liveKinds);
  return {
    id: "unmanaged",
    title: "Unmanaged",
    summary: `${counted(unmanaged.length, "resource")} in no stack, ${gone.length} in a stack and not in the account${foreign.length === 0 ? "" : `, ${counted(foreign.length, "stack")} of another account`}`,
    rows: [
      ...foreign.map(({ by, count }) => ({
        id: "another-account",
        message: `the account has none of the ${count} resources that ${stackName(by)} manages (${by.origin})`,
        fix: "Use a token of the team that owns the stack, or leave out the state of a stack that was destroyed",
        facts: { stack: stackName(by), count },
      })),
      ...unmanaged.map(({ urn, id = "" }) => ({
        id: "unmanaged",
        urn,
        message: `no stack manages it (id ${id})`,
        fix: "Import it into a stack, or delete it",
        facts: { resource: id },
      })),
      ...gone.map(({ by, resource: { urn, id = "" } }) => ({
        id: "gone",
        urn,
        message: `${stackName(by)} manages it, and the account does not have it (id ${id})`,
        fix: "Run pulumi refresh, or terraform apply -refresh-only, and preview what the program would create again",
        facts: { resource: id },
      })),
    ],
  };
}

function driftSection({ account, stacks }: AuditFacts): ReportSection {
  const drift = driftIn(account, stacks);
  const resources = new Set(drift.map(({ resource }) => resource.urn)).size;
  return {
    id: "drift",
    title: "Drift",
    summary:
      drift.length === 0
        ? "nothing has changed behind the stacks"
        : `${counted(drift.length, "input")} of ${counted(resources, "resource")} changed behind the stacks`,
    rows: drift.map(({ resource, by, path, before, after }) => ({
      id: "drift",
      urn: resource.urn,
      path,
      message: `${before} in ${stackName(by)}, ${after} in the account`,
      fix: "Update the stack to undo it, or change the program to keep it",
      facts: { stack: stackName(by), before, after },
    })),
  };
}

/** From this share on, a limit is nearly reached. */
const near = 0.8;

function quotaSection({ account, limits }: AuditFacts): ReportSection {
  const all = accountLimits(limits, account.stack);
  const tight = all.filter(({ used, limit }) => used >= limit * near).length;
  return {
    id: "quota",
    title: "Quota",
    summary:
      all.length === 0
        ? "the API tells no limit of the account"
        : `${tight} of ${counted(all.length, "limit")} of the account ${tight === 1 ? "is" : "are"} at ${near * 100} % or more`,
    rows: all.map((one): SectionRow => {
      const { id, used, limit, isLeast } = one;
      const left = limit - used;
      const isTight = used >= limit * near;
      return {
        id,
        message: `${usedWords(one)}${isTight ? `: ${left <= 0 ? "none is" : `${isLeast ? "at most " : ""}${left} ${left === 1 ? "is" : "are"}`} left` : ""}`,
        ...(isTight ? { fix: "Delete what nobody uses, or ask DigitalOcean for a higher limit" } : {}),
        facts: { used, limit },
      };
    }),
  };
}

function securitySection({ status, createdAt, findings }: SecurityScan): ReportSection {
  const progress = status === "COMPLETED" ? "" : `, which is ${status.toLowerCase().replaceAll("_", " ")},`;
  return {
    id: "security",
    title: "DigitalOcean's security scan",
    summary: `the scan of ${createdAt}${progress} found ${findings.length === 0 ? "nothing" : counted(findings.length, "problem")}`,
    rows: findings.map(({ rule, name, details, severity, resources, count, fix }) => ({
      id: name === "" ? rule : name,
      message: `${severity === "" ? "" : `${severity.toLowerCase()}: `}${details === "" ? name : details}${count === 0 ? "" : ` (${named(resources, count)})`}`,
      ...(fix === undefined ? {} : { fix }),
      facts: { rule, severity, resources, count },
    })),
  };
}

function unreadSection({ unread }: AuditFacts): ReportSection {
  const kinds = new Set(unread.flatMap((one) => one.kinds));
  return {
    id: "unread",
    title: "Not read",
    summary: `${counted(unread.length, "path")} could not be read: ${kinds.size === 0 ? "some inputs are unknown" : `nothing is known of ${[...kinds].sort().join(", ")}`}`,
    rows: unread.map(({ path, kinds: missing, reason }) => ({
      id: path,
      message: reason,
      facts: { kinds: missing },
    })),
  };
}

/** How many resources of a finding are named. */
const mostNamed = 5;

function named(resources: readonly string[], count: number): string {
  const some = resources.slice(0, mostNamed);
  if (some.length === 0) return counted(count, "resource");
  const rest = count - some.length;
  return `${some.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

const usd = (amount: number) => `$${Number.isInteger(amount) ? amount : amount.toFixed(2)}`;
