import { covered, leftOut, type Scanner } from "./scanner.ts";

const age = "live account only: no program says how old a resource is";

export const thrifty: Scanner = {
  name: "Steampipe Thrifty",
  version: "62b5c46 (2026-03-25)",
  checks: [
    covered("block_storage_volume_large", "volumes are not too large", "volume-max-size"),
    covered(
      "block_storage_volume_inactive_and_unused",
      "volumes are used",
      "volume-attached",
      "whether the Droplet is switched off",
    ),
    leftOut("block_storage_volume_snapshot_age_90", "volume snapshots are recent", age),
    leftOut("database_long_running", "databases are recent", age),
    leftOut("droplet_long_running", "Droplets are recent", age),
    leftOut("droplet_snapshot_age_90", "Droplet snapshots are recent", age),
    leftOut("kubernetes_long_running", "clusters are recent", age),
    covered("network_floating_ip_unattached", "reserved addresses are used", "reserved-ip-assigned"),
    covered("network_load_balancer_unused", "load balancers have targets", "load-balancer-has-targets"),
  ],
};
