import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { Recipients } from "../parts/alert-recipients";
import type { ScheduleDesign } from "./design";

/** Plans the check from outside, which finds a schedule that is late and one that does not run at all. */
export function planWatch(
  { name, plan, args, given, problem, overlay }: ScheduleDesign,
  app: Planned<digitalocean.App>,
  recipients: Recipients,
): Planned<digitalocean.UptimeCheck> | undefined {
  if (args.skipAlerts === true) {
    if (given("uptimeCheckArgs")) problem("uptimeCheckArgs", "is for the alert, which skipAlerts turns off");
    return undefined;
  }
  const own: digitalocean.UptimeCheckArgs = {
    target: app.output(({ liveUrl }) => liveUrl),
    type: "https",
    regions: ["us_east", "eu_west"],
  };
  const check = plan.child(digitalocean.UptimeCheck, { name: `${name}-uptime`, ...overlay("uptimeCheckArgs", own) });
  plan.child(digitalocean.UptimeAlert, {
    name: `${name}-uptime-down`,
    inputs: { checkId: check.output(({ id }) => id), type: "down", period: "5m", notifications: [recipients] },
    from: { inputs: { notifications: "alertEmails" } },
  });
  return check;
}
