import { describe, expect, it } from "vitest";
import { destinationOf } from "./destination.ts";

describe("the destination of a request", () => {
  const own = new URL("http://emulator.lan:4777");
  it.each([
    ["/v2/vpcs", "api"],
    ["http://127.0.0.1:4777/v2/vpcs", "api"],
    ["http://localhost:4777/_emulator/", "control"],
    ["http://emulator.lan:4777/v2/vpcs", "api"],
    ["http://192.168.1.7:4777/v2/vpcs", "api"],
    ["http://user:word@127.0.0.1:4777/v2/vpcs", "api"],
    ["http://files.nyc3.spaces.emulator.test/a", "spaces"],
    ["http://127.0.0.1:9000/v2/vpcs", "elsewhere"],
    ["http://localhost/v2/vpcs", "elsewhere"],
    ["https://127.0.0.1:4777/v2/vpcs", "elsewhere"],
    ["http://192.168.1.8:4777/v2/vpcs", "elsewhere"],
    ["http://api.digitalocean.com/v2/vpcs", "elsewhere"],
  ])("%s is %s", (target, to) => {
    expect(destinationOf(target, { host: "emulator.lan:4777" }, own, "::ffff:192.168.1.7")).toMatchObject({ to });
  });

  it("names no user", () => {
    const found = destinationOf("/v2/vpcs", { host: "user:word@127.0.0.1:4777" }, own, "127.0.0.1");
    expect(found).toMatchObject({ url: new URL("http://127.0.0.1:4777/v2/vpcs") });
  });
});
