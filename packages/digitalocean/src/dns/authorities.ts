import type { ZoneDesign } from "./design";
import { ttlOf, type ZoneRecord } from "./zone-record";

const letsEncrypt = "letsencrypt.org";

/** The CAA records: an authority that none of them names may not issue certificates. */
export function authorityRecords(design: ZoneDesign): readonly ZoneRecord[] {
  const { args, given, problem } = design;
  const { certificateAuthorities = [letsEncrypt], skipCaa = false } = args;
  if (skipCaa) {
    if (given("certificateAuthorities")) {
      problem("certificateAuthorities", "is for CAA records, which skipCaa turns off", {
        hint: "remove one of the two",
      });
    }
    return [];
  }
  if (given("certificateDomains") && !certificateAuthorities.includes(letsEncrypt)) {
    problem("certificateAuthorities", `does not permit Let's Encrypt, which issues the certificate`, {
      hint: `add ${letsEncrypt}, or leave out certificateDomains`,
    });
  }
  for (const [index, authority] of certificateAuthorities.entries()) {
    if (certificateAuthorities.indexOf(authority) < index) {
      problem(`certificateAuthorities[${index}]`, `"${authority}" is a duplicate`, {
        hint: "name each authority once",
      });
    }
  }
  return [...new Set(certificateAuthorities)].map((authority) => ({
    suffix: `caa-${authority}`,
    title: `the CAA record of ${authority}`,
    inputs: { name: "@", type: "CAA", value: `${authority}.`, flags: 0, tag: "issue", ttl: ttlOf(design) },
    argument: "certificateAuthorities",
    from: { inputs: { ttl: "ttl" }, whole: "certificateAuthorities" },
  }));
}
