import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../component/deferred";
import { renderUserData } from "../parts/user-data";
import type { WebTierDesign } from "./design";

/** The input of that name, where there is something to run. */
export interface TierUserData {
  readonly userData?: pulumi.Input<string>;
}

/**
 * The user data of the tier's Droplets. A pool has no input for DigitalOcean's monitoring agent, without which no alert
 * fires, so there it is installed as the others are.
 */
export function userDataOf({ args, given, problem }: WebTierDesign): TierUserData {
  if (given("datadogSite") && !given("datadogApiKey")) {
    problem("datadogSite", "is for Datadog's agent", { hint: "give datadogApiKey, too" });
  }
  const { userData, nodeExporter = false, datadogApiKey, datadogSite = "datadoghq.com", newRelicLicenseKey } = args;
  const render = (own: string | undefined, datadog: string | undefined, newRelic: string | undefined) =>
    renderUserData(own, {
      digitalOcean: given("autoscale"),
      nodeExporter,
      datadog: datadog === undefined ? undefined : { apiKey: datadog, site: datadogSite },
      newRelic: newRelic === undefined ? undefined : { licenseKey: newRelic },
    });
  if (isText(userData) && isText(datadogApiKey) && isText(newRelicLicenseKey)) {
    const text = render(userData, datadogApiKey, newRelicLicenseKey);
    return text === undefined ? {} : { userData: text };
  }
  const rendered = pulumi
    .all([userData, datadogApiKey, newRelicLicenseKey])
    .apply(([own, datadog, newRelic]) => render(own, datadog, newRelic) ?? "");
  return { userData: rendered };
}

function isText(value: pulumi.Input<string> | undefined): value is string | undefined {
  return !isDeferred(value);
}
