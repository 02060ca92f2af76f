import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { ServerWritableStream } from "@grpc/grpc-js";
import language, { type RunPluginRequest, type RunPluginResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { exitCode, startPipedNode } from "./node-process.ts";
import { servePack } from "./pack-proxy.ts";
import { runtimeOptions } from "./runtime-options.ts";
import { sdkEntry } from "./sdk-entry.ts";

type PluginStream = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/** Runs a provider or a policy pack, streaming its output to the engine until it ends. */
export async function runPlugin(stream: PluginStream): Promise<void> {
  const code = stream.request.getKind() === "analyzer" ? await runPolicyPack(stream) : await runProvider(stream);
  stream.write(new language.RunPluginResponse().setExitcode(code));
  stream.end();
}

async function runProvider(stream: PluginStream): Promise<number> {
  const { request } = stream;
  const { folder, env, nodeArgs } = settingsOf(request);
  const child = startPipedNode({
    args: [...nodeArgs, sdkEntry("run-plugin", folder), folder, ...request.getArgsList()],
    cwd: request.getPwd(),
    env,
  });
  stream.once("cancelled", () => child.kill("SIGINT"));
  child.stdout.on("data", (chunk: Buffer) => stream.write(new language.RunPluginResponse().setStdout(chunk)));
  child.stderr.on("data", (chunk: Buffer) => stream.write(new language.RunPluginResponse().setStderr(chunk)));
  return exitCode(child);
}

/** A pack runs in its own folder, as it always has; the caller's folder stays visible to it as PWD. */
async function runPolicyPack(stream: PluginStream): Promise<number> {
  const { request } = stream;
  const { folder, env, nodeArgs } = settingsOf(request);
  const entry = sdkEntry("run-policy-pack", folder);

  const print = (line: string) => stream.write(new language.RunPluginResponse().setStdout(Buffer.from(`${line}\n`)));
  return new Promise((resolve, reject) => {
    const startPack = (stack: Record<string, string>) => {
      const pack = startPipedNode({
        args: [...nodeArgs, entry, ...request.getArgsList(), folder],
        cwd: folder,
        env: { ...env, ...stack },
      });
      stream.once("cancelled", () => pack.kill("SIGINT"));
      pack.stderr.on("data", (chunk: Buffer) => stream.write(new language.RunPluginResponse().setStderr(chunk)));
      exitCode(pack).then(resolve, reject);
      return portOf(pack.stdout, print);
    };
    servePack(startPack).then((port) => print(String(port)), reject);
    stream.once("cancelled", () => resolve(0));
  });
}

/** The first line that a plugin prints is its port; whatever follows is the author's own output. */
export function portOf(output: Readable, print: (line: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.once("line", (line) => {
      lines.on("line", print);
      const port = Number(line);
      // A blank line counts as 0, which is no port.
      if (Number.isInteger(port) && port > 0) return resolve(port);
      const printed = line.trim() === "" ? "a blank line" : `\`${line}\``;
      reject(new Error(`the policy pack printed ${printed} before it was ready: print to standard error instead`));
    });
    lines.once("close", () => reject(new Error("the policy pack ended before it was ready")));
  });
}

function settingsOf(request: RunPluginRequest) {
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const options = runtimeOptions(request.getInfo());
  return { folder, nodeArgs: options.nodeArgs, env: { ...environmentOf(request.getEnvList()), ...options.env } };
}

/** Variables as `name=value`; an entry without a value is a name alone. */
export function environmentOf(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [name = "", ...value] = entry.split("=");
      return [name, value.join("=")];
    }),
  );
}
