import { tmpdir } from "node:os";
import { describe, expect, it, vi } from "vitest";
import { environmentFor, readExecArguments, runExec } from "./exec.ts";

describe("the command line of governor emulator exec", () => {
  it("is the emulator's before --, and the command's after it", () => {
    const line = ["--persist", "here", "--seed=one", "--limits", "--", "pulumi", "up", "--yes", "--", "--port", "1"];
    expect(readExecArguments(line)).toEqual({
      command: "pulumi",
      args: ["up", "--yes", "--", "--port", "1"],
      options: { port: 0, persist: "here", seed: "one", limits: true },
    });
  });

  it("has faults", () => {
    const faults = ["--fault", "reset", "--fault=server-error,path=/v2/{vpcs,tags}/*,probability=0.5,count=3"];
    expect(readExecArguments([...faults, "--", "true"])?.options.faults).toMatchObject([
      { preset: "reset" },
      { preset: "server-error", path: "/v2/{vpcs,tags}/*", probability: 0.5, count: 3 },
    ]);
  });

  it("has limits of accounts and host names", () => {
    const limits = ["--droplet-limit", "5", "--volume-limit=0"];
    const hosts = ["--allow-host", "emulator", "--allow-host", "cloud.test"];
    expect(readExecArguments([...limits, ...hosts, "--", "true"])?.options).toEqual({
      port: 0,
      limits: false,
      accountLimits: { droplets: 5, volumes: 0 },
      allowedHosts: ["emulator", "cloud.test"],
    });
  });

  it.each([
    [[], ["the command is missing"]],
    [["--"], ["the command is missing"]],
    [["pulumi", "up"], ["the command is missing"]],
    [
      ["--port", "high", "--fault", "rest,count=0", "--fault", "reset,often=1", "--open"],
      ["the command is missing", 'not "high"', "preset: Invalid option", "count: Too small", '"often"', "--open"],
    ],
    [
      ["--droplet-limit", "many", "--allow-host", "http://emulator:80", "--", "true"],
      ['--droplet-limit must be a whole number, not "many"', "--allow-host must be a host name without a port"],
    ],
    [["more", "--", "true"], ['"more" is not expected']],
  ])("%j is refused with all its problems", (args, messages) => {
    const message = messageOf(() => readExecArguments(args));
    for (const part of messages) expect(message).toContain(part);
    expect(message).toContain("See governor emulator exec --help.");
  });
});

describe("the environment of a command", () => {
  const direct = { NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost" };
  const emulator = { HTTP_PROXY: "http://127.0.0.1:1", ...direct, AWS_ACCESS_KEY_ID: "emulator" };

  it("has the emulator's over the user's, and nothing that leads past it", () => {
    const user = { PATH: "/bin", HTTP_PROXY: "http://corp", AWS_ACCESS_KEY_ID: "mine", AWS_PROFILE: "x" };
    expect(environmentFor({ ...user, AWS_SESSION_TOKEN: "y" }, emulator)).toEqual({ PATH: "/bin", ...emulator });
  });

  it.each([
    [{ NO_PROXY: "corp.example, 10.0.0.1" }, "corp.example,10.0.0.1,127.0.0.1,localhost"],
    [{ no_proxy: "corp.example" }, "corp.example,127.0.0.1,localhost"],
    [{ NO_PROXY: "corp.example", no_proxy: "10.0.0.1,corp.example" }, "corp.example,10.0.0.1,127.0.0.1,localhost"],
    [{ NO_PROXY: "*" }, "127.0.0.1,localhost"],
    [{ no_proxy: "*" }, "127.0.0.1,localhost"],
  ])("keeps whom the user reaches without a proxy, in both spellings: %j", (user, hosts) => {
    expect(environmentFor(user, emulator)).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts });
  });
});

describe("a command that cannot be run", () => {
  it.each([
    ["/nonexistent", 127, "governor: /nonexistent does not exist"],
    ["no-such-command", 127, "governor: no-such-command does not exist"],
    [tmpdir(), 126, `governor: ${tmpdir()} is not an executable file`],
  ])("is told as a shell tells it: %s", async (command, code, message) => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const before = process.exitCode;
    await runExec(["--", command]);
    expect({ code: process.exitCode, told: told.mock.calls }).toEqual({ code, told: [[message]] });
    process.exitCode = before;
    told.mockRestore();
  });
});

function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}
