import { openApi } from "./citations";
import type { Limit } from "./limit";

/** A domain of one's own is served with a certificate of one's own. */
export const cdnCertificate: Limit = {
  path: "customDomain",
  allowed: "customDomain only with certificateName",
  citation: openApi,
  fix: "set certificateName",
  judge(domain, endpoint) {
    if (!domain.present || domain.text() === "") return undefined;
    const certificates = ["certificateName", "certificateId"].map((input) => endpoint.read(input));
    return certificates.some((one) => one.present && one.text() !== "") ? undefined : "has no certificate";
  },
};
