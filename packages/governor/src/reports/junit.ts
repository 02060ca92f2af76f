import { blocks, type Finding, type Notice } from "../findings/finding";
import { statusWordOf } from "../findings/status-words";
import { fileOf, toleratedWords } from "./finding-words";
import { fixWords } from "./fix-words";
import type { Report, ReportFormat, ReportOptions } from "./report";
import { type ReportSection, rowWords, type SectionRow, sectionRows } from "./section";
import { resourceWords } from "./table";

/** JUnit's XML, for the test results of a CI: a suite for each stack, a case for each finding and each rule that passes. */
export const formatReports: ReportFormat = (reports, options = {}) => {
  const suites = [...reports].map((report) => suiteOf(report, options));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="governor">\n${suites.join("\n")}\n</testsuites>\n`;
};

interface Case {
  readonly text: string;
  readonly state: "passed" | "failed" | "skipped";
}

function suiteOf(report: Report, options: ReportOptions): string {
  const { stack, evaluation, rules } = report;
  const found = new Set(evaluation.findings.map(({ rule }) => rule));
  const cases = [
    ...evaluation.findings.map((finding) => caseOf(finding, options)),
    ...evaluation.notices.map(caseOfNotice),
    ...sectionRows(report).map(([row, section]) => caseOfRow(row, section)),
    ...rules
      .filter(({ id }) => !found.has(id))
      .map(({ id, title }): Case => ({ text: element("testcase", { classname: id, name: title }), state: "passed" })),
  ];
  const count = (state: Case["state"]) => String(cases.filter((one) => one.state === state).length);
  const attributes = {
    name: `${stack.project}/${stack.stack}`,
    tests: String(cases.length),
    failures: count("failed"),
    errors: "0",
    skipped: count("skipped"),
  };
  return element("testsuite", attributes, `\n${cases.map(({ text }) => text).join("\n")}\n`);
}

function caseOf(finding: Finding, options: ReportOptions): Case {
  const { rule, urn, path, message, source, severity } = finding;
  const attributes: Readonly<Record<string, string>> = {
    classname: rule,
    name: `${resourceWords(urn)}${path === undefined ? "" : ` ${path}`}`,
    ...(source === undefined ? {} : { file: fileOf(source, options), line: String(source.line) }),
  };
  const details = `${message}\nfix: ${fixWords(finding)}\n${urn}`;
  if (blocks(finding)) {
    const failure = element("failure", { message, type: severity }, escaped(details));
    return { text: element("testcase", attributes, failure), state: "failed" };
  }
  const why = toleratedWords(finding) ?? (finding.status === "violation" ? undefined : statusWordOf(finding));
  if (why !== undefined) {
    const skipped = element("skipped", { message: `${why}: ${message}` });
    return { text: element("testcase", attributes, skipped), state: "skipped" };
  }
  const word = finding.reportOnly === true ? "would block" : (statusWordOf(finding) ?? finding.level);
  return {
    text: element("testcase", attributes, element("system-out", {}, escaped(`${word}: ${details}`))),
    state: "passed",
  };
}

function caseOfNotice({ level, message }: Notice): Case {
  const attributes = { classname: "governor", name: message };
  return level === "error"
    ? { text: element("testcase", attributes, element("failure", { message, type: "error" })), state: "failed" }
    : { text: element("testcase", attributes, element("system-out", {}, escaped(message))), state: "passed" };
}

function caseOfRow(row: SectionRow, section: ReportSection): Case {
  const attributes = {
    classname: `${section.id}/${row.id}`,
    name:
      row.urn === undefined ? row.message : `${resourceWords(row.urn)}${row.path === undefined ? "" : ` ${row.path}`}`,
  };
  const details = [rowWords(row), ...(row.fix === undefined ? [] : [`fix: ${row.fix}`]), row.urn ?? ""].join("\n");
  return { text: element("testcase", attributes, element("system-out", {}, escaped(details))), state: "passed" };
}

function element(name: string, attributes: Readonly<Record<string, string>>, content?: string): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return content === undefined ? `<${name}${list.join("")}/>` : `<${name}${list.join("")}>${content}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Without the characters that XML does not have. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll(/[&<>"\n\t]/g, (character) => entities[character] ?? character);
}
