import { startEmulator } from "@infrafabric/emulator";
import { stackOfRecords } from "@infrafabric/governor";
import { expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { openClient } from "../client/client.ts";
import { readInventory } from "./inventory.ts";

it("reads what exists in an account as resources", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const client = openClient({ token: "token", url: emulator.url });
  const made = (path: string, root: string, body: unknown) =>
    client.send("POST", path, {
      body,
      schema: z.object({ [root]: z.object({ id: z.union([z.string(), z.number()]) }) }),
    });
  const { vpc } = await made("/v2/vpcs", "vpc", { name: "a", region: "nyc3", ip_range: "10.20.0.0/24" });
  const { droplet } = await made("/v2/droplets", "droplet", {
    ...{ name: "web", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpc_uuid: vpc?.id },
    ...{ backups: true, monitoring: true, tags: ["env:prod"] },
  });
  const inventory = await readInventory(client, { name: "acme" });
  const stack = stackOfRecords(inventory.records, ["source-positions"], "the account acme");
  const [web] = stack.ofKind("Droplet");
  expect(web?.urn).toBe("urn:pulumi:acme::account::digitalocean:index/droplet:Droplet::web");
  expect(web?.id).toBe(`${droplet?.id}`);
  expect(web?.read("backups").boolean()).toBe(true);
  expect(web?.read("vpcUuid").text()).toBe(vpc?.id);
  expect(web?.read("userData").state).toBe("unknown");
  // The emulator has no agents, and buckets are not listed by the API.
  expect(inventory.unread.map(({ path }) => path)).toEqual([
    "/v2/gen-ai/agents",
    "/v2/gen-ai/knowledge_bases",
    "s3://",
  ]);
});
