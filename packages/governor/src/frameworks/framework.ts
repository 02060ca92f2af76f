/**
 * Compliance frameworks whose controls rules serve, by the name that `--framework` takes: CIS Controls v8, ISO/IEC
 * 27001:2022 (Annex A), SOC 2 (2017 Trust Services Criteria), PCI DSS 4, NIST SP 800-53 r5.
 */
export const frameworks = ["cis", "iso27001", "soc2", "pci-dss", "nist-800-53"] as const;
export type Framework = (typeof frameworks)[number];

/** Ids of controls by framework, such as `{ "cis": ["4.4"], "soc2": ["CC6.6"] }`. */
export type Controls = { readonly [F in Framework]?: readonly string[] };
