import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { kindNamed } from "../kinds";
import { viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { hidden, type ValueMap } from "../view/value";
import { exampleSettings } from "./example-stack";
import { rules } from "./index";
import { certificateExpiry } from "./network/certificate-expiry";

/** Valid from 2026 to 1 January 2126. */
const pem =
  certificateExpiry.good.flatMap(({ resources }) =>
    resources.map(({ inputs: { leafCertificate } }) => leafCertificate),
  )[0] ?? "";

function messages(inputs: ValueMap, now: string, outputs?: ValueMap): readonly string[] {
  const kind = kindNamed("Certificate");
  const type = kind?.type ?? "";
  const record = { urn: `urn:pulumi:dev::p::${type}::www`, type, name: "www", inputs };
  const stack = stackOf([viewOf({ ...record, ...(outputs === undefined ? {} : { outputs }) }, kind)], {
    project: "p",
    stack: "dev",
  });
  const settings = exampleSettings({ title: "", resources: [] }, rules);
  return evaluate(stack, settings, [certificateExpiry], new Date(now)).findings.map(({ message }) => message);
}

describe("certificate-expiry", () => {
  it.each([
    ["2125-12-01T00:00:00Z", []],
    ["2125-12-02T00:00:01Z", ["a certificate expires on 2126-01-01, in 29 days"]],
    ["2125-12-30T12:00:00Z", ["a certificate expires on 2126-01-01, in 1 day"]],
    ["2125-12-31T12:00:00Z", ["a certificate expires on 2126-01-01, in 0 days"]],
    ["2126-01-01T00:00:01Z", ["a certificate expired on 2126-01-01"]],
  ])("counts from the day of the check: %s", (now, expected) => {
    expect(messages({ leafCertificate: pem }, now)).toEqual(expected);
  });

  it("goes by what DigitalOcean reports where the reader hides the certificate or shows a digest", () => {
    const outputs = { notAfter: "2026-12-24T00:00:00Z" };
    const found = ["a certificate expires on 2026-12-24, in 23 days"];
    const now = "2026-12-01T00:00:00Z";
    expect(messages({ leafCertificate: hidden }, now, outputs)).toEqual(found);
    expect(messages({ leafCertificate: "da39a3ee5e6b4b0d3255bfef95601890afd80709" }, now, outputs)).toEqual(found);
    expect(messages({ leafCertificate: hidden }, now)).toEqual([
      "cannot determine when the certificate expires: leafCertificate is a secret that cannot be read here",
    ]);
  });

  it("never shows what stands in place of a certificate", () => {
    expect(messages({ leafCertificate: "hunter2" }, "2026-12-01T00:00:00Z").join()).not.toContain("hunter2");
  });
});
