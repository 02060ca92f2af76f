import { Vpc } from "@pulumi/digitalocean";
import { ComponentResource, runtime } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { monthlyCost } from "./monthly-cost";

/** Answers every property as a Pulumi Output does. */
function output(): object {
  class OutputImpl {
    readonly __pulumiOutput = true;
    apply(): void {}
  }
  return new Proxy(new OutputImpl(), { get: (target, key) => Reflect.get(target, key) ?? output() });
}

describe("monthlyCost", () => {
  it("prices arguments as a program writes them", () => {
    const cost = monthlyCost([
      { kind: "Droplet", name: "web", inputs: { size: "s-2vcpu-2gb", backups: true, image: "ubuntu-24-04-x64" } },
      { kind: "SpacesBucket", name: "assets", inputs: { region: "nyc3" } },
      { kind: "Vpc", inputs: { region: "nyc3" } },
    ]);
    expect(cost).toEqual({ monthly: 28.4, unpriced: [] });
  });

  it("takes Outputs, promises and resources as unknown", () => {
    const pending = { apply: () => undefined };
    const cost = monthlyCost([
      { kind: "Droplet", name: "a", inputs: { size: output() } },
      { kind: "Droplet", name: "b", inputs: { size: Promise.resolve("s-1vcpu-1gb") } },
      { kind: "Droplet", name: "c", inputs: { size: pending } },
      { kind: "Droplet", inputs: { size: "s-1vcpu-1gb", vpcUuid: output(), sshKeys: [output()], tags: undefined } },
      { kind: "ReservedIp", inputs: { region: "nyc3", dropletId: output() } },
      { kind: "Droplet", inputs: { size: () => "s-1vcpu-1gb" } },
      { kind: "Droplet", name: "all", inputs: output() },
    ]);
    expect(cost).toEqual({
      monthly: 6,
      unpriced: [
        "Droplet a: size is unknown until pulumi up",
        "Droplet b: size is unknown until pulumi up",
        "Droplet c: size is unknown until pulumi up",
        "Droplet resource 6: size is unknown until pulumi up",
        "Droplet all: its inputs are unknown until pulumi up",
      ],
    });
  });

  it("reads the usage assumptions", () => {
    const usage = { spaces: { storage_gib: 350, outbound_gib: 0, subscription_active: false } };
    expect(monthlyCost([{ kind: "SpacesBucket", inputs: {} }], usage).monthly).toBe(7);
  });

  it("refuses a kind that does not exist, naming the nearest", () => {
    expect(() => monthlyCost([{ kind: "Drplet", name: "web", inputs: {} }])).toThrow(
      'monthlyCost: web has kind "Drplet", which is not a class of @pulumi/digitalocean; did you mean "Droplet"?',
    );
    expect(() => monthlyCost([{ kind: "Spreadsheet", inputs: {} }])).toThrow(
      'monthlyCost: resource 1 has kind "Spreadsheet", which is not a class of @pulumi/digitalocean',
    );
  });

  it("refuses a resource and a component in place of their inputs, in types and at run time, all at once", async () => {
    await runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
    const component = new ComponentResource("acme:index:Shop", "shop");
    const vpc = new Vpc("network", { region: "nyc3" });
    expect(() =>
      monthlyCost([
        // @ts-expect-error A component is not what a Droplet is created with.
        { kind: "Droplet", inputs: component },
        // @ts-expect-error Nor is a resource.
        { kind: "Vpc", name: "network", inputs: vpc },
        { kind: "Drplet", name: "web", inputs: {} },
      ]),
    ).toThrow(
      new Error(
        [
          'monthlyCost: resource 1 has a resource as inputs; give the arguments that the Droplet is created with, such as `{ kind: "Droplet", inputs: dropletInputs }`; what a component costs is its output monthlyCost',
          'monthlyCost: network has a resource as inputs; give the arguments that the Vpc is created with, such as `{ kind: "Vpc", inputs: vpcInputs }`; what a component costs is its output monthlyCost',
          'monthlyCost: web has kind "Drplet", which is not a class of @pulumi/digitalocean; did you mean "Droplet"?',
        ].join("\n"),
      ),
    );
  });
});
