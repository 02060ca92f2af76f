import { describe, expect, it } from "vitest";
import { destinationOf } from "./destination.ts";

describe("the destination of a request", () => {
  const reached = { own: new URL("http://emulator.lan:4777"), names: new Set(["emulator", "cloud.test"]) };
  it.each([
    ["/v2/vpcs", "api"],
    ["/v1/oauth/token/info", "api"],
    ["http://emulator:4777/v2/vpcs", "api"],
    ["http://emulator:9000/v2/vpcs", "elsewhere"],
    ["http://files.elsewhere:4777/v2/vpcs", "elsewhere"],
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
    expect(destinationOf(target, { host: "emulator.lan:4777" }, reached, "::ffff:192.168.1.7")).toMatchObject({ to });
  });

  it("names no user", () => {
    const found = destinationOf("/v2/vpcs", { host: "user:word@127.0.0.1:4777" }, reached, "127.0.0.1");
    expect(found).toMatchObject({ url: new URL("http://127.0.0.1:4777/v2/vpcs") });
  });

  it.each([
    ["files.localhost:4777", "files"],
    ["files.127.0.0.1:4777", "files"],
    ["FILES.127.9.9.9", "files"],
    ["files.emulator:4777", "files"],
    ["files.cloud.test", "files"],
    ["files.emulator.lan:4777", "files"],
    ["localhost:4777", undefined],
    ["127.0.0.1:4777", undefined],
    ["emulator:4777", undefined],
    ["cloud.test:4777", undefined],
    ["emulator.lan:4777", undefined],
    ["files.elsewhere:4777", undefined],
    ["files.192.168.1.7.nip.io", undefined],
  ])("has a bucket before one of its own hosts: %s", (host, bucket) => {
    const found = { to: "spaces", bucket, url: { pathname: "/a%20b" } };
    expect(destinationOf("/a%20b", { host }, reached, "127.0.0.1")).toMatchObject(found);
    const isOwn = host.endsWith(":4777") && !host.includes("elsewhere");
    const proxied = destinationOf(`http://${host}/a%20b`, {}, reached, "127.0.0.1");
    expect(proxied).toMatchObject(isOwn ? found : { to: "elsewhere" });
  });

  it.each(["_emulator/reset", "v2/vpcs"])("never has anything but a bucket behind such a host: %s", (path) => {
    for (const host of ["files.localhost", "files.127.0.0.1:4777", "files.emulator:4777"]) {
      expect(destinationOf(`/${path}`, { host }, reached, "127.0.0.1")).toMatchObject({
        to: "spaces",
        bucket: "files",
      });
    }
  });

  it.each(["1.2.3.4.5", "files.999.0.0.1", "a b", "[bad"])("is nowhere for a host that is none: %s", (host) => {
    expect(destinationOf("/a", { host }, reached, "127.0.0.1")).toBeUndefined();
  });
});
