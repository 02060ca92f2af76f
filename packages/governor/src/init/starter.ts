/** A `governor.yaml` to begin with, for whoever has nothing yet that it could fit. */
export const starterSettings = `# What is required of DigitalOcean resources. Change what does not suit you; governor rules lists what else is checked.
providers:
  digitalocean:
    enabled: true
    # USD per month that one stack may cost, by list prices.
    cost_limit_monthly: 500
    regions:
      # Datacenters where resources may be created; leave the key out to allow all.
      allowed: [nyc3, sfo3, ams3, tor1, sgp1]
      # Datacenters where none may be created.
      disallowed: [nyc1, sfo1, ams2]
    resources:
      droplet:
        # The most Droplets, counted in each stack.
        max_per_account: 100
        # Sizes of Droplets and of Kubernetes nodes.
        allowed_sizes: [s-1vcpu-1gb, s-2vcpu-2gb, s-4vcpu-8gb]
        # Every Droplet has backups. Weekly ones cost 20 % of its price.
        backup_required: true
        # Every Droplet has the monitoring agent, which is free.
        monitoring_required: true
      # database:
      #   # Sizes of database nodes.
      #   allowed_sizes: [db-s-1vcpu-1gb, db-s-2vcpu-4gb]
      spaces:
        # The most buckets, counted in each stack.
        max_buckets: 20
        # Reported as not verifiable: DigitalOcean encrypts every bucket and tells nobody.
        encryption_required: true
    # Keys of the tags that every resource with tags has. A tag is written key:value.
    required_tags: [environment, cost_center, owner]

# tags:
#   # Values that governed components set by themselves, and allowed values.
#   default: { cost_center: web }
#   allowed: { environment: [dev, prod] }

# environments:
#   production:
#     stacks: ["*/prod"]
#     production: true

# Until what exists is in order, report only: report blocks nothing.
# enforcement: report
`;
