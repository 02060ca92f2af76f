import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { dnsEmailAuthentication } from "./dns/dns-email-authentication";
import { exampleSettings, exampleStack } from "./example-stack";
import { rules } from "./index";
import type { ExampleResource } from "./rule";

type Line = readonly [type: string, host: string, value: string, domain?: string];

function messages(...lines: readonly Line[]): readonly string[] {
  const records = lines.map(
    ([type, name, value, domain = "example.com"], index): ExampleResource => ({
      kind: "DnsRecord",
      name: `record-${index}`,
      inputs: { domain, type, name, value },
    }),
  );
  const domains = ["example.com", "example.org"].map((name): ExampleResource => {
    return { kind: "Domain", name, inputs: { name } };
  });
  const example = { title: "", resources: [...domains, ...records] };
  return evaluate(exampleStack(example), exampleSettings(example, rules), [dnsEmailAuthentication]).findings.map(
    ({ message }) => message,
  );
}

const mx: Line = ["MX", "@", "mail.example.com."];
const spf: Line = ["TXT", "@", "v=spf1 mx -all"];
const dmarc: Line = ["TXT", "_dmarc", "v=DMARC1; p=none"];

describe("dns-email-authentication", () => {
  it("says all that a domain lacks at once, and only of the domain that lacks it", () => {
    expect(messages(mx)).toEqual(["the domain receives mail and has no SPF record at @ and no DMARC record at _dmarc"]);
    expect(messages(mx, spf, dmarc, ["MX", "@", "mail.example.org.", "example.org"])).toEqual([
      "the domain receives mail and has no SPF record at @ and no DMARC record at _dmarc",
    ]);
    expect(messages(mx, dmarc, ["TXT", "@", "v=spf1 mx -all", "example.org"])).toEqual([
      "the domain receives mail and has no SPF record at @",
    ]);
  });

  it("asks for SPF at each host that receives mail, and takes DMARC from there or from the domain", () => {
    const news: Line = ["MX", "news", "mail.example.com."];
    expect(messages(news, dmarc)).toEqual(["the domain receives mail and has no SPF record at news"]);
    const spfOfNews: Line = ["TXT", "news", "v=spf1 -all"];
    expect(messages(news, spfOfNews, dmarc)).toEqual([]);
    expect(messages(news, spfOfNews, ["TXT", "_dmarc.news", "v=DMARC1;p=reject"])).toEqual([]);
  });

  it.each(["", "example.com", "EXAMPLE.com.", "@"])("knows the domain itself by %j", (host) => {
    expect(messages(mx, dmarc, ["TXT", host, "v=spf1 -all"])).toEqual([]);
  });

  it.each(["v=spf10 -all", "spf1", "google-site-verification=v=spf1"])("does not take %j for SPF", (value) => {
    expect(messages(mx, dmarc, ["TXT", "@", value])).toHaveLength(1);
  });

  it.each([
    ["v=spf1 +all", 1],
    ["v=spf1 mx ALL", 1],
    ['"v=spf1 all"', 1],
    ["v=spf1 include:all.example.net ?all", 0],
    ["v=spf1 redirect=_spf.example.net", 0],
  ])("finds who lets every server send: %s", (value, count) => {
    expect(messages(["TXT", "@", value]).filter((one) => one.includes("every server"))).toHaveLength(count);
  });
});
