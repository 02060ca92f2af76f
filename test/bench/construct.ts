// Constructs web tiers under Pulumi's mocks, and prints the milliseconds until the last of their resources was
// registered, by the clock and of the CPU, as JSON. `components.ts` runs it, each time in a fresh process:
//
//   node test/bench/construct.ts <component|raw> <count>
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const [what, count = "1"] = process.argv.slice(2);

const args = {
  region: "nyc3",
  size: "s-1vcpu-1gb",
  image: "ubuntu-24-04-x64",
  userData: "#cloud-config\npackages: [nginx]\n",
  domain: "www.example.com",
  sshFrom: ["203.0.113.0/24"],
  alertEmails: ["ops@example.com"],
};
const governor = join(import.meta.dirname, "../../examples/web-tier/governor.yaml");
const labels = ["cost_center:42", "owner:web", "environment:dev"];

/** Only what is measured is loaded. */
async function tierMaker(): Promise<(name: string) => unknown> {
  if (what === "component") {
    const { GovernedWebTier } = await import("@infrafabric/digitalocean");
    return (name) => new GovernedWebTier(name, { ...args, governor });
  }
  const { rawWebTier } = await import("../comparison/raw-web-tier.ts");
  return (name) => rawWebTier(name, { ...args, labels });
}

const mocks: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({
    id: `${name}-id`,
    state: { name: `${name}-name`, ip: "203.0.113.7", ...inputs },
  }),
  call: () => ({}),
};

await pulumi.runtime.setMocks(mocks, "web-tier", "dev", false);
const makeTier = await tierMaker();
const [clock, used] = [performance.now(), process.cpuUsage()];
for (let index = 0; index < Number(count); index += 1) makeTier(`web-${index}`);
await pulumi.runtime.disconnect();
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ clock: performance.now() - clock, cpu: (user + system) / 1_000 }));
