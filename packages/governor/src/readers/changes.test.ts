import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { StackView } from "../view/stack";
import { readStack } from "./read";

const recorded = (name: string) =>
  readStack(readFileSync(new URL(`../../../../test/recorded/${name}`, import.meta.url), "utf8"), name);
const shown = ({ changes }: StackView) =>
  changes?.map(({ urn, action, replacedBy }) => [urn.split("::").at(-1), action, ...replacedBy]);

const type = "digitalocean:index/volume:Volume";
const urn = `urn:pulumi:dev::app::${type}::data`;
const volume = (region: string) => ({ urn, type, inputs: { region } });

/** An operation of one resource, plain and streamed. */
interface Step {
  readonly op: string;
  readonly old?: object;
  readonly new?: object;
  readonly keys?: readonly string[];
}
const other = { op: "same", urn: `${urn}2`, state: { urn: `${urn}2`, type, inputs: {} } };
const plain = (steps: readonly Step[]) =>
  JSON.stringify({
    steps: [
      ...steps.map((step) => ({
        op: step.op,
        urn,
        oldState: step.old,
        newState: step.new,
        replaceReasons: step.keys,
      })),
      { op: other.op, urn: other.urn, oldState: other.state, newState: other.state },
    ],
  });
const streamed = (steps: readonly Step[]) =>
  [
    ...steps.map((metadata) => ({ resourcePreEvent: { metadata: { ...metadata, urn } } })),
    { resourcePreEvent: { metadata: { op: other.op, urn: other.urn, old: other.state, new: other.state } } },
    { summaryEvent: { resourceChanges: {} } },
  ]
    .map((event, sequence) => JSON.stringify({ sequence, ...event }))
    .join("\n");

describe("the changes of a recorded preview", () => {
  it("are creations where nothing is there", () => {
    for (const name of ["preview-create.json", "preview-create.stream.jsonl"]) {
      const { changes = [], resources } = recorded(name);
      expect(changes).toHaveLength(resources.length);
      expect(changes.every(({ action, before }) => action === "create" && before === undefined)).toBe(true);
    }
  });

  it("tell an update from what stays the same", () => {
    expect(shown(recorded("preview-update.json"))).toEqual([
      ["recorded-up-dev", "same"],
      ["web", "update"],
    ]);
    expect(shown(recorded("preview-update-all.json"))).toEqual([
      ["recorded-up-dev", "same"],
      ["emulated", "same"],
      ["v", "same"],
      ["logs", "same"],
      ["web", "update"],
    ]);
  });

  it.each(["preview-replace.json", "preview-replace.stream.jsonl"])(
    "show a replacement once, with its cause and what it replaces: %s",
    (name) => {
      const stack = recorded(name);
      expect(shown(stack)).toContainEqual(["web", "replace", "monitoring"]);
      expect(shown(stack)?.filter(([resource]) => resource === "web")).toHaveLength(1);
      const web = stack.changes?.find(({ action }) => action === "replace");
      expect(web?.before?.id).toBe("1007");
      expect(web?.before?.kind?.name).toBe("Droplet");
      expect(web?.before?.read("monitoring").boolean()).toBe(false);
      expect(
        stack
          .resource(web?.urn ?? "")
          ?.read("monitoring")
          .boolean(),
      ).toBe(true);
    },
  );

  it("are none in a stack export", () => {
    expect(recorded("state.json").changes).toBeUndefined();
  });
});

describe.each([
  ["a plain preview", plain],
  ["a streamed preview", streamed],
])("the changes of %s", (_, previewOf) => {
  const changeOf = (...steps: readonly Step[]) =>
    readStack(previewOf(steps)).changes?.find((change) => change.urn === urn);

  it.each<[string, Step, string]>([
    ["create", { op: "create", new: volume("nyc3") }, "create"],
    ["import", { op: "import", new: volume("nyc3") }, "create"],
    ["update", { op: "update", old: volume("nyc1"), new: volume("nyc3") }, "update"],
    ["same", { op: "same", old: volume("nyc3"), new: volume("nyc3") }, "same"],
    ["delete", { op: "delete", old: volume("nyc3") }, "delete"],
    ["import-replacement", { op: "import-replacement", old: volume("nyc1"), new: volume("nyc3") }, "replace"],
    ["remove-pending-replace", { op: "remove-pending-replace", old: volume("nyc3") }, "delete"],
  ])("name what %s does", (_name, step, action) => {
    expect(changeOf(step)?.action).toBe(action);
  });

  it.each(["read", "refresh", "discard", "read-discard"])("leave out %s, which changes nothing", (op) => {
    expect(changeOf({ op, old: volume("nyc3"), new: volume("nyc3") })).toBeUndefined();
  });

  it.each([
    ["created first", ["create-replacement", "replace", "delete-replaced"]],
    ["deleted first", ["delete-replaced", "replace", "create-replacement"]],
  ])("are one replacement where the new one is %s", (_name, ops) => {
    const states = { old: volume("nyc1"), new: volume("nyc3") };
    const change = changeOf(
      ...ops.map(
        (op): Step => (op === "delete-replaced" ? { op, old: states.old } : { op, ...states, keys: ["region"] }),
      ),
    );
    expect(change).toMatchObject({ action: "replace", replacedBy: ["region"] });
    expect(change?.before?.read("region").text()).toBe("nyc1");
  });

  it("take the operation after a refresh, and what the refresh found is not what was there before", () => {
    const change = changeOf(
      { op: "refresh", old: volume("nyc1"), new: volume("nyc2") },
      { op: "update", old: volume("nyc2"), new: volume("nyc3") },
    );
    expect(change?.action).toBe("update");
    expect(change?.before?.read("region").text()).toBe("nyc2");
  });
});
