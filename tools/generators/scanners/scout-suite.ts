import { covered, leftOut, liveOnly, type Scanner } from "./scanner.ts";

export const scoutSuite: Scanner = {
  name: "ScoutSuite",
  version: "7909f2f (2024-05-10)",
  checks: [
    covered("database-databases-mysql-publically-exposed", "MySQL is closed to the internet", [
      "database-no-open-source",
      "database-trusted-sources",
    ]),
    covered("database-databases-mysql-user-legacy-encryption", "MySQL users log in safely", "database-mysql-auth"),
    covered("database-databases-postgres-connection-pools", "PostgreSQL has a pool", "database-connection-pool"),
    covered(
      "database-databases-postgres-trusted-sources",
      "PostgreSQL has trusted sources",
      "database-trusted-sources",
    ),
    covered("database-databases-redis-evicition-policy", "Redis evicts as it should", "database-eviction-policy"),
    covered("droplet-droplets-all-ports-exposed", "no Droplet has every port open", "firewall-no-all-ports"),
    covered("droplet-droplets-backup-not-enabled", "Droplets have backups", "droplet-backups"),
    leftOut("droplet-droplets-backup-not-present", "a backup was made", liveOnly),
    covered("droplet-droplets-custom-image", "Droplets come from known images", "droplet-image-supported"),
    covered("droplet-droplets-features-monitoring", "Droplets have the agent", "droplet-monitoring"),
    covered("droplet-droplets-firewall-not-attached", "Droplets are behind a firewall", "droplet-behind-firewall"),
    covered("droplet-droplets-port-22-exposed", "SSH is closed to the internet", "firewall-no-public-admin-ports"),
    leftOut("droplet-droplets-snapshot-not-present", "a snapshot was made", liveOnly),
    covered("kubernetes-kubernetes-autoupgrade-minor", "clusters upgrade themselves", "kubernetes-auto-upgrade"),
    covered("kubernetes-kubernetes-ha-enabled", "the control plane is redundant", "kubernetes-high-availability"),
    covered("kubernetes-kubernetes-surge-upgrade", "clusters are upgraded by surge", "kubernetes-surge-upgrade"),
    leftOut(
      "networking-domains-high-ttl",
      "records have a short time to live",
      "a long time to live is a choice: it makes a domain faster and slower to change, not weaker",
    ),
    leftOut(
      "networking-domains-missing-dkim",
      "domains sign their mail",
      "a DKIM record stands under a selector that only the mail provider knows",
    ),
    covered("networking-domains-missing-dmarc", "domains have DMARC", "dns-email-authentication"),
    covered("networking-domains-missing-spf", "domains have SPF", "dns-email-authentication"),
    covered("networking-domains-spf-overly-permissive", "SPF does not allow everyone", "dns-email-authentication"),
    covered("networking-firewalls-public-ports", "no port is open to the internet", [
      "firewall-no-public-ingress",
      "firewall-no-public-admin-ports",
    ]),
    covered("networking-firewalls-quad-zero", "no rule is for every address", "firewall-no-public-ingress"),
    covered("networking-load-balancer-backend-keepalive-disabled", "connections are kept", "load-balancer-keepalive"),
    covered("networking-load-balancer-ssl-redirect-disabled", "HTTP is redirected", "load-balancer-https"),
    covered("networking-load-balancer-without-droplet", "load balancers have targets", "load-balancer-has-targets"),
    leftOut(
      "spaces-buckets-cors",
      "buckets have CORS rules",
      "a bucket without CORS rules is closed to other websites, which is safer; spaces-cors-no-wildcard checks those there are",
    ),
    covered("spaces-buckets-public-read", "buckets are not readable by all", "spaces-private-acl"),
    covered("spaces-buckets-public-write", "buckets are not writable by all", "spaces-private-acl"),
  ],
};
