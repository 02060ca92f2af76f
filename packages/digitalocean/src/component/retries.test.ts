import { describe, expect, it } from "vitest";
import { type Failure, retryIn } from "./retries";

const pending =
  'POST https://api.digitalocean.com/v2/droplets/1/actions: 422 (request "r") Droplet already has a pending event.';
const failure = (more: Partial<Failure> = {}): Failure => ({
  type: "digitalocean:index/droplet:Droplet",
  operation: "update",
  message: pending,
  times: 1,
  seconds: 0,
  ...more,
});
const vpc = { type: "digitalocean:index/vpc:Vpc", message: "409 Can not delete VPC with members" };
const certificate = { type: "digitalocean:index/certificate:Certificate", operation: "delete" };

describe("a failure that passes", () => {
  it.each([
    ["a pending event", failure()],
    ["members of a VPC", failure({ ...vpc, operation: "delete" })],
    ["a certificate in use", failure({ ...certificate, message: "403 Make sure the certificate is not in use" })],
    ["a certificate that cannot go yet", failure({ ...certificate, message: "DELETE https://x: 412 (request) no" })],
  ])("is tried again: %s", (_, one) => {
    expect(retryIn(one)).toBe(2);
  });

  it.each([
    ["what is wrong for good", failure({ message: "422 Size is not available in this region." })],
    ["the members of a VPC that is not deleted", failure(vpc)],
    ["a missing permission", failure({ ...certificate, message: "403 You are not authorized" })],
    ["another kind's", failure({ ...vpc, type: "digitalocean:index/droplet:Droplet", operation: "delete" })],
  ])("is not %s", (_, one) => {
    expect(retryIn(one)).toBeUndefined();
  });

  it("is tried again later each time, up to half a minute, and for ten minutes", () => {
    expect([1, 2, 3, 4, 5, 6].map((times) => retryIn(failure({ times })))).toEqual([2, 4, 8, 16, 30, 30]);
    expect(retryIn(failure({ times: 20, seconds: 570 }))).toBe(30);
    expect(retryIn(failure({ times: 21, seconds: 571 }))).toBeUndefined();
  });
});
