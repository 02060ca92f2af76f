// Writes packages/governor/docs/coverage.md, which checks of other scanners each rule covers, from the rules of the built
// governor and the data in tools/generators/scanners:
//
//   node tools/generators/coverage.ts [--check]
//
// With --check nothing is written, and the exit code is 1 where the committed page is stale.
import { fileURLToPath } from "node:url";
import { rules } from "@infrafabric/governor";
import { putOrCheck } from "./generated-file.ts";
import { code, lines, table } from "./markdown.ts";
import { coverOf, scanners } from "./scanners/index.ts";
import type { Check, Scanner } from "./scanners/scanner.ts";

const file = fileURLToPath(new URL("../../packages/governor/docs/coverage.md", import.meta.url));
const shipped = new Set(rules.map(({ id }) => id));
const named = scanners.flatMap(({ checks }) => checks.flatMap((check) => coverOf(check, rules)));
const covering = [...new Set([...rules.map(({ id }) => id), ...named])].filter((id) => named.includes(id));
const alone = rules.filter(({ id }) => !named.includes(id));

putOrCheck(
  file,
  lines(
    "<!-- Written by tools/generators/coverage.ts from the rules and tools/generators/scanners. -->",
    "",
    "# Coverage",
    "",
    "The checks for DigitalOcean of the scanners that have any, and the rules that cover them. KICS, Terrascan, Prowler and Snyk's policy engine have none. The words are ours; the ids are those of the scanners, for cnspec without the prefix `mondoo-digitalocean-security-`.",
    "",
    table(
      ["scanner", "version", "checks", "covered", "left out"],
      scanners.map((scanner) => {
        const { name, version, checks } = scanner;
        const left = checks.filter(isLeftOut).length;
        return [name, version, `${checks.length}`, `${checks.length - left}`, `${left}`];
      }),
    ),
    "",
    "## Rule by rule",
    "",
    table(
      ["rule", ...scanners.map(({ name }) => name)],
      covering.map((id) => [ruleLink(id), ...scanners.map((scanner) => idsIn(scanner, id))]),
    ),
    "",
    "## Ours alone",
    "",
    table(
      ["rule", "requirement"],
      alone.map(({ id, title }) => [ruleLink(id), title]),
    ),
    "",
    "## What a rule cannot see of a check that it covers",
    "",
    table(
      ["scanner", "check", "rule", "not seen"],
      scanners.flatMap((scanner) =>
        scanner.checks.flatMap((check) => {
          const { cover } = check;
          if (typeof cover !== "object" || !("but" in cover)) return [];
          return [[scanner.name, code(check.id), cover.rules.map(ruleLink).join(", "), cover.but ?? ""]];
        }),
      ),
    ),
    "",
    "## Left out",
    "",
    table(
      ["scanner", "check", "asks that", "why not here"],
      scanners.flatMap((scanner) =>
        scanner.checks.flatMap(({ id, about, cover }) =>
          typeof cover === "object" && "leftOut" in cover ? [[scanner.name, code(id), about, cover.leftOut]] : [],
        ),
      ),
    ),
  ),
);

function isLeftOut({ cover }: Check): boolean {
  return typeof cover === "object" && "leftOut" in cover;
}

function ruleLink(id: string): string {
  return shipped.has(id) ? `[${id}](rules/${id}.md)` : id;
}

function idsIn({ checks }: Scanner, rule: string): string {
  return checks
    .filter((check) => coverOf(check, rules).includes(rule))
    .map(({ id }) => code(id))
    .join(", ");
}
