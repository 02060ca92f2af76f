import type { Problem } from "@infrafabric/governor";
import * as digitalocean from "@pulumi/digitalocean";
import { describe, expect, it } from "vitest";
import { register, type Setting } from "../test/register";
import { adoptionOptions, adoptionsOf } from "./adoption";
import { Plan } from "./plan";

const tag = "digitalocean:index/tag:Tag";
const urnOf = (type: string, name: string, stack = "dev") => `urn:pulumi:${stack}::shop::${type}::${name}`;

/** What comes of adopting, for a component with a tag, and a Droplet of which arguments decide the image. */
async function adopt(asked: Readonly<Record<string, string>>, setting?: Setting) {
  const { result } = await register(() => {
    const plan = new Plan({ type: "acme:index:Owner", name: "own", opts: {} });
    plan.child(digitalocean.Tag, { name: "own-tag", inputs: { name: "t" } });
    plan.child(digitalocean.Droplet, {
      name: "own-a",
      inputs: { image: "i", size: "s", monitoring: true, userData: "#!" },
      overrides: { argument: "dropletArgs", inputs: new Set(["userData"]) },
      from: { inputs: { image: "image" }, mirrors: { sshKeys: "keys" } },
    });
    const problems: Problem[] = [];
    const adoptions = adoptionsOf(asked, plan.all, plan.inside, (path, message, more) =>
      problems.push({ path, message, ...more }),
    );
    const options = plan.all.flatMap((child) => {
      const adoption = adoptions.get(child.urn);
      return adoption === undefined ? [] : [adoptionOptions('Owner "own"', child, adoption)];
    });
    return { problems, options };
  }, setting);
  return result;
}

describe("adoption", () => {
  it("leaves what the component sets of itself, if a change would replace the resource, and its name", async () => {
    const droplet = urnOf("digitalocean:index/droplet:Droplet", "web");
    const { problems, options } = await adopt({ "own-a": droplet, "own-tag": urnOf(tag, "web") });
    expect(problems).toEqual([]);
    expect(options).toEqual([
      { aliases: [urnOf(tag, "web")], ignoreChanges: ["name"], deleteBeforeReplace: true },
      {
        aliases: [droplet],
        deleteBeforeReplace: true,
        ignoreChanges: [
          "dropletAgent",
          "gpuPartitionMode",
          "monitoring",
          "publicNetworking",
          "region",
          "vpcUuid",
          "name",
        ],
      },
    ]);
  });

  it("deletes nothing before its replacement is refused", async () => {
    const { options } = await adopt({ "own-tag": urnOf(tag, "web") }, { preview: false });
    expect(options).toMatchObject([{ deleteBeforeReplace: false }]);
  });

  it("imports by an ID, and leaves what the provider does not read as the resource has it", async () => {
    const { problems, options } = await adopt({ "own-a": "500000010", "own-tag": "web" });
    expect(problems).toEqual([]);
    expect(options).toMatchObject([{ import: "web", ignoreChanges: ["name"] }, { import: "500000010" }]);
    expect(options[1]?.ignoreChanges).toContain("userData");
    // What no input of the child stands against need not be ignored.
    expect(options[1]?.ignoreChanges).not.toContain("backupPolicy");
  });

  it("takes the child's own URN, which stays its only one", async () => {
    const { options } = await adopt({ "own-tag": `urn:pulumi:dev::shop::acme:index:Owner$${tag}::own-tag` });
    expect(options).toMatchObject([{ aliases: [] }]);
  });

  it.each([
    ["a child that is not there", { "own-b": urnOf(tag, "web") }, "is not the name of a child", "own-tag, own-a"],
    ["what is not a URN", { "own-tag": "urn:web" }, '"urn:web" is not a URN', undefined],
    [
      "a resource of another stack",
      { "own-tag": urnOf(tag, "web", "prod") },
      "is a resource of shop/prod, not of shop/dev",
      undefined,
    ],
    [
      "a resource of another type",
      { "own-tag": urnOf("digitalocean:index/vpc:Vpc", "web") },
      "is a resource of type digitalocean:index/vpc:Vpc",
      tag,
    ],
  ])("refuses %s", async (_, asked, message, allowed) => {
    const { problems, options } = await adopt(asked);
    const [path] = Object.keys(asked);
    expect(problems).toMatchObject([{ path: `adopt.${path}`, message, ...(allowed === undefined ? {} : { allowed }) }]);
    expect(options).toEqual([]);
  });

  it("says what to give in place of what is not a URN", async () => {
    const { problems } = await adopt({ "own-tag": "urn:web" });
    expect(problems[0]?.hint).toBe(
      "give the URN that pulumi stack --show-urns shows, or the ID that pulumi import takes",
    );
  });
});
