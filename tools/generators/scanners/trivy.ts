import { byAlias, type Scanner } from "./scanner.ts";

export const trivy: Scanner = {
  name: "Trivy",
  version: "trivy-checks of 2026-08-21",
  checks: [
    byAlias("DIG-0001", "firewalls do not let in the internet"),
    byAlias("DIG-0002", "load balancers use HTTPS"),
    byAlias("DIG-0003", "firewalls do not let out to the internet"),
    byAlias("DIG-0004", "Droplets have an SSH key"),
    byAlias("DIG-0005", "clusters are upgraded by surge"),
    byAlias("DIG-0006", "buckets and objects are not public"),
    byAlias("DIG-0007", "buckets are versioned"),
    byAlias("DIG-0008", "clusters upgrade themselves"),
    byAlias("DIG-0009", "buckets are not deleted with their contents"),
  ],
};
