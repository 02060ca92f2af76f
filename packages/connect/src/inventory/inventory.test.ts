import { startEmulator } from "@infrafabric/emulator";
import { stackOfRecords } from "@infrafabric/governor";
import { expect, it, onTestFinished } from "vitest";
import type * as z from "zod";
import type { Answers } from "./answers.ts";
import { readInventory } from "./inventory.ts";

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function answersOf(url: string): Answers & { post(path: string, body: unknown): Promise<z.infer<z.ZodAny>> } {
  const headers = { authorization: "Bearer token", "content-type": "application/json" };
  return {
    async get(path, schema, { query = {} } = {}) {
      const search = new URLSearchParams(
        Object.entries(query).map(([key, value]): [string, string] => [key, `${value}`]),
      );
      const response = await fetch(`${url}${path}?${search}`, { headers });
      const body: unknown = await response.json();
      if (!response.ok) throw new Refused(response.status, `GET ${path} answers ${response.status}`);
      return schema.parse(body);
    },
    async post(path, body) {
      const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
      return response.json();
    },
  };
}

it("reads what exists in an account as resources", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const client = answersOf(emulator.url);
  const { vpc } = await client.post("/v2/vpcs", { name: "a", region: "nyc3", ip_range: "10.20.0.0/24" });
  const { droplet } = await client.post("/v2/droplets", {
    ...{ name: "web", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpc_uuid: vpc.id },
    ...{ backups: true, monitoring: true, tags: ["env:prod"] },
  });
  const inventory = await readInventory(client, { name: "acme" });
  const stack = stackOfRecords(inventory.records, ["source-positions"], "the account acme");
  const [web] = stack.ofKind("Droplet");
  expect(web?.urn).toBe("urn:pulumi:acme::account::digitalocean:index/droplet:Droplet::web");
  expect(web?.id).toBe(`${droplet.id}`);
  expect(web?.read("backups").boolean()).toBe(true);
  expect(web?.read("vpcUuid").text()).toBe(vpc.id);
  expect(web?.read("userData").state).toBe("unknown");
  expect(inventory.unread).toEqual([]);
});
