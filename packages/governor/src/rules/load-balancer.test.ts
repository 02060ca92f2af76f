import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { kindNamed } from "../kinds";
import { viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { hidden, unknown, type ValueMap } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import { loadBalancerHttps } from "./load-balancer/load-balancer-https";
import { loadBalancerInVpc } from "./load-balancer/load-balancer-in-vpc";
import { loadBalancerStrongTls } from "./load-balancer/load-balancer-strong-tls";
import type { Rule } from "./rule";

function findings(rule: Rule, ...balancers: readonly ValueMap[]) {
  const resources = balancers.map((inputs, index) => ({ kind: "LoadBalancer", name: `balancer-${index}`, inputs }));
  const example = { title: "a case", resources };
  return evaluate(exampleStack(example), exampleSettings(example, rules), [rule]).findings;
}

const lines = (rule: Rule, ...balancers: readonly ValueMap[]) =>
  findings(rule, ...balancers).map(({ status, path, message }) => `${status} ${path}: ${message}`);

const https = { entryPort: 443, entryProtocol: "https", certificateName: "www" };
const http = { entryPort: 80, entryProtocol: "http" };
const tcp = (entryPort: number | typeof unknown) => ({ entryPort, entryProtocol: "tcp" });

describe("load-balancer-https", () => {
  const judge = (...balancers: readonly ValueMap[]) => lines(loadBalancerHttps, ...balancers);
  const plain = "this forwarding rule accepts plain HTTP without redirecting it";

  it("names every forwarding rule at fault, and what to do about each", () => {
    const rest = { entryPort: 8080, entryProtocol: "http" };
    const bare = { entryPort: 8443, entryProtocol: "http3" };
    expect(
      findings(loadBalancerHttps, {
        redirectHttpToHttps: true,
        forwardingRules: [http, https, rest, bare, tcp(80)],
      }).map(({ path, message, fix }) => `${path}: ${message} | ${fix}`),
    ).toEqual([
      "forwardingRules[2]: this forwarding rule accepts plain HTTP, and only port 80 can be redirected | Make this forwarding rule accept https, or http on port 80",
      "forwardingRules[3]: this forwarding rule accepts TLS without a certificate | Give this forwarding rule a certificateName, or tlsPassthrough: true if the Droplets hold the certificate",
      'forwardingRules[4]: this forwarding rule accepts plain HTTP: tcp on port 80 | Let this forwarding rule take in entryProtocol: "http", set redirectHttpToHttps: true and have https enter on port 443; if the Droplets end TLS and redirect by themselves, pass port 443 on by tcp or with tlsPassthrough: true',
    ]);
  });

  it("leaves an ingress alone that gets both ports unread, and says once that it cannot be verified", () => {
    const unverifiable = [
      "unverifiable forwardingRules[0]: cannot verify that tcp or udp traffic is encrypted: the balancer passes it through unread",
    ];
    expect(judge({ enableProxyProtocol: true, forwardingRules: [tcp(80), tcp(443)] })).toEqual(unverifiable);
    const passthrough = { entryPort: 443, entryProtocol: "https", tlsPassthrough: true };
    expect(judge({ forwardingRules: [tcp(80), passthrough] })).toEqual(unverifiable);
    expect(judge({ forwardingRules: [tcp(80), { ...passthrough, tlsPassthrough: unknown }] })).toEqual([
      "undecided forwardingRules[0]: cannot determine whether TLS is passed through on port 443: forwardingRules[1].tlsPassthrough is unknown until pulumi up",
      "undecided forwardingRules[1]: cannot determine whether TLS is passed through: forwardingRules[1].tlsPassthrough is unknown until pulumi up",
    ]);
  });

  it("names a way out that does not lead into another violation", () => {
    const [finding] = findings(loadBalancerHttps, { redirectHttpToHttps: true, forwardingRules: [http, tcp(443)] });
    expect(finding?.fix).toBe(
      'Let the forwarding rule on port 443 take in entryProtocol: "https", with a certificateName or with tlsPassthrough: true',
    );
  });

  it("is sure where no unknown can change the answer", () => {
    const forwardingRules = [{ entryPort: unknown, entryProtocol: "http" }, unknown];
    expect(judge({ forwardingRules })[0]).toBe(`violation forwardingRules[0]: ${plain}`);
    expect(judge({ redirectHttpToHttps: unknown, forwardingRules: [{ ...http, entryPort: 8080 }, https] })).toEqual([
      "violation forwardingRules[0]: this forwarding rule accepts plain HTTP, and only port 80 can be redirected",
    ]);
    expect(
      judge({ redirectHttpToHttps: true, forwardingRules: [http, https, { ...https, entryPort: unknown }] }),
    ).toEqual([]);
  });

  it("finds no target of a redirect in what cannot be one", () => {
    const nowhere = "violation forwardingRules[0]: plain HTTP is redirected to port 443, which does not accept https";
    const opaqueElsewhere = { entryPort: 8443, entryProtocol: unknown, certificateName: "www" };
    expect(judge({ redirectHttpToHttps: true, forwardingRules: [http, tcp(443)] })[0]).toBe(nowhere);
    expect(judge({ redirectHttpToHttps: true, forwardingRules: [http, opaqueElsewhere] })[0]).toBe(nowhere);
  });

  it("takes a certificate that is there but cannot be seen, by name or by id, and no empty one", () => {
    const entry = { entryPort: 443, entryProtocol: "https" };
    expect(
      judge(
        { forwardingRules: [{ ...entry, certificateName: hidden }] },
        { forwardingRules: [{ ...entry, certificateId: unknown }] },
      ),
    ).toEqual([]);
    expect(judge({ forwardingRules: [{ ...entry, certificateName: " " }] })).toEqual([
      "violation forwardingRules[0]: this forwarding rule accepts TLS without a certificate",
    ]);
  });

  it("says once, as advice, that it cannot read what enters by tcp and udp", () => {
    const found = findings(loadBalancerHttps, {
      forwardingRules: [https, tcp(443), { entryPort: 80, entryProtocol: "udp" }, tcp(5432)],
    });
    expect(found).toMatchObject([{ status: "unverifiable", level: "advisory", path: "forwardingRules[1]" }]);
    expect(judge({ type: "REGIONAL_NETWORK", forwardingRules: [tcp(unknown)] })).toEqual([
      "undecided forwardingRules[0]: cannot determine whether this forwarding rule accepts plain HTTP over tcp: forwardingRules[0].entryPort is unknown until pulumi up",
    ]);
  });

  it("leaves alone what is internal, in any case, and asks for nothing where all is in order anyway", () => {
    expect(judge({ network: "internal", forwardingRules: [http, unknown] })).toEqual([]);
    expect(judge({ network: unknown, forwardingRules: [https] })).toEqual([]);
    expect(judge({ network: unknown, forwardingRules: [http, http] })).toEqual([
      "undecided network: cannot determine whether it is reachable from the internet: network is unknown until pulumi up",
    ]);
    expect(judge({ network: "EXTERNAL", forwardingRules: [http] })).toEqual([`violation forwardingRules[0]: ${plain}`]);
  });

  it("judges what stands in the place of a list, and what is no forwarding rule", () => {
    expect(judge({ forwardingRules: http })).toEqual([`violation forwardingRules: ${plain}`]);
    expect(judge({ forwardingRules: ["http"] })).toEqual([
      "violation forwardingRules[0]: cannot determine whether this forwarding rule accepts TLS: forwardingRules[0].entryProtocol is not set",
    ]);
  });
});

describe("load-balancer-strong-tls", () => {
  const judge = (inputs: ValueMap) => lines(loadBalancerStrongTls, inputs);

  it("names the input, and is asked of internal balancers too", () => {
    expect(judge({ network: "INTERNAL", forwardingRules: [http, https] })).toEqual([
      "violation tlsCipherPolicy: TLS is terminated with ciphers that are not strong",
    ]);
    expect(judge({ tlsCipherPolicy: "strong", forwardingRules: [https, unknown] })).toEqual([]);
  });

  it("is sure where one forwarding rule ends TLS, whatever the others do", () => {
    expect(judge({ forwardingRules: [unknown, https] })[0]).toContain("violation tlsCipherPolicy");
    expect(judge({ tlsCipherPolicy: hidden, forwardingRules: [https] })).toEqual([
      "undecided tlsCipherPolicy: cannot determine whether TLS is terminated with ciphers that are not strong: tlsCipherPolicy is a secret that cannot be read here",
    ]);
  });
});

describe("load-balancer-in-vpc", () => {
  it("takes a chosen VPC whatever the type, and none only where the type is known", () => {
    expect(lines(loadBalancerInVpc, { type: unknown, vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" })).toEqual([]);
    expect(lines(loadBalancerInVpc, { type: "global" }, { type: "REGIONAL" })).toEqual([
      "violation vpcUuid: the load balancer would be created in the default VPC",
    ]);
  });

  it("is undecided if the reader does not tell what an input depends on", () => {
    const kind = kindNamed("LoadBalancer");
    const balancer = viewOf({ urn: "urn", type: kind?.type ?? "", name: "b", inputs: { vpcUuid: unknown } }, kind);
    const settings = exampleSettings({ title: "nothing", resources: [] }, rules);
    const stack = stackOf([balancer], { project: "p", stack: "dev" });
    expect(evaluate(stack, settings, [loadBalancerInVpc]).findings).toMatchObject([
      {
        status: "undecided",
        message: "vpcUuid is unknown until pulumi up, and what was read does not show where it comes from",
      },
    ]);
  });
});
