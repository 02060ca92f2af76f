import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { inputsOf, register } from "../test/register";
import { Plan } from "./plan";

class Owner extends pulumi.ComponentResource {}

const planFor = (opts: pulumi.ComponentResourceOptions = {}) =>
  new Plan({ type: "acme:index:Owner", name: "own", opts });

describe("a plan", () => {
  it("registers its children, each with what it takes from the others", async () => {
    const { resources } = await register(
      () => {
        const plan = planFor();
        const vpc = plan.child(digitalocean.Vpc, { name: "own-vpc", inputs: { region: "nyc3" } });
        const vpcUuid = vpc.output(({ id }) => id);
        plan.child(digitalocean.Droplet, { name: "own-a", inputs: { image: "i", size: "s", vpcUuid } });
        plan.register(new Owner("acme:index:Owner", "own"));
      },
      { preview: false },
    );
    expect(inputsOf(resources, "own-a").vpcUuid).toBe("own-vpc-id");
    expect(resources.map(({ identity }) => identity)).toEqual([
      "acme:index:Owner$digitalocean:index/droplet:Droplet::own-a",
      "acme:index:Owner$digitalocean:index/vpc:Vpc::own-vpc",
      "acme:index:Owner::own",
    ]);
  });

  it("shows its children before they exist: what is known, what comes from where, who is protected", async () => {
    const { result } = await register(() => {
      const plan = planFor({ protect: true });
      const tag = plan.child(digitalocean.Tag, { name: "own-tag", inputs: { name: "t" } });
      plan.child(digitalocean.Droplet, {
        name: "own-a",
        inputs: {
          image: "i",
          size: "s",
          tags: [tag.output(({ name }) => name, "t")],
          userData: "hunter2",
        },
        options: { protect: false },
      });
      return plan.views({ governor: { digest: "d" } });
    });
    const [owner, tag, droplet] = result;
    expect(owner?.read("governor.digest").text()).toBe("d");
    expect(tag?.protect).toBe(true);
    expect(droplet?.protect).toBe(false);
    expect(droplet?.parent).toBe(owner?.urn);
    expect(droplet?.read("tags[0]").text()).toBe("t");
    expect(droplet?.dependsOn("tags")).toEqual([tag?.urn]);
    expect(droplet?.dependsOn("image")).toEqual([]);
    expect(droplet?.read("userData").text()).toBe("hunter2");
    expect(droplet?.isSecret("userData")).toBe(true);
  });

  it("shows of a secret that is known later what is foreseen, and depends on nothing for it", async () => {
    const { result, resources } = await register(() => {
      const plan = planFor();
      const userData = plan.foreseen(pulumi.output("settled"), "foreseen");
      plan.child(digitalocean.Droplet, { name: "own-a", inputs: { image: "i", size: "s", userData } });
      plan.register(new Owner("acme:index:Owner", "own"));
      return plan.views({});
    });
    expect(result[1]?.read("userData").text()).toBe("foreseen");
    expect(result[1]?.isSecret("userData")).toBe(true);
    expect(result[1]?.dependsOn("userData")).toEqual([]);
    expect(JSON.stringify(inputsOf(resources, "own-a").userData)).toContain("settled");
  });

  it("gives children the URNs of the engine, with the types of all components around", async () => {
    const { result } = await register(() => {
      const around = new Owner("acme:index:Around", "around");
      const plan = planFor({ parent: around });
      plan.child(digitalocean.Tag, { name: "own-tag", inputs: { name: "t" } });
      return plan.views({}).map(({ urn }) => urn);
    });
    expect(result).toEqual([
      "urn:pulumi:dev::shop::acme:index:Around$acme:index:Owner::own",
      "urn:pulumi:dev::shop::acme:index:Around$acme:index:Owner$digitalocean:index/tag:Tag::own-tag",
    ]);
  });

  it("waits for what its component depends on, and for children that no input shows", async () => {
    const order: string[] = [];
    await register(
      () => {
        const first = new digitalocean.Tag("first", { name: "f" });
        const plan = planFor({ dependsOn: first });
        const second = plan.child(digitalocean.Tag, { name: "second", inputs: { name: "s" } });
        const third = plan.child(digitalocean.Tag, { name: "third", inputs: { name: "t" }, after: [second] });
        plan.register(new Owner("acme:index:Owner", "own"));
        for (const tag of [third.resource, second.resource, first]) {
          tag.id.apply((id) => order.push(id));
        }
      },
      { preview: false },
    );
    expect(order).toEqual(["first-id", "second-id", "third-id"]);
  });

  it("knows its children by their URNs, which are not that of the component", () => {
    const plan = planFor();
    const { urn } = plan.child(digitalocean.Tag, { name: "own-tag", inputs: { name: "t" } });
    expect(plan.childAt(urn)?.name).toBe("own-tag");
    expect(plan.childAt(plan.urn)).toBeUndefined();
  });

  it("has no resource before it is registered", () => {
    const tag = planFor().child(digitalocean.Tag, { name: "own-tag", inputs: { name: "t" } });
    expect(() => tag.resource).toThrow("own-tag is not registered yet");
  });
});
