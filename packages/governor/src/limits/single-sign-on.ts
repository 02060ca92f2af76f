import { openApi } from "./citations";
import type { Limit } from "./limit";

/** How people sign in to a cluster. */
export const singleSignOn: Limit = {
  path: "ssos[]",
  allowed: "required only with enabled, which needs issuerUrl and clientId",
  citation: openApi,
  judge(sso) {
    const enabled = sso.get("enabled");
    if (sso.opaque || enabled.opaque) return undefined;
    if (enabled.boolean() !== true)
      return sso.get("required").boolean() === true ? "is required, not enabled" : undefined;
    const missing = ["issuerUrl", "clientId"].filter((name) => !sso.get(name).present || sso.get(name).text() === "");
    return missing.length === 0 ? undefined : `is enabled without ${missing.join(" and ")}`;
  },
};
