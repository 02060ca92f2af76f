import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import type { WebTierDesign } from "./design";

/** What makes the load balancer speak TLS. */
export interface Https {
  /** The tier's own certificate; undefined where one is given, or none is wanted. */
  readonly certificate: Planned<digitalocean.Certificate> | undefined;
  readonly certificateName: pulumi.Input<string> | undefined;
}

/** Plans the certificate for the domain, unless one is given. */
export function planHttps({ name, plan, args, given, faulty, problem, overlay }: WebTierDesign): Https {
  const { domain, certificateName } = args;
  if (certificateName !== undefined || domain === undefined) {
    if (given("certificateArgs") && !faulty("domain")) {
      problem("certificateArgs", "is for a certificate of the tier's own", {
        hint: "give domain, and no certificateName",
      });
    }
    return { certificate: undefined, certificateName };
  }
  const own: digitalocean.CertificateArgs = { type: "lets_encrypt", domains: [domain] };
  const certificate = plan.child(digitalocean.Certificate, {
    name: `${name}-certificate`,
    ...overlay("certificateArgs", own),
    from: { inputs: { domains: "domain" } },
  });
  return { certificate, certificateName: certificate.output((resource) => resource.name) };
}
