import { promisify } from "node:util";
import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { messageLimits } from "./message-limits.ts";
import { stackEnvironment } from "./stack-environment.ts";

/** Starts the pack with these variables and answers with its port. */
type StartPack = (stack: Record<string, string>) => Promise<number>;
type Call = ServerUnaryCall<Buffer, Buffer>;
type Reply = sendUnaryData<Buffer>;

const asIs = (bytes: Buffer): Buffer => bytes;

/**
 * Serves the engine in the pack's place until the pack can be started.
 *
 * The engine tells the stack's configuration by a call, while the SDK of a pack reads it from its environment. So the
 * pack is started by that call, or by the first other one where the engine has no stack, and every call is then passed
 * on byte for byte. It serves as long as the host lives, which is one engine run.
 */
export function servePack(startPack: StartPack): Promise<number> {
  let pack: Promise<Client> | undefined;
  const connect = (stack: Record<string, string>): Promise<Client> => {
    pack ??= startPack(stack).then(
      (port) => new Client(`127.0.0.1:${port}`, credentials.createInsecure(), messageLimits),
    );
    return pack;
  };

  const forward = (path: string, stack: Record<string, string>) => (call: Call, reply: Reply) => {
    connect(stack).then(
      (client) => client.makeUnaryRequest(path, asIs, asIs, call.request, reply),
      (error: Error) => reply({ code: status.FAILED_PRECONDITION, details: error.message }),
    );
  };

  const handlers: Record<string, (path: string) => (call: Call, reply: Reply) => void> = {
    handshake: () => (_call, reply) => reply(null, Buffer.alloc(0)),
    configureStack: (path) => (call, reply) => forward(path, stackOf(call.request))(call, reply),
    cancel: (path) => (call, reply) => (pack ? forward(path, {})(call, reply) : reply(null, Buffer.alloc(0))),
  };

  const server = new Server(messageLimits);
  for (const [name, method] of Object.entries(AnalyzerService)) {
    const raw = {
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    };
    const handler = handlers[name]?.(method.path) ?? forward(method.path, {});
    server.addService({ [name]: { ...method, ...raw } }, { [name]: handler });
  }
  return promisify(server.bindAsync).call(server, "127.0.0.1:0", ServerCredentials.createInsecure());
}

function stackOf(request: Buffer): Record<string, string> {
  const stack = analyzer.AnalyzerStackConfigureRequest.deserializeBinary(request);
  return stackEnvironment({
    organization: stack.getOrganization(),
    project: stack.getProject(),
    stack: stack.getStack(),
    dryRun: stack.getDryRun(),
    config: stack.getConfigMap().entries(),
    secretKeys: stack.getConfigSecretKeysList(),
  });
}
