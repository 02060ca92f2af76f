// The web tier three ways: as the component, written out in raw resources, and as public examples have it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GovernedWebTier } from "@infrafabric/digitalocean";
import { previewProgram } from "@infrafabric/testing";
import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { rawWebTier } from "./raw-web-tier.ts";

const example = join(import.meta.dirname, "../../examples/web-tier");
const governor = join(example, "governor.yaml");

const tier = {
  region: "nyc3",
  size: "s-1vcpu-1gb",
  image: "ubuntu-24-04-x64",
  userData: "#cloud-config\npackages: [nginx]\n",
  domain: "www.example.com",
  sshFrom: ["203.0.113.0/24"],
  alertEmails: ["ops@example.com"],
};
const labels = ["cost_center:42", "owner:web", "environment:dev"];

/** What is registered, with everything known that DigitalOcean would answer with. */
async function registrations(register: () => void): Promise<readonly unknown[]> {
  const seen: { readonly type: string; readonly name: string; readonly inputs: unknown }[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        if (type.startsWith("digitalocean:")) seen.push({ type, name, inputs });
        return { id: `${name}-id`, state: { name: `${name}-name`, ip: "203.0.113.7", ...inputs } };
      },
      call: () => ({}),
    },
    "web-tier",
    "dev",
    false,
  );
  register();
  await pulumi.runtime.disconnect();
  const sorted = seen.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  // The component's tag ends with a digest of its URN.
  return JSON.parse(JSON.stringify(sorted).replaceAll(/(web-tier-dev-web)-[0-9a-f]{8}/g, "$1"));
}

it("registers as raw resources what the component registers", async () => {
  const component = await registrations(() => new GovernedWebTier("web", { ...tier, governor }));
  const raw = await registrations(() => rawWebTier("web", { ...tier, labels }));
  expect(component).toHaveLength(16);
  expect(raw).toStrictEqual(component);
});

const linesOf = (file: string) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;

it("takes less than a sixth of the lines as a component", () => {
  const lines = {
    component: linesOf(join(example, "index.ts")),
    raw: linesOf(join(import.meta.dirname, "raw-web-tier.ts")),
  };
  console.log("lines of code of a web tier:", lines);
  expect(lines.raw).toBeGreaterThan(6 * lines.component);
});

it("finds in the tier of public examples what the component takes care of", async () => {
  const { findings } = await previewProgram({
    dir: import.meta.dirname,
    program: "tutorial-web-tier.ts",
    project: "web-tier",
    settings: governor,
  });
  const counts: Record<string, number> = {};
  for (const { level, rule } of findings) counts[`${level} ${rule}`] = (counts[`${level} ${rule}`] ?? 0) + 1;
  console.log("findings of the tier of public examples:", counts);
  expect(counts).toEqual({
    "advisory droplet-image-supported": 2,
    "advisory droplet-ssh-keys": 2,
    "advisory load-balancer-keepalive": 1,
    "advisory required-tags": 2,
    "mandatory droplet-backups": 2,
    "mandatory droplet-behind-firewall": 2,
    "mandatory droplet-in-vpc": 2,
    "mandatory droplet-monitoring": 2,
    "mandatory load-balancer-https": 1,
    "mandatory load-balancer-in-vpc": 1,
  });
});
