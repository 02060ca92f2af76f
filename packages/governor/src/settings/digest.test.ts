import { expect, it } from "vitest";
import { rules } from "../rules";
import { settingsDigest } from "./digest";
import { loadSettings } from "./load";

const digestOf = (text: string, stack = "dev") =>
  settingsDigest(
    loadSettings({ order: "project", explicit: `${text}\n`, env: {}, startDir: "/", rules, project: "shop", stack }),
  );

const written = "providers: { digitalocean: { cost_limit_monthly: 500, regions: { allowed: [nyc3, ams3] } } }";

it("is the same for the same demands, in whatever order they are written", () => {
  expect(digestOf(written)).toMatch(/^[0-9a-f]{16}$/);
  expect(
    digestOf("providers:\n  digitalocean:\n    regions: { allowed: [nyc3, ams3] }\n    cost_limit_monthly: 500.0"),
  ).toBe(digestOf(written));
});

it("tells other demands apart", () => {
  const demands = [
    written,
    written.replace("500", "501"),
    written.replace("nyc3, ams3", "nyc3"),
    `${written}\nrules: { droplet-in-vpc: advisory }`,
  ];
  expect(new Set(demands.map((text) => digestOf(text))).size).toBe(demands.length);
});

it("knows what an environment asks for besides", () => {
  const text = `${written}\nenvironments: { prod: { stacks: ["*/prod"], production: true } }`;
  expect(digestOf(text, "prod")).not.toBe(digestOf(text));
  expect(digestOf(text)).toBe(digestOf(written));
});
