import { type EmulatorOptions, readFault } from "@infrafabric/emulator";
import type { Given, Option } from "../options.ts";

/** Options with which an emulator is started, whoever uses it. */
export const startOptions = {
  port: {
    value: "N",
    problemOf: (value) => (isPort(value) ? undefined : `must be a number from 0 to 65535, not "${value}"`),
  },
  persist: { value: "DIR" },
  seed: { value: "TEXT" },
  fault: {
    value: "FAULT",
    isList: true,
    problemOf: (value) => {
      const read = readFault(value);
      return "problem" in read ? `"${value}" is not a valid fault: ${read.problem}` : undefined;
    },
  },
  limits: {},
  "droplet-limit": { value: "N", problemOf: countProblem },
  "reserved-ip-limit": { value: "N", problemOf: countProblem },
  "volume-limit": { value: "N", problemOf: countProblem },
  host: { value: "ADDR" },
  "allow-host": {
    value: "NAME",
    isList: true,
    problemOf: (value) =>
      isHostName(value) ? undefined : `must be a host name without a port, such as emulator, not "${value}"`,
  },
} as const satisfies Readonly<Record<string, Option>>;

/** What the options ask for. */
export function startOptionsIn(
  given: Given<keyof typeof startOptions>,
  defaultPort: number,
): EmulatorOptions & { readonly port: number } {
  const persist = given.value("persist");
  const seed = given.value("seed");
  const host = given.value("host");
  const accountLimits = {
    ...count("droplets", given.value("droplet-limit")),
    ...count("reservedIps", given.value("reserved-ip-limit")),
    ...count("volumes", given.value("volume-limit")),
  };
  const allowedHosts = given.values("allow-host");
  const faults = given.values("fault").flatMap((text) => {
    const read = readFault(text);
    return "fault" in read ? [read.fault] : [];
  });
  return {
    port: Number(given.value("port") ?? defaultPort),
    limits: given.has("limits"),
    ...(Object.keys(accountLimits).length === 0 ? {} : { accountLimits }),
    ...(persist === undefined ? {} : { persist }),
    ...(seed === undefined ? {} : { seed }),
    ...(faults.length === 0 ? {} : { faults }),
    ...(host === undefined ? {} : { host }),
    ...(allowedHosts.length === 0 ? {} : { allowedHosts }),
  };
}

const count = (name: string, text: string | undefined) => (text === undefined ? {} : { [name]: Number(text) });

function countProblem(text: string): string | undefined {
  return /^\d{1,6}$/.test(text) ? undefined : `must be a whole number, not "${text}"`;
}

/** How the options are described in a help. */
export const startHelp = (port: string) => `  --port N               Port to listen on; default ${port}
  --persist DIR          Keeps everything in a folder, and goes on from there; default: forgets it at the end
  --seed TEXT            The same seed gives the same IDs; default emulator
  --fault FAULT          Lets something go wrong; may be given several times, such as
                         server-error,path=/v2/droplets/*,probability=0.1,count=5
  --limits               Refuses what goes beyond DigitalOcean's rate limits: 250 requests a minute, 5,000 an hour
  --droplet-limit N      Droplets that each account may have; default 100
  --reserved-ip-limit N  Reserved IPs that each account may have; default 100
  --volume-limit N       Volumes that each account may have; default 100
  --host ADDR            Listens on this address instead of loopback. Whoever reaches it can do everything: no
                         password is asked. For a container or a virtual machine of your own.
  --allow-host NAME      Answers to this host name too, such as that of a service in Compose or CI; opens no
                         address. May be given several times`;

const label = "[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?";

function isHostName(text: string): boolean {
  return new RegExp(`^${label}(\\.${label})*$`, "i").test(text) && text.length <= 253;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}
