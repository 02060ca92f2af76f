import * as z from "zod";
import type { Ids } from "../state/ids.ts";
import { compilePath } from "./path-pattern.ts";
import { type PresetName, presets } from "./preset.ts";

const presetName = z.enum(Object.keys(presets).filter((name): name is PresetName => Object.hasOwn(presets, name)));

/** A fault as it is asked for. */
export const faultSchema = z.strictObject({
  preset: presetName,
  /** HTTP method, or `*` for all; default the preset's. */
  method: z
    .string()
    .regex(/^([A-Z]+|\*)$/, "must be a method in capitals, or *")
    .exactOptional(),
  /** Such as `/v2/droplets/*`, of Spaces `/bucket/**`; default the preset's. */
  path: z.string().startsWith("/").max(1000).exactOptional(),
  /** How many of the requests that match it befalls, from 0 to 1; the same seed chooses the same ones. */
  probability: z.number().min(0).max(1).default(1),
  /** After how many times it is over; default never. */
  count: z.int().min(1).exactOptional(),
  /** How many reads of what was created find nothing. */
  reads: z.int().min(1).default(2),
  /** How late an answer comes. */
  seconds: z.number().min(0).max(600).default(5),
});

/** A fault as a program asks for it. */
export type FaultOptions = z.input<typeof faultSchema>;

/** A fault as a command line writes it, such as `server-error,path=/v2/droplets/*,probability=0.1,count=5`. */
export function readFault(text: string): { readonly fault: FaultOptions } | { readonly problem: string } {
  // A path may have commas in braces.
  const [preset, ...settings] = text.split(/,(?![^{]*\})/);
  const pairs = settings.map((setting) => {
    const [name = "", ...rest] = setting.split("=");
    const value = rest.join("=");
    return [name, /^\d+(\.\d+)?$/.test(value) ? Number(value) : value] as const;
  });
  const { success, data, error } = faultSchema.safeParse({ ...Object.fromEntries(pairs), preset });
  if (success) return { fault: data };
  return { problem: error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ") };
}

/** A fault that may befall requests. */
export interface Fault extends z.output<typeof faultSchema> {
  readonly id: string;
  /** Whom it befalls, with the preset's defaults. */
  readonly method: string;
  readonly path: string;
  readonly to: "api" | "spaces" | "any";
  /** How often it struck. */
  readonly struck: number;
}

/** What a fault needs to know of a request. */
export interface Target {
  readonly to: "api" | "spaces";
  readonly method: string;
  /** Of Spaces `/bucket/key`, however the bucket was named. */
  readonly path: string;
}

interface Active {
  fault: Fault;
  readonly matches: (path: string) => boolean;
  /** How many requests matched: what the seed draws by. */
  seen: number;
  /** What was created and is not seen yet: how many reads of it are left to answer with 404, by path. */
  readonly hidden: Map<string, number>;
}

/** What goes wrong on request. */
export class Faults {
  private readonly ids: Ids;
  private readonly active = new Map<string, Active>();
  private added = 0;

  constructor(ids: Ids) {
    this.ids = ids;
  }

  /** Lets something go wrong from now on. Of two faults that befall one request the older one strikes. */
  add(options: FaultOptions): Fault {
    const asked = faultSchema.parse(options);
    const { to, method, path } = presets[asked.preset];
    this.added += 1;
    const fault: Fault = { method, path, ...asked, to, id: `fault-${this.added}`, struck: 0 };
    this.active.set(fault.id, { fault, matches: compilePath(fault.path), seen: 0, hidden: new Map() });
    return fault;
  }

  /** Whether there was one with that id. */
  remove(id: string): boolean {
    return this.active.delete(id);
  }

  all(): readonly Fault[] {
    return [...this.active.values()].map(({ fault }) => fault);
  }

  clear(): void {
    this.active.clear();
  }

  /** Begins anew: what is added from now on has the ids, and befalls the requests, that it did at first. */
  reset(): void {
    this.clear();
    this.added = 0;
  }

  /** The fault that befalls a request, counted; undefined where all goes well. */
  strike(target: Target): Fault | undefined {
    for (const one of this.active.values()) {
      if (presets[one.fault.preset].effect.does === "hide" ? findsNothing(one, target) : this.befalls(one, target)) {
        return struck(one);
      }
    }
    return undefined;
  }

  /** True while somebody must be told of what was created. */
  get wantsCreations(): boolean {
    return this.active.size > 0 && this.all().some(({ preset }) => presets[preset].effect.does === "hide");
  }

  /**
   * Told of what a request created.
   *
   * @param paths Where it can be read.
   */
  created(target: Target, paths: readonly string[]): void {
    for (const one of this.active.values()) {
      if (presets[one.fault.preset].effect.does !== "hide" || !this.befalls(one, target)) continue;
      for (const path of paths) one.hidden.set(path, one.fault.reads);
    }
  }

  private befalls(one: Active, { to, method, path }: Target): boolean {
    const { fault } = one;
    if (isOver(one) || (fault.to !== "any" && fault.to !== to)) return false;
    if ((fault.method !== "*" && fault.method !== method) || !one.matches(path)) return false;
    one.seen += 1;
    if (fault.probability === 1) return true;
    const drawn = Number.parseInt(this.ids.derive(`${fault.id} ${one.seen}`).slice(0, 8), 16) / 2 ** 32;
    return drawn < fault.probability;
  }
}

const isOver = ({ fault }: Active) => fault.count !== undefined && fault.struck >= fault.count;

function struck(one: Active): Fault {
  one.fault = { ...one.fault, struck: one.fault.struck + 1 };
  return one.fault;
}

function findsNothing(one: Active, { to, method, path }: Target): boolean {
  if (isOver(one) || to !== one.fault.to || (method !== "GET" && method !== "HEAD")) return false;
  const left = one.hidden.get(path) ?? 0;
  if (left === 0) return false;
  if (left === 1) one.hidden.delete(path);
  else one.hidden.set(path, left - 1);
  return true;
}
