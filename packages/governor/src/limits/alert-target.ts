import { openApi } from "./citations";
import type { Limit } from "./limit";

/** What an alert watches. A list that is not known yet will do. */
export const alertTarget: Limit = {
  path: "entities",
  allowed: "entities or tags to watch",
  citation: openApi,
  fix: "set tags, or entities",
  judge(entities, alert) {
    const lists = [entities, alert.read("tags")];
    return lists.some((list) => list.opaque || list.elements().length > 0) ? undefined : "has no target";
  },
};
