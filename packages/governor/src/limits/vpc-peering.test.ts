import { describe, expect, it } from "vitest";
import { type PeeringEnd, peeringProblem } from "./vpc-peering";

const end = (region: string, range?: string): PeeringEnd => ({ region, range });

describe("peeringProblem", () => {
  it.each<[string, PeeringEnd, PeeringEnd, string | undefined]>([
    ["two datacenters", end("nyc3", "10.64.0.0/20"), end("sfo3", "10.64.16.0/20"), undefined],
    ["one datacenter", end("blr1", "10.64.0.0/20"), end("blr1", "10.64.16.0/20"), undefined],
    ["ranges that are not known", end("nyc3"), end("sfo3"), undefined],
    ["a range that cannot be read, which its VPC is refused for", end("nyc3", "10/8"), end("sfo3"), undefined],
    ["a range that its own VPC is refused for", end("nyc3", "10.17.0.0/20"), end("nyc1"), undefined],
    [
      "a datacenter that peers with none",
      end("nyc3"),
      end("blr1"),
      "are in different datacenters, which blr1 does not peer with",
    ],
    [
      "a range that the other datacenter reserves",
      end("nyc3", "10.64.0.0/20"),
      end("sfo3", "10.17.16.0/20"),
      "cannot be peered: 10.17.16.0/20 overlaps 10.17.0.0/16, which DigitalOcean reserves in nyc3",
    ],
  ])("%s", (_, one, other, expected) => {
    expect(peeringProblem(one, other)).toBe(expected);
    const swapped = peeringProblem(other, one);
    expect(swapped === undefined).toBe(expected === undefined);
  });
});
