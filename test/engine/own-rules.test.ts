// A pack of an organisation's own: five lines and one rule.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench, root } from "./workbench.ts";

const settings = "providers: { digitalocean: { enabled: true } }\n";
const program = `
new digitalocean.Vpc("Net", { region: "nyc3" });
const later = new digitalocean.SshKey("key", { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk" }).id.apply(() => "unknown");
new digitalocean.Vpc("later", { region: "nyc3", description: later });
digitalocean.Vpc.get("theirs", "5a4981aa-9653-4bd1-bef5-d6bff52042e4");
`;

const rule = (check: string, more = "") => `
defineRule({
  id: "acme/vpc-described", group: "governance", title: "VPCs say what they are for.", severity: "low", level: "mandatory",
  why: "Names are short.", fix: "set description", references: [], good: [], bad: [], undecided: [],
  scope: "resource", kinds: ["Vpc"], ${more}
  *check(vpc) { ${check} },
})`;

/** A rule of the fewest fields. */
const short = (id: string, check: string, more = "") =>
  `defineRule({ id: "acme/${id}", title: "VPCs have it.", kinds: ["Vpc"], ${more}*check(vpc) { ${check} } })`;

const leftBehind = (id: string, what: string) => `the rule acme/${id} left work for after it had returned (${what})`;

const pack = (rules: string) => ({
  "pack/PulumiPolicy.yaml": "runtime: nodejs\n",
  "pack/package.json": JSON.stringify({ name: "acme-pack", version: "1.0.0", main: "index.js" }),
  "pack/index.js": `const { PolicyPack } = require("@pulumi/policy");
const { governorPolicies, defineRule, undecided, violation } = require("@infrafabric/policy-pack");
new PolicyPack("acme", governorPolicies({ rules: [${rules}] }));
`,
});

/** The blocks of the README's section on own rules, in order: their language and their text. */
function readmeBlocks(): readonly (readonly [language: string, text: string])[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const section = /^### A rule of your own$(.*?)^### /ms.exec(readme)?.[1] ?? "";
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => [language, text]);
}

describe.skipIf(!hasEngine)("a pack with its own rules", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  function projectWith(rules: string, more = ""): { dir: string; pack: string } {
    const dir = workbench.project({ program, settings: settings + more, files: pack(rules) });
    return { dir, pack: join(dir, "pack") };
  }

  it("judges by them as by the governor's, with a level for each finding, and leaves alone what is not this stack's", async () => {
    const check = `
      const words = vpc.read("description");
      if (words.state === "unknown") yield undecided(words, "the description is unknown until pulumi up");
      if (!words.present) yield violation(words, "there is no description");`;
    const { dir, pack } = projectWith(rule(check));
    const { code, policyEvents, text } = await (await workbench.stack(dir, { pack })).preview();
    expect(inShort(policyEvents), text).toEqual([
      "advisory acme/vpc-described later",
      "mandatory acme/vpc-described Net",
    ]);
    expect(policyEvents.find(({ resourceUrn }) => resourceUrn.endsWith("::Net"))).toMatchObject({
      message: expect.stringContaining("description: there is no description\nfix: set description"),
      severity: "low",
    });
    expect(code).not.toBe(0);
  });

  it("takes their levels and exemptions from governor.yaml", async () => {
    const { dir, pack } = projectWith(
      rule(`yield violation(undefined, "no");`),
      "rules: { acme/vpc-described: advisory }\n",
    );
    const { code, policyEvents, text } = await (await workbench.stack(dir, { pack })).preview("--diff");
    expect(inShort(policyEvents)).toEqual(["advisory acme/vpc-described Net", "advisory acme/vpc-described later"]);
    // There the engine puts nothing between the resource's name and the message.
    expect(text).toContain("acme/vpc-described  (digitalocean:index:Vpc: Net) no\n");
    expect(code).toBe(0);
  });

  it("is as the README has it, word for word", async () => {
    const [runtime, manifest, source, , named] = readmeBlocks().map(([, text]) => text);
    const lab = 'new digitalocean.Vpc("lab", { region: "nyc3" });';
    const dir = workbench.project({
      program: program + lab,
      settings: `${settings}${named}`,
      files: {
        "policy/PulumiPolicy.yaml": runtime ?? "",
        "policy/package.json": manifest ?? "",
        "policy/index.ts": source ?? "",
      },
    });
    const { code, policyEvents, text } = await (await workbench.stack(dir, { pack: join(dir, "policy") })).preview();
    expect(inShort(policyEvents), text).toEqual([
      "advisory acme/vpc-described lab",
      "mandatory acme/vpc-described Net",
    ]);
    expect(code).not.toBe(0);
  });

  it("leaves components and the stock pack at peace, which warns of what it does not define", async () => {
    const named = "rules: { acme/vpc-described: advisory }\nexempt_in_code: [acme/vpc-described]\n";
    const archive = `
      const { ArchivedBucket } = require("@infrafabric/digitalocean");
      new ArchivedBucket("data", { region: "nyc3", bucketName: "acme-data" });`;
    const { dir, pack } = projectWith(rule(`yield violation(undefined, "no");`), named);
    writeFileSync(join(dir, "index.js"), `${readFileSync(join(dir, "index.js"), "utf8")}${archive}`);
    const own = await (await workbench.stack(dir, { pack })).preview();
    expect(own.text).not.toContain("unknown rule");
    expect(inShort(own.policyEvents), own.text).toContain("advisory acme/vpc-described Net");
    const stock = await (await workbench.stack(dir, { name: "stock" })).preview();
    expect(stock.text).toMatch(/refers to the rule acme\/vpc-described, which is not defined here/);
    expect(stock.text).not.toContain("unknown rule");
    const packConfig = { governor: { providers: {}, rules: { "acme/vpc-described": "mandatory" } } };
    const configured = await (await workbench.stack(dir, { name: "configured", pack, packConfig })).preview();
    expect(inShort(configured.policyEvents), configured.text).toContain("mandatory acme/vpc-described Net");
  });

  it("needs a namespace for them, and says so", async () => {
    const { dir, pack } = projectWith(rule("").replace("acme/vpc-described", "vpc-described"));
    const { code, text } = await (await workbench.stack(dir, { pack })).preview();
    expect(text).toContain("the rule vpc-described: its id needs a namespace, such as acme/vpc-described");
    expect(code).not.toBe(0);
  });

  it("takes four fields for a rule", async () => {
    const check = `if (!vpc.read("description").present) yield violation(vpc.read("description"), "it is missing");`;
    const { dir, pack } = projectWith(short("short", check));
    const { policyEvents: found, code } = await (await workbench.stack(dir, { pack })).preview();
    expect(inShort(found)).toEqual(["advisory acme/short Net"]);
    expect(found[0]).toMatchObject({
      message: expect.stringContaining("description: it is missing\nfix: VPCs have it."),
      severity: "medium",
    });
    expect(code).toBe(0);
  });

  it("takes those that fail, misread or leave work behind as broken: no crash, no pass, no word of their errors", async () => {
    const broken: readonly (readonly [id: string, check: string, says: string])[] = [
      ["throws", `throw new Error("hunter2");`, "the rule acme/throws could not be run (Error)"],
      [
        "slip",
        `if (!vpc.read("descripton").present) yield violation(undefined, "it is missing");`,
        'could not be run: the kind Vpc has no property "descripton"; did you mean "description"?',
      ],
      ["timeout", `setTimeout(() => { throw new Error("late"); }, 300);`, leftBehind("timeout", "a timer")],
      ["interval", "setInterval(() => undefined, 1);", leftBehind("interval", "a timer")],
      ["promise", "Promise.resolve().then(() => undefined);", leftBehind("promise", "a promise")],
    ];
    const rules = broken.map(([id, check]) => short(id, check, `level: "mandatory", `));
    const { dir, pack } = projectWith(rules.join(", "));
    const { code, policyEvents, text } = await (await workbench.stack(dir, { pack })).preview();
    const each = broken.flatMap(([id]) => [`mandatory acme/${id} Net`, `mandatory acme/${id} later`]);
    expect(inShort(policyEvents), text).toEqual(each.sort());
    for (const [id, , says] of broken) {
      const event = policyEvents.find(({ policyName }) => policyName === `acme/${id}`);
      expect(event?.message).toContain(says);
    }
    expect(text).not.toContain("hunter2");
    expect(code).not.toBe(0);
  });

  it("ends one that does not return, and names it", async () => {
    const { dir, pack } = projectWith(rule("for (;;);"));
    const { code, policyEvents, text } = await (await workbench.stack(dir, { pack })).preview();
    expect(inShort(policyEvents), text).toContain("mandatory acme/vpc-described Net");
    expect(policyEvents[0]?.message).toContain("the rule acme/vpc-described did not return within 10 seconds");
    expect(code).not.toBe(0);
  });

  it("says so if what they left behind fails", async () => {
    const failing = {
      promise: `Promise.reject(new RangeError("late"));`,
      function: `(async () => { await undefined; throw new TypeError("late"); })();`,
    };
    const rules = Object.entries(failing).map(([id, check]) => short(id, check));
    const { dir, pack } = projectWith(rules.join(", "));
    const { code, policyEvents, text } = await (await workbench.stack(dir, { pack })).preview();
    const conclusions = policyEvents.filter(({ policyName }) => policyName === "governor-conclusion");
    for (const id of Object.keys(failing)) {
      const says = `something that the rule acme/${id} started failed after it had returned`;
      expect(conclusions.map(({ message }) => message).join("\n"), text).toContain(says);
    }
    expect(code).not.toBe(0);
  });

  it("ends the run for one whose promises never end, and names it", async () => {
    const { dir, pack } = projectWith(rule("(async () => { for (;;) await undefined; })();"));
    const { code, text } = await (await workbench.stack(dir, { pack })).preview();
    expect(text).toContain("the rule acme/vpc-described started something that never ends");
    expect(code).not.toBe(0);
  });
});
