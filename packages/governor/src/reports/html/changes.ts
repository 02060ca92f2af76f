import type { Action, Change } from "../../view/change";
import { resourceWords } from "../table";
import { html, type Markup } from "./markup";

/** What was done to a resource. */
export const done: Readonly<Record<Action, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  same: "unchanged",
};

/** What an operation destroys: what holds data first. */
export function lostIn(changes: readonly Change[]): readonly Change[] {
  return changes
    .filter(({ action }) => action === "delete" || action === "replace")
    .filter(isOwn)
    .sort((one, other) => Number(holdsData(other)) - Number(holdsData(one)));
}

/** True for a change that takes data with it. */
export function holdsData({ before }: Change): boolean {
  return before?.kind?.holdsData === true;
}

/** The stack itself and its providers are nothing that anybody keeps. */
function isOwn({ urn }: Change): boolean {
  return !/::pulumi:(?:pulumi:Stack|providers:[^:]+)::/.test(urn);
}

/** What the operation destroys, with what holds data first, and how much else it does. */
export function changesSection(changes: readonly Change[] | undefined, id: string): Markup {
  if (changes === undefined) return html``;
  const lost = lostIn(changes);
  const rest = (["create", "update", "same"] as const).flatMap((action) => {
    const count = changes.filter((change) => change.action === action && isOwn(change)).length;
    return count === 0 ? [] : [`${count} ${done[action]}`];
  });
  const data = lost.filter(holdsData).length;
  return html`<section class="changes${lost.length > 0 ? " lost" : ""}" aria-labelledby="${id}-changes"><h2 id="${id}-changes">${
    lost.length === 0 ? "Destroys nothing" : `Destroys ${lost.length === 1 ? "1 resource" : `${lost.length} resources`}`
  }</h2>${data === 0 ? "" : html`<p><b>${lossWords(data, lost.length)}</b></p>`}<ul class="plain">${lost.map(
    (change) =>
      html`<li class="${holdsData(change) ? "data" : ""}"><span class="sign ${change.action}">${change.action === "delete" ? "−" : "±"}</span> <b>${done[change.action]}</b> ${resourceWords(change.urn)}${holdsData(change) ? html` <span class="holds">holds data</span>` : ""}${change.replacedBy.length === 0 ? "" : html` <span class="because">because of ${change.replacedBy.map((path, index) => html`${index === 0 ? "" : ", "}<code>${path}</code>`)}</span>`}</li>`,
  )}</ul>${rest.length === 0 ? "" : html`<p class="note">${lost.length === 0 ? "" : "Besides: "}${rest.join(", ")}.</p>`}</section>`;
}

/** What is lost with the resources that are destroyed. */
function lossWords(holding: number, destroyed: number): string {
  if (holding > 1) return `${holding === destroyed ? "All" : holding} of them hold data, which is lost with them.`;
  return `${destroyed === 1 ? "It" : "One of them"} holds data, which is lost with it.`;
}
