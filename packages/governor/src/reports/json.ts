import type { Evaluation, Finding } from "../findings/finding";
import { governorVersion } from "../version";
import { countsOf, sumOfCounts } from "./counts";
import { frameworkReport } from "./framework";
import type { Report, ReportFormat } from "./report";

/** The report for programs. Keys are added to it, never renamed. */
export const formatReports: ReportFormat = (reports, { isFleet = false } = {}) => {
  const all = [...reports].map(contentsOf);
  const [only] = all;
  if (!isFleet && only !== undefined) return text({ version: governorVersion, ...only.contents });
  const stacks = [...all].map(({ report, contents }) => ({ ...report, ...contents }));
  return text({ version: governorVersion, summary: sumOfCounts(stacks.map(({ summary }) => summary)), stacks });
};

const text = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

function contentsOf(report: Report) {
  const { origin, stack, evaluation } = report;
  return {
    report: { file: origin, project: stack.project, stack: stack.stack },
    contents: {
      summary: countsOf(evaluation, stack),
      findings: evaluation.findings.map(findingData),
      notices: evaluation.notices,
      ...baselineData(evaluation),
      ...frameworkData(report),
      ...sectionsData(report),
      ...(evaluation.reportOnly === true ? { reportOnly: true } : {}),
    },
  };
}

function frameworkData(report: Report) {
  if (report.framework === undefined) return {};
  const { framework, controls, unverified } = frameworkReport(report, report.framework);
  return { framework, controls, unverified };
}

/** The sections by their ids. What a row does not say is left out, and a price that is not known is null. */
function sectionsData({ sections }: Report) {
  if (sections === undefined) return {};
  const entries = sections.map(({ id, title, summary, rows }) => [
    id,
    { title, summary, rows: rows.map(({ facts = {}, ...row }) => ({ ...row, ...facts })) },
  ]);
  return { sections: Object.fromEntries(entries) };
}

function findingData(finding: Finding) {
  const { rule, level, severity, status, urn, path, source, fingerprint, message, fix, ...more } = finding;
  return {
    ...{ rule, level, severity, status, urn },
    ...(path === undefined ? {} : { path }),
    ...(source === undefined ? {} : { source }),
    ...{ fingerprint, message, fix },
    ...more,
  };
}

function baselineData({ mended, findings }: Evaluation) {
  if (mended === undefined) return {};
  const carried = findings.filter(({ baseline }) => baseline === true).length;
  return { baseline: { carried, mended } };
}
