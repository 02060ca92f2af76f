import { asOf } from "../catalogue/as-of";
import { newestKubernetes } from "../catalogue/kubernetes-versions";
import { quoted } from "../view/quoted";
import { openApi } from "./citations";
import type { Limit } from "./limit";

const form = /^(latest|1\.(\d+)(\.\d+-do\.\d+)?)$/;

/** Minor versions that come after the catalogue, about two years of them. */
const yetToCome = 6;

/** A version of Kubernetes that there is, or that can have come since the catalogue was compiled. */
export const kubernetesVersion: Limit = {
  path: "version",
  allowed: "a slug such as 1.36.1-do.0, a minor version such as 1.36, or latest",
  citation: openApi,
  judge(property, cluster) {
    const text = property.text();
    if (text === undefined) return undefined;
    const [, , minor = "0"] = form.exec(text) ?? [];
    if (!form.test(text)) return `found ${quoted(cluster, property)}`;
    if (Number(minor) <= newestKubernetes + yetToCome) return undefined;
    return `${quoted(cluster, property)} does not exist: the newest in the catalogue of ${asOf} is 1.${newestKubernetes}`;
  },
};
