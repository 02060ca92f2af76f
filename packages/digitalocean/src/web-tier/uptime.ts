import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import type { Planned } from "../component/planned";
import type { Recipients } from "../parts/alert-recipients";
import { uptimeConditions } from "../parts/uptime-conditions";
import type { Site } from "./balancer";

/** What a component takes whose site is checked. */
interface CheckedArgs {
  domain?: string;
  healthCheckPath?: string;
  alertThresholds?: { latency?: number; certificateDays?: number };
  skipUptimeCheck?: boolean;
  uptimeCheckArgs?: Partial<digitalocean.UptimeCheckArgs>;
}

/** Plans the check from outside, with its alerts. */
export function planUptime(
  design: Design<CheckedArgs>,
  site: Site,
  recipients: Recipients,
): Planned<digitalocean.UptimeCheck> | undefined {
  const { name, plan, args, given, faulty, problem, overlay } = design;
  if (args.skipUptimeCheck === true) {
    if (given("uptimeCheckArgs")) problem("uptimeCheckArgs", "is for a check, but skipUptimeCheck asks for none");
    return undefined;
  }
  if (!site.hasName && args.uptimeCheckArgs?.target === undefined && !given("domain") && !faulty("uptimeCheckArgs")) {
    problem("uptimeCheckArgs.target", "is missing: a certificate is for a name, and no domain says which", {
      hint: "give domain or uptimeCheckArgs: { target }, or set skipUptimeCheck",
    });
  }
  const type = site.isHttps ? "https" : "http";
  const path = args.healthCheckPath ?? "/";
  const own: digitalocean.UptimeCheckArgs = {
    target: typeof site.url === "string" ? `${site.url}${path}` : pulumi.interpolate`${site.url}${path}`,
    type,
    regions: ["us_east", "eu_west"],
  };
  const check = plan.child(digitalocean.UptimeCheck, {
    name: `${name}-uptime`,
    ...overlay("uptimeCheckArgs", own),
    from: { inputs: { target: "domain" } },
  });
  const checkId = check.output(({ id }) => id);
  for (const [suffix, condition] of Object.entries(uptimeConditions(args.alertThresholds ?? {}, site.isHttps))) {
    plan.child(digitalocean.UptimeAlert, {
      name: `${name}-uptime-${suffix}`,
      inputs: { ...condition, checkId, notifications: [recipients] },
      from: { inputs: { threshold: `alertThresholds.${suffix === "certificate" ? "certificateDays" : suffix}` } },
    });
  }
  return check;
}
