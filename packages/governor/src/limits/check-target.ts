import { quoted } from "../view/quoted";
import { openApi } from "./citations";
import type { Limit } from "./limit";

/** What an uptime check asks: a URL, or for a ping a mere host. */
export const checkTarget: Limit = {
  path: "target",
  allowed: "a URL, or a host if the type is ping",
  citation: openApi,
  judge(target, check) {
    const text = target.text();
    if (text === undefined) return undefined;
    if (text.trim() === "") return "is empty";
    const type = check.read("type");
    if (URL.canParse(text) || type.text() === "ping") return undefined;
    return type.opaque ? type : `found ${quoted(check, target)}`;
  },
};
