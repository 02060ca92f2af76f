// Where the stand-in is known to differ from the recordings, as data: a conformance test fails on any other difference,
// and on one of these that is gone.
import { canonical, isProperties, type Properties, type Value } from "./value.ts";

/** `<logical name>.<path>: <recorded> | <stand-in>` */
export type DifferenceLine = string;

function shown(value: Value | undefined): string {
  return value === undefined ? "absent" : canonical(value);
}

function at(value: Value | undefined, name: string): Value | undefined {
  return isProperties(value) ? value[name] : undefined;
}

/** Leaf by leaf, so that a line names the property and nothing around it. */
export function differences(path: string, recorded: Value | undefined, standin: Value | undefined): DifferenceLine[] {
  if (Array.isArray(recorded) && Array.isArray(standin)) {
    const length = Math.max(recorded.length, standin.length);
    return Array.from({ length }, (_, index) =>
      differences(`${path}[${index}]`, recorded[index], standin[index]),
    ).flat();
  }
  if (isProperties(recorded) && isProperties(standin)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(standin)])].sort();
    return names.flatMap((name) => differences(`${path}.${name}`, at(recorded, name), at(standin, name)));
  }
  return shown(recorded) === shown(standin) ? [] : [`${path}: ${shown(recorded)} | ${shown(standin)}`];
}

/** Without what differs in every run: ids, times, and what the bridge keeps for itself. */
export function withoutBookkeeping(state: Properties): Properties {
  const internal = new Set(["__meta", "__pulumi_raw_state_delta"]);
  return Object.fromEntries(Object.entries(state).filter(([name]) => !internal.has(name)));
}

export const KNOWN_CHECK_DIFFERENCES: readonly DifferenceLine[] = [];

export const KNOWN_PREVIEW_DIFFERENCES: readonly DifferenceLine[] = [
  // The recording shows the hash of another password than the one that was written into it afterwards; the scripts of
  // the Droplets tier-a and tier-b, whose text is as it was, have the recorded hash.
  'secretive.userData: "940b1a115dc3967fdc54cff62ff75def069a9306" | "482802a4a08d8d6879b1e0837de01c4b5c3d71e5"',
  // The bridge loses a type of GENERAL in its set of variables. Read the input, as every rule does.
  'app.spec.services[0].envs[0].type: "" | "GENERAL"',
];

export const KNOWN_STATE_DIFFERENCES: readonly DifferenceLine[] = [
  // After a create the real provider reads the resource back, and some of what was left out comes back as zero.
  'vpc:Vpc.createdAt: "2026-11-23 17:23:36.26 +0000 UTC" | "2026-01-01T00:00:00Z"',
  'vpc:Vpc.description: "" | null',
  "spacesBucket:SpacesBucket.lifecycleRules[0].abortIncompleteMultipartUploadDays: 0 | null",
  'spacesBucket:SpacesBucket.lifecycleRules[0].prefix: "" | null',
  // Times are fixed, addresses follow from the seed, and what comes with a size is not known here.
  'droplet:Droplet.createdAt: "2026-11-23T17:23:36.342Z" | "2026-01-01T00:00:00Z"',
  "droplet:Droplet.disk: 25 | null",
  'droplet:Droplet.ipv4Address: "203.0.113.5" | "203.0.113.44"',
  'droplet:Droplet.ipv4AddressPrivate: "10.116.0.2" | "10.116.0.60"',
  "droplet:Droplet.priceHourly: 0.00893 | null",
  "droplet:Droplet.priceMonthly: 6 | null",
];
