// Constructs components, or the raw resources that one stands for, under Pulumi's mocks. `components.ts` runs it, each
// time in a fresh process:
//
//   node test/bench/construct.ts record <class>            prints the program of raw resources
//   node test/bench/construct.ts component <class> <count> prints the milliseconds until the last was registered, by the
//   node test/bench/construct.ts raw <file> <count>        clock and of the CPU, as JSON
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { type Make, programs } from "./programs.ts";
import { recorder } from "./raw-program.ts";

const [what = "", which = "", count = "1"] = process.argv.slice(2);

const recordedName = "measured";
const recorded = recorder(recordedName);
const mocks: pulumi.runtime.Mocks = {
  newResource: (args) =>
    what === "record"
      ? recorded.newResource(args)
      : {
          id: args.custom === false ? undefined : idOf(args),
          state: { name: `${args.name}-name`, ip: "203.0.113.7", ipAddress: "203.0.113.7", ...args.inputs },
        },
  call: () => ({}),
};

function idOf({ type, name }: pulumi.runtime.MockResourceArgs): string {
  return type.endsWith(":Droplet") ? "1000000" : `${name}-id`;
}

/** Only what is measured is loaded. */
async function maker(): Promise<(name: string) => unknown> {
  if (what !== "raw") return componentMaker();
  const program = readFileSync(which, "utf8");
  const packages = {
    pulumi,
    digitalocean: await import("@pulumi/digitalocean"),
    ...(program.includes("aws.") ? { aws: await import("@pulumi/aws") } : {}),
  };
  const make = new Function(...Object.keys(packages), "name", program);
  return (name) => make(...Object.values(packages), name);
}

function componentMaker(): Promise<Make> {
  const load = programs[which];
  if (load === undefined) throw new Error(`no component ${which}`);
  return load();
}

await pulumi.runtime.setMocks(mocks, "bench", "dev", false);
const make = await maker();
const [clock, used] = [performance.now(), process.cpuUsage()];
if (what === "record") make(recordedName);
else for (let index = 0; index < Number(count); index += 1) make(`bench-${index}`);
await pulumi.runtime.disconnect();
const { user, system } = process.cpuUsage(used);
const times = { clock: performance.now() - clock, cpu: (user + system) / 1_000 };
console.log(what === "record" ? recorded.program() : JSON.stringify(times));
