import { regions, reservedEverywhere } from "../catalogue";
import { type AddressRange, covers, overlap, parseAddresses } from "../network/cidr";
import { quoted } from "../view/quoted";
import { docs, openApi } from "./citations";
import type { Limit } from "./limit";

/** Addresses in a /16 and in a /28. */
const [most, least] = [1n << 16n, 1n << 4n];

/** For private use, by RFC 1918. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap((text) => parseAddresses(text) ?? []);

/** What DigitalOcean keeps for itself: in one region, or, without one, in all of them. */
const reserved = [
  ...reservedEverywhere.map((text) => ({ text, slug: undefined })),
  ...regions.map(({ reserved, slug }) => ({ text: reserved, slug })),
].flatMap(({ text = "", slug }) => {
  const range = parseAddresses(text);
  return range === undefined ? [] : [{ text, slug, range }];
});

/** The ranges that DigitalOcean keeps for itself, in whichever region. */
export const reservedRanges: readonly AddressRange[] = reserved.map(({ range }) => range);

/** A range for a VPC. Whether two VPCs of an account overlap is not judged: one resource cannot tell. */
export const vpcRange: Limit = {
  path: "ipRange",
  allowed: "private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve",
  citation: `${openApi}; ${docs("VPC limits", "Sep 2025")}`,
  fix: "choose another range, or leave ipRange out to let DigitalOcean choose; changing the range replaces an existing VPC",
  judge(property, vpc) {
    if (property.opaque) return property;
    if (!property.present) return undefined;
    const range = parseAddresses(property.text() ?? "");
    const problem =
      range === undefined ? "is not a valid range" : vpcRangeProblem(range, vpc.read("region").text()?.toLowerCase());
    if (problem === undefined) return undefined;
    // What is wrong with a secret range, or with a range in a secret region, would tell which it is.
    const secret = vpc.isSecret(property.path) || vpc.isSecret("region");
    return `the range ${quoted(vpc, property)} ${secret ? "is not allowed" : problem}`;
  },
};

/**
 * What is wrong with a range for a VPC, in words that follow it; undefined: nothing.
 *
 * @param slug The VPC's region; undefined: not known.
 */
export function vpcRangeProblem(range: AddressRange, slug: string | undefined): string | undefined {
  const size = range.last - range.first + 1n;
  if (!covers(privateRanges, range)) return "is not private";
  if (size > most) return "is larger than /16";
  if (size < least) return "is smaller than /28";
  return takenProblem(range, slug);
}

/**
 * What is wrong with a private range that DigitalOcean may keep for itself, in words that follow it; undefined: nothing.
 *
 * @param slug The region; undefined: not known.
 */
export function takenProblem(range: AddressRange, slug: string | undefined): string | undefined {
  if (!covers(privateRanges, range)) return "is not private";
  const taken = reserved.find((one) => (one.slug ?? slug) === slug && overlap(one.range, range) > 0n);
  if (taken === undefined) return undefined;
  return `overlaps ${taken.text}, which DigitalOcean reserves in ${taken.slug ?? "every region"}`;
}
