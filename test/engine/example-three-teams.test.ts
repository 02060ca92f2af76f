// Three teams, each with a stack of its own under one governor.yaml: in the order in which they bring them up.
import { join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { example, hasEngine, openWorkbench } from "./workbench.ts";

const dirOf = (team: string) => join(example("three-teams"), team);
const env = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "not-a-key" };

const platformOutputs = { vpcId: "vpc", zone: "example.com", projectId: "project", clientTag: "clients" };
const dataOutputs = { host: "private-host", port: 25060, poolUri: { secret: "postgres://" }, bucketName: "archive" };

/** What each team's stack is previewed with, and what it costs. */
const teams = [
  { team: "platform", config: {}, stacks: {}, costs: { dev: 0, prod: 0 } },
  {
    team: "data",
    config: { dev: {}, prod: { size: "db-s-2vcpu-4gb" } },
    stacks: { platform: platformOutputs },
    // Two nodes in production; the buckets are 5.
    costs: { dev: 20.15, prod: 126.8 },
  },
  {
    team: "app",
    config: {},
    stacks: { platform: platformOutputs, data: dataOutputs },
    costs: { dev: 26.4, prod: 26.4 },
  },
] as const;
const stackNames = ["dev", "prod"] as const;

describe.each(teams)("the stack of the $team team in process", ({ team, stacks, costs }) => {
  it.each(stackNames)("is governed in %s", async (stack) => {
    const preview = await previewProgram({
      dir: dirOf(team),
      stack,
      stacks: Object.fromEntries(
        Object.entries(stacks).map(([project, outputs]) => [`organization/${project}/${stack}`, outputs]),
      ),
    });
    expect(preview).toBeGoverned();
    expect(preview.outputs.monthlyCost).toBe(costs[stack]);
  });
});

it("the platform has another range in production, and protects what others use", async () => {
  const shared = ["digitalocean:index/vpc:Vpc", "digitalocean:index/domain:Domain"];
  const [dev, prod] = await Promise.all(
    stackNames.map(async (stack) => {
      const { resources } = await previewProgram({ dir: dirOf("platform"), stack });
      const found = shared.map((type) => resources.find((resource) => resource.type === type));
      return { range: found[0]?.read("ipRange").text(), isProtected: found.map((resource) => resource?.protect) };
    }),
  );
  expect(dev?.isProtected).toEqual([false, false]);
  expect(prod?.isProtected).toEqual([true, true]);
  expect(dev?.range).toMatch(/^10\..*\/20$/);
  expect(prod?.range).toMatch(/^10\..*\/20$/);
  expect(prod?.range).not.toBe(dev?.range);
});

describe.skipIf(!hasEngine)("three teams with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("build on each other's outputs, and leave in reverse order", async () => {
    const stacks = [];
    for (const { team } of teams) {
      const stack = await workbench.stack(dirOf(team), { env });
      const up = await stack.up();
      expect(up.code, up.text).toBe(0);
      expect(up.policyEvents.filter(({ enforcementLevel }) => enforcementLevel !== "advisory")).toEqual([]);
      stacks.push(stack);
    }
    const [platform, data, app] = await Promise.all(stacks.map((stack) => stack.outputs()));
    expect(platform).toMatchObject({ zone: "example.com", monthlyCost: 0 });
    expect(data).toMatchObject({ poolUri: "[secret]", monthlyCost: 20.15 });
    expect(app).toMatchObject({ url: "https://shop-dev.example.com", monthlyCost: 26.4 });

    const exported = (await stacks[1]?.exported()) ?? "";
    expect(exported).toContain(String(platform?.vpcId));
    expect(exported).toContain(String(platform?.clientTag));
    expect(await stacks[2]?.exported()).toContain(String(platform?.projectId));

    for (const stack of stacks.toReversed()) {
      const destroyed = await stack.destroy();
      expect(destroyed.code, destroyed.text).toBe(0);
    }
    const done = (op: string) =>
      workbench
        .done()
        .filter((line) => line.startsWith(`${op} `))
        .map((line) => line.slice(op.length + 1))
        .sort();
    expect(done("create")).not.toEqual([]);
    expect(done("delete")).toEqual(done("create"));
  });
});
