import type { Controls } from "./framework";

/** Served by every rule that keeps a resource out of the shared default network. */
export const inNetworkOfItsOwn: Controls = {
  cis: ["12.2"],
  iso27001: ["8.22"],
  soc2: ["CC6.6"],
  "pci-dss": ["1.4"],
  "nist-800-53": ["SC-7"],
};

/** Served by every rule that finds credentials in plain text. */
export const noPlainCredentials: Controls = {
  cis: ["3.11", "16.1"],
  iso27001: ["5.17", "8.24"],
  soc2: ["CC6.1"],
  "pci-dss": ["8.3", "8.6"],
  "nist-800-53": ["IA-5", "SC-28"],
};
