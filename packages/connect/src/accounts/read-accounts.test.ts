import { expect, it } from "vitest";
import { AccountsError, readAccounts } from "./read-accounts.ts";

it("reads names, token sources and states", () => {
  const text = `accounts:
  - name: shop
    token: { env: SHOP_TOKEN }
    states: [shop.json]
  - name: lab
    token: { file: tokens/lab }
  - { name: ops, token: { command: [op, read, "op://infra/ops/token"] } }
`;
  expect(readAccounts(text, "accounts.yaml")).toEqual([
    { name: "shop", token: { env: "SHOP_TOKEN" }, states: ["shop.json"] },
    { name: "lab", token: { file: "tokens/lab" } },
    { name: "ops", token: { command: ["op", "read", "op://infra/ops/token"] } },
  ]);
});

function messageOf(text: string): string {
  try {
    readAccounts(text, "accounts.yaml");
  } catch (error) {
    if (error instanceof AccountsError) return error.message;
    throw error;
  }
  throw new Error("it is valid");
}

it("shows every problem with its place", () => {
  const message = messageOf(`acounts: 1
accounts:
  - name: my shop
    token: { env: 9LIVES }
  - token: { env: A, file: b }
  - { name: lab, token: {} }
  - { name: lab, token: { evn: A }, state: x }
  - { name: ops, token: { command: [] } }
`);
  expect(message.split("\n").map((line) => line.replaceAll(/ {2,}/g, " "))).toEqual([
    "invalid accounts (accounts.yaml): 10 problems",
    'accounts.yaml:1:1 acounts unknown key; did you mean "accounts"?',
    expect.stringMatching(/^accounts.yaml:3:11 accounts\[0\].name contains only letters.*found "my shop"$/),
    expect.stringMatching(/^accounts.yaml:4:19 accounts\[0\].token.env is not a valid name of an env.*"9LIVES"$/),
    "accounts.yaml:5:5 accounts[1].token names 2 sources",
    expect.stringContaining("allowed: { env: NAME }, { file: FILE }"),
    expect.stringMatching(/^accounts.yaml:5:5 accounts\[1\].name is missing: what reports call the account$/),
    "accounts.yaml:6:18 accounts[2].token names no source",
    expect.stringContaining("allowed:"),
    'accounts.yaml:7:13 accounts[3].name "lab" is the name of an account above',
    expect.stringMatching(/^accounts.yaml:7:27 accounts\[3\].token.evn unknown key; did you mean "env"/),
    expect.stringMatching(/^accounts.yaml:7:37 accounts\[3\].state unknown key; did you mean "states"/),
    "accounts.yaml:8:36 accounts[4].token.command names no program",
  ]);
});

it.each([["accounts: ["], [""], ["accounts: []"], ["- shop"]])("refuses %j", (text) => {
  expect(messageOf(text)).toMatch(/invalid accounts \(accounts\.yaml\): 1 problem\n/);
});

const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;

it.each([
  ["in place of a source", `[{ name: shop, token: ${token} }]`, "accounts[0].token"],
  ["as the name of a variable", `[{ name: shop, token: { env: ${token} } }]`, "accounts[0].token.env"],
  ["in a command", `[{ name: shop, token: { command: [echo, ${token}] } }]`, "accounts[0].token.command[1]"],
  ["as a name", `[{ name: ${token}, token: { env: A } }]`, "accounts[0].name"],
  ["without a prefix", `[{ name: shop, token: { env: ${"0123456789abcdef".repeat(4)} } }]`, "accounts[0].token.env"],
])("refuses a token %s, and does not show it", (_, accounts, path) => {
  const message = messageOf(`accounts: ${accounts}`);
  expect(message).toContain(`${path}  looks like a token, which does not belong in this file`);
  expect(message).toContain("1 problem\n");
  expect(message).not.toContain("0123456789abcdef");
});
