import { regions } from "@infrafabric/governor";
import * as z from "zod";
import { sizesIn } from "../sizes/size.ts";

const cities: Readonly<Record<string, string>> = {
  nyc: "New York",
  ams: "Amsterdam",
  sfo: "San Francisco",
  sgp: "Singapore",
  lon: "London",
  fra: "Frankfurt",
  tor: "Toronto",
  blr: "Bangalore",
  syd: "Sydney",
  atl: "Atlanta",
  ric: "Richmond",
  mkc: "Kansas City",
  mem: "Memphis",
};

/** What a region has; DigitalOcean's document shows these for nyc3, and the emulator makes no difference. */
const features = ["backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer"];

/** A region as the API answers with it. */
export interface RegionAnswer {
  readonly name: string;
  readonly slug: string;
  readonly features: readonly string[];
  /** False: no new Droplets there. */
  readonly available: boolean;
  readonly sizes: readonly string[];
}

/** Every region, by slug. */
export const allRegions: ReadonlyMap<string, RegionAnswer> = new Map(
  regions.map(({ slug, state }) => {
    const available = state === "active";
    const [, place = "", number = ""] = /^([a-z]+)(\d+)$/.exec(slug) ?? [];
    const name = `${cities[place] ?? place} ${number}`;
    return [slug, { name, slug, features, available, sizes: available ? sizesIn(slug) : [] }];
  }),
);

/** A region within the answer about something that stands in it. */
export function regionAnswer(slug: string): RegionAnswer {
  return allRegions.get(slug) ?? { name: slug, slug, features: [], available: false, sizes: [] };
}

/** The slug of a region in the body of a request. */
export const regionSlug = z
  .string()
  .toLowerCase()
  .refine((slug) => allRegions.has(slug), "Region is invalid");
