import * as z from "zod";
import { longestGlob } from "./glob";

const resourceName = z.string().max(longestGlob).regex(/\S/, { error: "must not be empty" });

/** Usage of one month. */
export function usageSchema() {
  const amount = (description: string) => z.number().min(0).describe(description).exactOptional();
  const outbound = amount("GiB sent out; default what is included.");
  const jobs = amount("Hours that each job runs; default a minute a run.");
  const functions = amount("GiB-seconds of functions; default: functions have no price.");
  const requests = amount("Million requests; default the 25 million that are included.");
  const stored = amount("GiB stored; default 0.");
  const growth = amount("GiB added; default 0. Half of them are expected, on average over the month.");
  return z
    .strictObject({
      spaces: z
        .strictObject({
          storage_gib: amount("GiB stored in all of the team's buckets; default 250."),
          outbound_gib: amount("GiB sent out per month; default 1024."),
          growth_gib: growth,
          subscription_active: z
            .boolean()
            .describe("True if another stack of the team already pays for the subscription; default false.")
            .exactOptional(),
        })
        .describe("Usage of Spaces, which is billed once per team.")
        .exactOptional(),
      droplet: z
        .strictObject({ outbound_gib: outbound })
        .describe("Usage of each Droplet and Kubernetes node. They share what their sizes include.")
        .exactOptional(),
      app: z
        .strictObject({ outbound_gib: outbound, job_hours: jobs, function_gib_seconds: functions })
        .describe("Usage of each app.")
        .exactOptional(),
      load_balancer: z
        .strictObject({ outbound_gib: outbound, requests_million: requests })
        .describe("Usage of each global load balancer; regional ones are not billed by it.")
        .exactOptional(),
      nat_gateway: z.strictObject({ outbound_gib: outbound }).describe("Usage of each NAT gateway.").exactOptional(),
      vpc_peering: z
        .strictObject({ outbound_gib: amount("GiB sent; default: a peering of two datacenters has no price.") })
        .describe("Usage of each VPC peering between datacenters; inside one it is free.")
        .exactOptional(),
      container_registry: z
        .strictObject({ storage_gib: stored, growth_gib: growth })
        .describe("Usage of the container registries, which are billed once per team.")
        .exactOptional(),
      database: z
        .strictObject({ growth_gib: growth })
        .describe("Usage of each database whose storage grows by itself.")
        .exactOptional(),
      resources: z
        .record(
          resourceName,
          z
            .strictObject({
              outbound_gib: outbound,
              requests_million: requests,
              storage_gib: stored,
              growth_gib: growth,
              job_hours: jobs,
              function_gib_seconds: functions,
            })
            .describe("Usage of this resource."),
        )
        .describe("Usage of single resources, by logical name or `Kind::name`. It takes precedence over their kind's.")
        .exactOptional(),
    })
    .describe("Usage per month that programs do not state, for the cost.");
}
