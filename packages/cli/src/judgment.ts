import { type Framework, type Rule, rules, type Severity } from "@infrafabric/governor";
import { type FormatName, frameworks, reportFormats, severities } from "@infrafabric/governor/internal";
import { settingsOption } from "./input.ts";
import type { Given, Option } from "./options.ts";
import { selected } from "./selection.ts";

const formatNames = Object.keys(reportFormats).filter(isFormat);

/** Options of every command that holds something to the rules and reports on it. */
export const judgmentOptions = {
  config: settingsOption,
  environment: { value: "NAME" },
  rule: { value: "ID", isList: true, choices: rules.map(({ id }) => id) },
  severity: { value: "SEVERITY", choices: severities },
  framework: { value: "FRAMEWORK", choices: frameworks },
  format: { value: "FORMAT", choices: formatNames },
  output: { value: "FILE" },
  baseline: { value: "FILE" },
  "write-baseline": { value: "FILE" },
} as const satisfies Readonly<Record<string, Option>>;

/**
 * What these options mean, for the help of a command.
 *
 * @param stacks What the `stacks` of an environment match.
 */
export const judgmentHelp = (
  stacks = "",
) => `  --config FILE           The settings; default GOVERNOR_CONFIG, else the nearest governor.yaml from here upwards
  --environment NAME      The environment of governor.yaml; default the one whose stacks match${stacks}
  --rule ID               Checks this rule alone. May be given several times.
  --severity S            Checks only rules of this severity or a higher one: ${severities.join(", ")}
  --framework F           Checks only rules that serve the framework, and shows its controls:
                          ${frameworks.join(", ")}
  --format F              Form of the report: ${formatNames.join(", ")}; default table
  --output FILE           Writes the report to a file instead of standard output
  --baseline FILE         The violations in it are carried and block nothing; default \`baseline\` in governor.yaml
  --write-baseline FILE   Records today's violations, so that later runs carry them`;

/** How something is judged and reported. */
export interface Judgment {
  readonly config: string | undefined;
  readonly environment: string | undefined;
  readonly rules: readonly Rule[];
  readonly framework: Framework | undefined;
  readonly format: FormatName;
  readonly output: string | undefined;
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
}

/** What a command line says of it, with what is wrong about that. */
export function readJudgment(given: Given<keyof typeof judgmentOptions>): {
  readonly judgment: Judgment;
  readonly problems: readonly string[];
} {
  const severity = severities.find((one) => one === given.value("severity"));
  const framework = frameworks.find((one) => one === given.value("framework"));
  const chosen = selected(rules, { ids: given.values("rule"), severity, framework });
  return {
    judgment: {
      config: given.value("config"),
      environment: given.value("environment"),
      rules: chosen,
      framework,
      format: formatNames.find((name) => name === given.value("format")) ?? "table",
      output: given.value("output"),
      baseline: given.value("baseline"),
      writeBaseline: given.value("write-baseline"),
    },
    problems: problemsOf(given, chosen, { severity, framework }),
  };
}

function problemsOf(
  given: Given<keyof typeof judgmentOptions>,
  chosen: readonly Rule[],
  narrowing: { readonly severity: Severity | undefined; readonly framework: Framework | undefined },
): readonly string[] {
  const isNarrowed = given.has("rule") || narrowing.severity !== undefined || narrowing.framework !== undefined;
  return [
    ...(chosen.length === 0 ? ["no rule is left: the options select none in common"] : []),
    ...(given.has("baseline") && given.has("write-baseline")
      ? ["--baseline and --write-baseline exclude each other: a baseline is written from everything that is there"]
      : []),
    ...(given.has("write-baseline")
      ? (["format", "output"] as const).flatMap((name) =>
          given.has(name) ? [`--write-baseline records and reports nothing: leave out --${name}`] : [],
        )
      : []),
    ...(isNarrowed && given.has("write-baseline")
      ? ["--write-baseline records every rule: leave out --rule, --severity and --framework"]
      : []),
  ];
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(reportFormats, name);
}
