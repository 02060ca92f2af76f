import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const healthcheck = { protocol: "http", port: 8080, path: "/healthz" };

export const loadBalancerHealthCheck = defineRule({
  id: "load-balancer-health-check",
  group: "load-balancer",
  scope: "resource",
  title: "Every load balancer checks the health of its targets.",
  severity: "medium",
  level: "advisory",
  kinds: ["LoadBalancer"],
  why:
    "A load balancer sends requests only to targets that pass its health check. Without one in the program DigitalOcean asks for / on port 80: where the application listens elsewhere, every target counts as down and no request is answered, and where another process answers there, requests go to an application that is down. " +
    "A check needs a protocol and a port, which may be unknown until `pulumi up`.",
  fix: 'Set healthcheck to what the application answers, such as { protocol: "http", port: 80, path: "/" }; an existing load balancer is updated in place',
  references: [
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/health-checks/",
    pulumiDocs("LoadBalancer"),
  ],
  controls: { iso27001: ["8.14", "8.16"], soc2: ["A1.1", "A1.2"], "nist-800-53": ["CP-10", "SI-4"] },
  good: [
    {
      title: "a path of the application, and a port that is unknown until pulumi up",
      resources: [
        { kind: "LoadBalancer", name: "web", inputs: { healthcheck } },
        { kind: "LoadBalancer", name: "tcp", inputs: { healthcheck: { protocol: "tcp", port: unknown } } },
      ],
    },
  ],
  bad: [
    {
      title: "no health check (the default)",
      resources: [{ kind: "LoadBalancer", inputs: {} }],
      fixed: { resources: [{ kind: "LoadBalancer", inputs: { healthcheck } }] },
    },
    {
      title: "a health check without a port",
      resources: [{ kind: "LoadBalancer", inputs: { healthcheck: { protocol: "http" } } }],
      fixed: { resources: [{ kind: "LoadBalancer", inputs: { healthcheck } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      resources: [{ kind: "LoadBalancer", inputs: { healthcheck: unknown } }],
    },
  ],
  *check(balancer) {
    const check = balancer.read("healthcheck");
    if (check.opaque || (check.present && !check.isObject)) {
      yield unclear(check, "whether there is a health check", check);
    } else if (!check.present) {
      yield violation(check, "there is no health check");
    } else {
      const missing = ["protocol", "port"].filter((input) => !check.get(input).present);
      if (missing.length > 0) yield violation(check, `the health check has no ${missing.join(" and no ")}`);
    }
  },
});
