import type { Finding, Problem, Settings } from "@infrafabric/governor";
import { kindOf } from "@infrafabric/governor/internal";
import type { Child } from "./child";
import { allowedNames, isAboutGeneratedName } from "./generated-name";
import type { Plan } from "./plan";
import { argumentAtFault, type Provenance } from "./provenance";

/** What rules find in the children of a component, as problems of its arguments. */
export function problemsOfFindings(
  component: string,
  findings: readonly Finding[],
  plan: Plan,
  settings: Settings,
): readonly Problem[] {
  const misnamed: Child[] = [];
  const problems = findings.flatMap((finding) => {
    const child = plan.childAt(finding.urn);
    if (child === undefined || !isAboutGeneratedName(finding, child)) return [problemOf(finding, child, settings)];
    misnamed.push(child);
    return [];
  });
  return misnamed.length === 0 ? problems : [nameProblem(component, misnamed), ...problems];
}

function problemOf(finding: Finding, child: Child | undefined, settings: Settings): Problem {
  const { rule, message, status } = finding;
  const { argument, fix = finding.fix } =
    child === undefined ? { argument: "" } : argumentAtFault(finding, withLabels(child), child.overrides);
  const exempting = settings.exempt_in_code.includes(rule)
    ? "exempt it with the exemptions argument"
    : "request an exemption in governor.yaml";
  return {
    path: argument,
    message: `${message} (${rule})`,
    hint: `${status === "undecided" ? "use a plain value" : fix.replace(/\.$/, "")}; or ${exempting}`,
  };
}

/** Labels come from the argument for them, wherever they stand. */
function withLabels({ type, from }: Child): Provenance {
  const { tags } = kindOf(type) ?? {};
  if (tags?.use !== "label") return from;
  const paths = [tags.path, ...(tags.inner === undefined ? [] : [tags.inner])];
  return { ...from, inputs: { ...Object.fromEntries(paths.map((path) => [path, "tags"])), ...from.inputs } };
}

/** One name is wrong, however many children bear it. */
function nameProblem(component: string, misnamed: readonly Child[]): Problem {
  const names = misnamed.map((child) => `${kindIn(child)} ${child.name}`);
  const allowed = new Set(misnamed.map((child) => `${kindIn(child)}: ${allowedNames(child).join(", ")}`));
  const namedBy = misnamed.map(({ from }) => from.inputs?.name);
  // One argument is no cure as long as another child cannot be named.
  const cures = namedBy.includes(undefined) ? [] : [...new Set(namedBy)].map((argument) => `give ${argument}`);
  const slug = component
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  const example = slug === "" || slug === component ? "" : `, such as "${slug}"`;
  return {
    path: "name",
    message: `"${component}" is not a valid name: the names of its children begin with it, and DigitalOcean rejects ${names.join(", ")}`,
    allowed: [...allowed].join("; "),
    hint: [`choose another name for the component${example}`, ...cures].join("; or "),
  };
}

function kindIn({ type }: Child): string {
  return kindOf(type)?.name ?? type;
}
