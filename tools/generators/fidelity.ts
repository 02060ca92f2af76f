// Writes packages/emulator/docs/fidelity.md, which says of each operation of the emulator where its behaviour is known from:
//
//   node tools/generators/fidelity.ts [--check]
//
// The operations come from the emulator's code, what is not enforced from fidelity-gaps.ts, the results of test suites from
// fidelity-results.ts and s3-tests.ts, what is so of each class of the provider from fidelity-classes.ts. With --check nothing is written, and
// the exit code is 1 where the committed page is stale.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kinds as governedKinds } from "@infrafabric/governor/internal";
import { missing } from "../../packages/emulator/src/api/missing.ts";
import { modules } from "../../packages/emulator/src/api/modules.ts";
import type { Evidence } from "../../packages/emulator/src/api/operation.ts";
import { operations as spacesOperations } from "../../packages/emulator/src/spaces/operations.ts";
import { undocumented } from "../../packages/emulator/src/test/undocumented.ts";
import { spacesVariantKinds, spacesVariantsOf } from "../../packages/emulator/src/test/variants/spaces/variant.ts";
import { variantKinds, variantsOf } from "../../packages/emulator/src/test/variants/variant.ts";
import { classes } from "./fidelity-classes.ts";
import { type Gap, gaps } from "./fidelity-gaps.ts";
import { type Suite, suites } from "./fidelity-results.ts";
import { putOrCheck } from "./generated-file.ts";

/** An operation as a row of the page. */
interface Row {
  readonly area: string;
  /** How the operation is asked for: `GET /v2/vpcs/{vpc_id}`. */
  readonly request: string;
  readonly evidence: Evidence;
}

const api = modules
  .flatMap(({ operations }) => operations)
  .map(({ method, path, evidence }): Row => ({ area: areaOf(path), request: `${method} ${path}`, evidence }))
  .sort((a, b) => compare(a.area, b.area));

const variants = variantsOf(modules.flatMap(({ operations }) => operations));

const spacesVariants = spacesVariantsOf(spacesOperations);

const spaces = spacesOperations.map(
  ({ name, about, evidence }): Row => ({ area: `Spaces: ${about}`, request: name, evidence }),
);

/** How many operations of the document there are. */
const documented = modules
  .flatMap(({ operations }) => operations)
  .filter(({ path }) => !undocumented.test(path)).length;

const absent = missing.reduce((sum, { operations }) => sum + operations, 0);

const kinds = ["document", "provider", "documentation", "issue", "assumed"] as const;
type Kind = (typeof kinds)[number];

const file = fileURLToPath(new URL("../../packages/emulator/docs/fidelity.md", import.meta.url));
const text = pageOf([...api, ...spaces], suites, gaps);

putOrCheck(file, text);

function pageOf(rows: readonly Row[], results: readonly Suite[], left: readonly Gap[]): string {
  const areas = [...Map.groupBy(rows, ({ area }) => area)];
  return lines(
    "<!-- Written by tools/generators/fidelity.ts from the operations and their variants, fidelity-gaps.ts, fidelity-classes.ts and fidelity-results.ts. -->",
    "",
    "# Fidelity",
    "",
    "Where the behaviour of each operation is known from:",
    "",
    table(
      ["evidence", "what"],
      [
        ["document", "DigitalOcean's OpenAPI document; every answer in the tests is held against it"],
        ["provider", "the source of the Terraform provider, which Pulumi's provider is made of: it needs it so"],
        ["documentation", "a page of DigitalOcean's documentation"],
        ["issue", "an issue or its discussion"],
        ["assumed", "nothing says it; it is the likeliest"],
      ],
    ),
    "",
    `Of DigitalOcean's document the emulator has ${documented} operations of ${documented + absent}; what is not here answers 501, with the reason:`,
    "",
    table(
      ["paths", "operations", "why not"],
      missing.map(({ paths, operations, reason }) => [paths.map(code).join(", "), String(operations), reason]),
    ),
    "",
    table(
      ["area", "operations", ...kinds],
      [
        ...areas.map(([area, some]) => [`[${area}](#${anchorOf(area)})`, ...counts(some)]),
        ["**all**", ...counts(rows)],
      ],
    ),
    "",
    ...classesText(),
    "",
    "## Not enforced",
    "",
    "What DigitalOcean's document says in prose and the emulator lets through:",
    "",
    table(
      ["area", "limit", "why not"],
      left.map(({ area, limit, why }) => [area, limit, why]),
    ),
    "",
    "## Variants",
    "",
    `For every operation of the API, requests are made from the document's shapes: ${variants.length.toLocaleString("en-US")} of them. Each must be done or refused as the document says, never fail, be answered as the document allows, and leave records that a file keeps. Where the emulator differs, \`src/test/variants/dispositions.ts\` says why.`,
    "",
    variantsTable(variants, variantKinds),
    "",
    "What Go clients send for what was never set (null, `{}`, an empty text or 0) counts as left out wherever a field may be left out and the value means nothing of its own. For what godo always sends that is known, for any other field assumed.",
    "",
    `For every operation of Spaces, requests are made from the headers, parameters and documents of S3: ${spacesVariants.length.toLocaleString("en-US")} of them. The smallest must be done; no other may fail or go unanswered; who may not is refused; every refusal is in the form of S3, and what Spaces does not have is \`NotImplemented\`.`,
    "",
    variantsTable(spacesVariants, spacesVariantKinds),
    "",
    "## Suites of others",
    "",
    "Run beside the project, none of their code is part of it. The counts are of the day that is given, and written down by hand.",
    ...results.flatMap(suiteText),
    ...areas.flatMap(([area, some]) => [
      "",
      `## ${area}`,
      "",
      table(
        ["operation", "evidence"],
        some.map(({ request, evidence }) => [code(request), evidenceText(evidence)]),
      ),
    ]),
  );
}

/** How many requests try what. */
function variantsTable(some: readonly { readonly kind: string }[], kinds: Readonly<Record<string, string>>): string {
  return table(
    ["requests", "what"],
    Object.entries(kinds).map(([kind, what]) => [String(some.filter((one) => one.kind === kind).length), what]),
  );
}

/**
 * What is so of each class of the provider.
 *
 * @throws where one is missing, or stands in no test that is said to go over it.
 */
function classesText(): readonly string[] {
  const own = new Set(governedKinds.filter(({ type }) => type.startsWith("digitalocean:")).map(({ name }) => name));
  const wrong = [
    ...[...own].filter((name) => classes[name] === undefined).map((name) => `${name} has no disposition`),
    ...Object.keys(classes)
      .filter((name) => !own.has(name))
      .map((name) => `${name} is no class`),
    ...Object.entries(classes).flatMap(([name, one]) =>
      "test" in one && !programOf(one.test).includes(name) ? [`${name} is not in ${one.test}`] : [],
    ),
  ];
  if (wrong.length > 0) throw new Error(`fidelity-classes.ts: ${wrong.join("; ")}`);
  const rows = Object.entries(classes).sort(([a], [b]) => compare(a, b));
  const tested = rows.filter(([, one]) => "test" in one);
  return [
    "## Classes of the provider",
    "",
    `Of the ${rows.length} classes of \`@pulumi/digitalocean\` 4.80.1, ${tested.length} go through the real provider in this repository's tests: up, up without a change, refresh without drift, most of them a change in place, and destroy with nothing left.`,
    "",
    table(
      ["class", "works", "where, or why not"],
      rows.map(([name, one]) =>
        "test" in one ? [code(name), "yes", code(`test/emulator/${one.test}`)] : [code(name), "no", one.why],
      ),
    ),
  ];
}

function programOf(test: string): string {
  return readFileSync(new URL(`../../test/emulator/${test}`, import.meta.url), "utf8");
}

function suiteText({ name, version, date, method, results, reasons = [] }: Suite): readonly string[] {
  const sum = (count: (result: Suite["results"][number]) => number) =>
    String(results.reduce((total, result) => total + count(result), 0));
  return [
    "",
    `### ${name}, ${version}, ${date}`,
    "",
    ...method.flatMap((line) => [line, ""]),
    table(
      ["subject", "passed", "failed", "skipped", "why"],
      [
        ...results.map(({ subject, passed, failed, skipped, why }) => [
          subject,
          String(passed),
          String(failed),
          String(skipped),
          why ?? "",
        ]),
        ["**all**", sum(({ passed }) => passed), sum(({ failed }) => failed), sum(({ skipped }) => skipped), ""],
      ],
    ),
    ...(reasons.length === 0
      ? []
      : [
          "",
          table(
            ["failed", "because of", "which"],
            reasons.map(({ count, cause, why }) => [String(count), cause, why]),
          ),
        ]),
  ];
}

function counts(rows: readonly Row[]): readonly string[] {
  const byKind = Map.groupBy(rows, ({ evidence }) => kindOf(evidence));
  return [rows, ...kinds.map((kind) => byKind.get(kind) ?? [])].map(({ length }) =>
    length === 0 ? "" : String(length),
  );
}

function kindOf(evidence: Evidence): Kind {
  if (evidence === "document" || evidence === "provider" || evidence === "assumed") return evidence;
  return new URL(evidence).hostname === "docs.digitalocean.com" ? "documentation" : "issue";
}

function evidenceText(evidence: Evidence): string {
  const kind = kindOf(evidence);
  return kind === evidence ? kind : `[${kind}](${evidence})`;
}

/** What follows the version: `databases` of `/v2/databases/{database_cluster_uuid}`. */
function areaOf(path: string): string {
  return path.split("/")[2] ?? path;
}

/** How a heading is linked to. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(":", "").replaceAll(" ", "-");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function code(words: string): string {
  return `\`${words}\``;
}

function lines(...all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
