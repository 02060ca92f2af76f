// The same stack is judged in the same way, whatever shows it to the governor.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Evaluation, evaluate, loadSettings, readStack, rules, type StackView } from "@infrafabric/governor";
import { nameOf, statusWordOf } from "@infrafabric/governor/internal";
import { previewProgram } from "@infrafabric/testing";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, type PolicyEvent, root } from "../engine/workbench.ts";
import { differences, type Source } from "./differences.ts";
import { type CorpusStack, settings, stacks } from "./stacks.ts";

/** Findings as `rule resource: message`, the same from every source. */
type Verdict = readonly string[];

const stackNameOf = (name: string) => (name.startsWith("prod-") ? "prod-dev" : "dev");

/** What a source says, without what only names it: the stack's own name, Terraform's addresses and its command. */
const plain = (rule: string, urn: string, message: string) =>
  `${rule} ${urn.includes("::pulumi:pulumi:Stack::") ? "(stack)" : nameOf(urn)}: ${message}`
    .replaceAll(/\bdigitalocean_\w+\.(\w+)/g, "$1")
    .replaceAll("until terraform apply", "until pulumi up");

const ofEvaluation = ({ findings }: Evaluation): Verdict =>
  findings
    .map((finding) => {
      const word = statusWordOf(finding);
      const place = finding.path === undefined ? "" : `${finding.path}: `;
      return plain(finding.rule, finding.urn, `${word === undefined ? "" : `${word}: `}${place}${finding.message}`);
    })
    .sort();

const ofPolicies = (events: readonly PolicyEvent[]): Verdict =>
  events
    .filter(({ policyName }) => policyName !== "governor-conclusion")
    .map(({ policyName, resourceUrn, message }) => plain(policyName, resourceUrn, message.split("\n")[0] ?? ""))
    .sort();

/** Terraform sorts the blocks of a set in its own way. */
const withoutIndexes = (verdict: Verdict): Verdict => verdict.map((one) => one.replaceAll(/\[\d+\]/g, "[]")).sort();

const used = new Set<string>();

/** The findings that only one of two verdicts has, without the differences that a source is known for. */
function unexplained(stack: CorpusStack, source: Source, own: Verdict, expected: Verdict): Verdict {
  const only = (these: Verdict, others: Verdict, sign: string) =>
    these.filter((one) => !others.includes(one)).map((one) => ({ sign, one }));
  return [...only(own, expected, "+"), ...only(expected, own, "-")].flatMap(({ sign, one }) => {
    const known = differences[source].find(({ finding }) => matches(finding, `${stack.name}: ${one}`));
    if (known !== undefined) used.add(`${source} ${known.finding}`);
    return known === undefined ? [`${sign} ${one}`] : [];
  });
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}`).test(text);
}

const folder = mkdtempSync(join(tmpdir(), "infrafabric-corpus-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function projectOf({ name, program }: CorpusStack): string {
  const dir = join(folder, name);
  mkdirSync(dir);
  writeFileSync(join(dir, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
  writeFileSync(join(dir, "package.json"), JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
  writeFileSync(
    join(dir, "index.js"),
    `const digitalocean = require("@pulumi/digitalocean");\nconst pulumi = require("@pulumi/pulumi");\n${program}`,
  );
  writeFileSync(join(dir, "governor.yaml"), settings);
  symlinkSync(join(root, "test", "node_modules"), join(dir, "node_modules"));
  return dir;
}

const projects = new Map(stacks.map((stack) => [stack.name, projectOf(stack)]));
const inProcess = new Map<string, Promise<Verdict>>();

function projectFor(stack: CorpusStack): string {
  const dir = projects.get(stack.name);
  if (dir === undefined) throw new Error(`${stack.name} has no project`);
  return dir;
}

function judged(stack: CorpusStack, view: StackView): Verdict {
  const found = loadSettings({
    order: "project",
    env: {},
    startDir: projectFor(stack),
    rules,
    project: stack.name,
    stack: stackNameOf(stack.name),
  });
  return ofEvaluation(evaluate(view, found, rules));
}

function inProcessOf(stack: CorpusStack): Promise<Verdict> {
  const known = inProcess.get(stack.name);
  if (known !== undefined) return known;
  const verdict = previewProgram({ dir: projectFor(stack), stack: stackNameOf(stack.name) }).then(({ evaluation }) =>
    ofEvaluation(evaluation),
  );
  inProcess.set(stack.name, verdict);
  return verdict;
}

describe("the corpus", () => {
  it.each(stacks.filter(({ name }) => name !== "good-droplet"))("has something to find in $name", async (stack) => {
    expect(await inProcessOf(stack)).not.toEqual([]);
  });
});

describe("a plan of Terraform comes to the verdict of the program", () => {
  it.each(stacks.filter(({ terraform }) => terraform !== undefined))("$name", async (stack) => {
    const text = readFileSync(new URL(`plans/${stack.name}.json`, import.meta.url), "utf8");
    const plan = judged(stack, readStack(text, `${stack.name}.json`));
    const expected = withoutIndexes(await inProcessOf(stack));
    expect(unexplained(stack, "Terraform plan", withoutIndexes(plan), expected)).toEqual([]);
  });
});

describe.skipIf(!hasEngine)("the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it.each(stacks.filter(({ engine }) => engine))(
    "shows the pack, a plain and a streamed preview of $name what the program shows in process",
    async (stack) => {
      const dir = projectFor(stack);
      const engine = await workbench.stack(dir, { name: stackNameOf(stack.name) });
      // One run: the plain preview is what it prints, and its event log is the streamed one and what the pack said.
      const { plain: text, events, policyEvents } = await engine.previewAll();
      const preview = judged(stack, readStack(text, "preview.json"));
      expect(unexplained(stack, "policy pack", ofPolicies(policyEvents), preview)).toEqual([]);
      expect(unexplained(stack, "streamed preview", judged(stack, readStack(events, "events.jsonl")), preview)).toEqual(
        [],
      );
      expect(unexplained(stack, "in process", await inProcessOf(stack), preview)).toEqual([]);
    },
  );

  it("shows what was deployed as it showed what would be, and a replacement in every form", async () => {
    const stack = stacks.find(({ name }) => name === "good-droplet");
    if (stack === undefined) throw new Error("the corpus has no such stack");
    const dir = projectFor(stack);
    const engine = await workbench.stack(dir, { name: "up" });
    const { code, text } = await engine.up();
    expect(code, text).toBe(0);
    const exported = judged(stack, readStack(await engine.exported(), "state.json"));
    expect(unexplained(stack, "stack export", exported, await inProcessOf(stack))).toEqual([]);

    const program = join(dir, "index.js");
    const replacing = readFileSync(program, "utf8")
      .replace("ubuntu-24-04-x64", "debian-12-x64")
      .replace("backups: true", "backups: false");
    writeFileSync(program, replacing);
    const { plain: printed, events, policyEvents } = await engine.previewAll();
    const [preview, stream] = [readStack(printed, "preview.json"), readStack(events, "events.jsonl")];
    const verdict = judged(stack, preview);
    expect(verdict).toContainEqual(expect.stringMatching(/^droplet-backups web: /));
    expect(unexplained(stack, "policy pack", ofPolicies(policyEvents), verdict)).toEqual([]);
    expect(unexplained(stack, "streamed preview", judged(stack, stream), verdict)).toEqual([]);
    const replaced = ({ changes = [] }: StackView) =>
      changes.filter(({ action }) => action === "replace").map(({ urn, replacedBy }) => [nameOf(urn), ...replacedBy]);
    expect(replaced(preview)).toEqual([["web", "image"]]);
    expect(replaced(stream)).toEqual(replaced(preview));
  });
});

describe("the differences", () => {
  it("are all there", () => {
    const listed = Object.entries(differences).flatMap(([source, list]) =>
      list.map(({ finding, why }) => {
        expect(why).toMatch(/\w/);
        return `${source} ${finding}`;
      }),
    );
    const checked = listed.filter((one) => hasEngine || one.startsWith("Terraform plan"));
    expect(checked.filter((one) => !used.has(one))).toEqual([]);
  });
});
