import { expect, it, vi } from "vitest";
import { kindNamed } from "../../kinds";
import { viewOf } from "../../view/resource";
import { stackOf } from "../../view/stack";
import { dropletSelection } from "./targeted";

const view = (name: string, tags: readonly string[], provider?: string) => {
  const kind = kindNamed("Droplet");
  const type = kind?.type ?? "";
  const urn = `urn:pulumi:dev::p::${type}::${name}`;
  return viewOf({ urn, type, name, inputs: { tags }, ...(provider === undefined ? {} : { provider }) }, kind);
};

it("reads the Droplets once, however many resources ask for them", () => {
  const droplets = Array.from({ length: 20 }, (_, index) => view(`web-${index}`, [`web-${index}`]));
  const read = vi.spyOn(droplets[0] ?? view("none", []), "read");
  const selects = dropletSelection(stackOf(droplets, { project: "p", stack: "dev" }));
  expect(selects(view("asks", ["web-7"]), "tags")).toBe("yes");
  const reads = read.mock.calls.length;
  expect(droplets.map((_, index) => selects(view("asks", [`web-${index}`]), "tags"))).toEqual(
    droplets.map(() => "yes"),
  );
  expect(selects(view("asks", ["wbe"]), "tags")).toBe("no");
  expect(read).toHaveBeenCalledTimes(reads);
});

it("keeps the Droplets of accounts apart", () => {
  const other = "urn:pulumi:dev::p::pulumi:providers:digitalocean::other::id";
  const droplets = [view("ours", ["ours"]), view("theirs", ["theirs"], other)];
  const selects = dropletSelection(stackOf(droplets, { project: "p", stack: "dev" }));
  const answers = ["ours", "theirs"].map((tag) => [
    selects(view("asks", [tag]), "tags"),
    selects(view("asks", [tag], other), "tags"),
  ]);
  expect(answers).toEqual([
    ["yes", "no"],
    ["no", "yes"],
  ]);
});
