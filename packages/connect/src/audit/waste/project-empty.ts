import type { WasteKind } from "./waste.ts";

/** A project to which nothing is assigned. */
export const projectEmpty: WasteKind = {
  id: "project-empty",
  title: "Projects without resources",
  kinds: ["Project"],
  fix: "Delete it",
  check(project, { account }) {
    const resources = project.read("resources");
    return account.fact(project, "is_default").boolean() === false &&
      resources.isList &&
      resources.elements().length === 0
      ? "no resource is assigned to it"
      : undefined;
  },
};
