import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { languageRuntime } from "./language-runtime.ts";
import { messageLimits } from "./message-limits.ts";
import { stopProcesses } from "./node-process.ts";

// The engine starts its plugins as `<plugin> [flags] <engine address>` and reads their port from the first line.
const engineAddress = process.argv.at(-1) ?? "";
const server = new Server(messageLimits);
server.addService(LanguageRuntimeService, languageRuntime(engineAddress));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});

// The engine holds our standard input; when it is gone, however it ended, nobody needs us or what we started.
process.stdin.resume().once("close", () => {
  stopProcesses();
  process.exit();
});
