import { expect, test } from "vitest";
import { readEventLog } from "./event-log.ts";

const violation = { policyName: "region-allowed", resourceUrn: "urn:pulumi:dev::p::t::web", message: "nyc1" };
const outputs = (type: string, value: number) => ({
  resOutputsEvent: { metadata: { type, new: { outputs: { monthlyCost: value } } } },
});

test("the log tells the violations and the stack's outputs", () => {
  const log = [
    { preludeEvent: { config: {} } },
    { policyEvent: { ...violation, enforcementLevel: "mandatory" } },
    { policyEvent: { ...violation, enforcementLevel: "advisory" } },
    outputs("pulumi:pulumi:Stack", 12),
    outputs("digitalocean:index/droplet:Droplet", 99),
  ];
  const run = readEventLog(log.map((event) => `${JSON.stringify(event)}\n`).join(""));
  expect(run.mandatory).toEqual([{ ...violation, enforcementLevel: "mandatory" }]);
  expect(run.advisory).toEqual([{ ...violation, enforcementLevel: "advisory" }]);
  expect(run.outputs).toEqual({ monthlyCost: 12 });
});

test("an engine that did not come so far shows nothing", () => {
  expect(readEventLog("")).toEqual({ mandatory: [], advisory: [], outputs: {} });
});
