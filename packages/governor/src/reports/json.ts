import type { Evaluation, Finding } from "../findings/finding";
import { governorVersion } from "../version";
import { controlsIn } from "./by-control";
import { countsOf, sumOfCounts } from "./counts";
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

function contentsOf({ origin, stack, evaluation, framework, rules }: Report) {
  return {
    report: { file: origin, project: stack.project, stack: stack.stack },
    contents: {
      summary: countsOf(evaluation, stack),
      findings: evaluation.findings.map(findingData),
      notices: evaluation.notices,
      ...baselineData(evaluation),
      ...(framework === undefined ? {} : { framework, controls: controlsIn(framework, rules, evaluation) }),
      ...(evaluation.reportOnly === true ? { reportOnly: true } : {}),
    },
  };
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
