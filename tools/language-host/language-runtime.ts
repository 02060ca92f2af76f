import { type sendUnaryData, status } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { stopProcesses } from "./node-process.ts";
import { runPlugin } from "./run-plugin.ts";
import { runProgram } from "./run-program.ts";

type Served =
  | "handshake"
  | "getPluginInfo"
  | "getRequiredPackages"
  | "installDependencies"
  | "about"
  | "run"
  | "runPlugin"
  | "cancel";

/** The part of Pulumi's language protocol that running programs, providers and policy packs needs. */
export function languageRuntime(engineAddress: string): Pick<ILanguageRuntimeServer, Served> {
  return {
    handshake: (_call, reply) => reply(null, new language.LanguageHandshakeResponse()),
    getPluginInfo: (_call, reply) => reply(null, new plugin.PluginInfo()),
    // Naming none leaves the choice of a provider to the resources that ask for it: on PATH first, then installed ones.
    getRequiredPackages: (_call, reply) => reply(null, new language.GetRequiredPackagesResponse()),
    // Whoever runs a program or a plugin with this host has installed what it needs.
    installDependencies: (stream) => stream.end(),
    about: (_call, reply) =>
      reply(null, new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    run: (call, reply) => answer(runProgram(call.request, engineAddress), reply),
    runPlugin: (stream) => {
      runPlugin(stream).catch((error: Error) => stream.emit("error", failure(error)));
    },
    // Both sides of a cancellation are the same empty message.
    cancel: (call, reply) => {
      stopProcesses();
      reply(null, call.request);
    },
  };
}

function answer<Response>(work: Promise<Response>, reply: sendUnaryData<Response>): void {
  work.then(
    (response) => reply(null, response),
    (error: Error) => reply(failure(error)),
  );
}

function failure(error: Error) {
  return { code: status.FAILED_PRECONDITION, details: error.message };
}
