import { counted } from "@infrafabric/governor/internal";
import type { Unread } from "../inventory/refusals.ts";
import type { Selection } from "./adopted.ts";
import { commented } from "./code.ts";
import type { Component } from "./components/compose.ts";
import type { LeftOut } from "./left-out.ts";

/** What a README says besides the resources. */
interface ReadmeFacts {
  readonly project: string;
  readonly stack: string;
  /** Violations that the baseline carries. */
  readonly carried: number;
  readonly unread: readonly Pick<Unread, "path" | "reason">[];
}

/** The README of an adopted project: what to do next, what is in it and what is not. */
export function readme(
  { adopted, leftOut }: Selection,
  components: readonly Component[],
  { project, stack, carried, unread }: ReadmeFacts,
): string {
  const secret = adopted.filter(({ given }) => given.secrets.length > 0);
  const members = new Set(components.flatMap(({ fit }) => [...fit.matched.values()].map(({ urn }) => urn)));
  // A component takes over the tag that its Droplets have, too.
  const without = leftOut.filter(({ record }) => !members.has(record.urn));
  const count = adopted.length + leftOut.length - without.length;
  return [
    `# ${project}`,
    `${counted(count, "resource")} of an account of DigitalOcean, taken over as they are: nothing is created, changed or deleted by the first \`pulumi up\`.`,
    "## Next",
    [
      "```sh",
      "npm install",
      `pulumi stack init ${stack}`,
      "pulumi preview   # only imports",
      "pulumi up",
      "pulumi up        # no changes; the stack now holds every input as the program has it",
      "pulumi stack export | npx @infrafabric/cli check --file -",
      "pulumi preview --policy-pack node_modules/@infrafabric/policy-pack",
      "```",
    ].join("\n"),
    "The provider reads `DIGITALOCEAN_TOKEN`, and for buckets `SPACES_ACCESS_KEY_ID` and `SPACES_SECRET_ACCESS_KEY`.",
    "After the first `pulumi up`, remove the option `import` of each resource: it has done its work.",
    `\`governor.yaml\` fits what exists. ${carried === 0 ? "Nothing in it is violated" : `${counted(carried, "violation")} that would block an update ${carried === 1 ? "is" : "are"} recorded in \`baseline.json\``}: what is new is held to it from now on.`,
    ...(components.length === 0
      ? []
      : [
          "## Components",
          "They stand for resources that are just what they would make. Leave `adopt` in their arguments: it also keeps the resources from being replaced, and what the provider does not read as it is.",
          components
            .map(
              ({ group, fit }) =>
                `- ${group.component} ${inCode(group.name)}: ${counted(fit.matched.size, "resource")}`,
            )
            .join("\n"),
        ]),
    ...(secret.length === 0
      ? []
      : [
          "## Secrets",
          "No secret is written down. Inputs with secrets stay as they are by `ignoreChanges`. To manage one, set it with `pulumi config set --secret`, give the input `config.requireSecret(...)`, and remove it from `ignoreChanges`.",
          secret
            .map(({ variable, given }) => `- \`${variable}\`: ${given.secrets.map((path) => `\`${path}\``).join(", ")}`)
            .join("\n"),
        ]),
    ...(without.length === 0 ? [] : ["## Left out", leftOutText(without)]),
    ...(unread.length === 0
      ? []
      : [
          "## Not read",
          "What is listed there is not in this project.",
          unread.map(({ path, reason }) => `- ${inCode(path)}: ${commented(reason)}`).join("\n"),
        ]),
  ]
    .join("\n\n")
    .concat("\n");
}

/** Resources by the reason, each with its name. */
function leftOutText(leftOut: readonly LeftOut[]): string {
  const byReason = new Map<string, string[]>();
  for (const { record, reason } of leftOut) {
    const kind = record.type.split(":").at(-1) ?? record.type;
    const list = byReason.get(reason) ?? [];
    byReason.set(reason, list);
    list.push(`${kind} ${inCode(record.name)}`);
  }
  return [...byReason].map(([reason, names]) => `- ${names.join(", ")}: ${reason}`).join("\n");
}

/** A name as Markdown shows it, whatever is in it. */
function inCode(text: string): string {
  const plain = commented(text).replaceAll("`", "'");
  return `\`${plain}\``;
}
