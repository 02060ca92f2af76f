import { type Rule, rules } from "@infrafabric/governor";
import { columns, frameworks } from "@infrafabric/governor/internal";
import { type Option, readOptions } from "../options.ts";

const groups = [...new Set(rules.map(({ group }) => group))].sort();

const help = `Usage: governor rules [options]

Lists the rules: what each requires, how bad a violation is, and whether it blocks an update by default.

Examples
  governor rules --group firewall
  governor rules --framework soc2
  governor rules --format json | jq -r '.[] | select(.severity == "critical") | .id'
  governor explain droplet-backups

Options
  --group G       Lists only this group: ${groups.slice(0, 8).join(", ")},
                  ${groups.slice(8).join(", ")}
  --framework F   Lists only rules that serve a control of it: ${frameworks.join(", ")}
  --format F      Form of the list: table, json; default table
  --help          Shows this

Exit code
  0  listed
  2  wrong usage`;

const options = {
  group: { value: "GROUP", choices: groups },
  framework: { value: "FRAMEWORK", choices: frameworks },
  format: { value: "FORMAT", choices: ["table", "json"] },
} as const satisfies Readonly<Record<string, Option>>;

/** Prints the rules. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("rules", args, options);
  if (given.help) return console.log(help);
  const framework = frameworks.find((one) => one === given.value("framework"));
  const group = given.value("group");
  const chosen = rules.filter(
    (rule) =>
      (group === undefined || rule.group === group) &&
      (framework === undefined || rule.controls?.[framework] !== undefined),
  );
  if (given.value("format") === "json") return console.log(JSON.stringify(chosen.map(dataOf), undefined, 2));
  const head = ["rule", "group", "severity", "level", ...(framework === undefined ? [] : [framework]), "requirement"];
  const rows = chosen.map((rule) => [
    ...[rule.id, rule.group, rule.severity, levelOf(rule)],
    ...(framework === undefined ? [] : [(rule.controls?.[framework] ?? []).join(", ")]),
    rule.title,
  ]);
  console.log(columns([head, ...rows]).join("\n"));
}

/** The default level; `by its key` for a rule that a settings key turns on. */
function levelOf({ level, asked }: Rule): string {
  return asked === undefined ? (level ?? "advisory") : "by its key";
}

function dataOf({ id, group, title, severity, level, asked, kinds, params, why, fix, ...rule }: Rule) {
  return {
    ...{ id, group, title, severity },
    ...(asked === undefined ? { level: level ?? "advisory" } : { askedBy: asked.keys }),
    ...{ kinds, scope: rule.scope, why, fix, references: rule.references },
    ...(params === undefined ? {} : { params }),
    aliases: rule.aliases ?? [],
    controls: rule.controls ?? {},
  };
}
