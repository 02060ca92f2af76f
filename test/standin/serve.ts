// The entry of a plugin: serves the stand-in on a free port and prints the port, which is what the engine waits for.
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { providerOf, type StandIn } from "./standin.ts";

// As large as the engine's own limit: a state can be bigger than gRPC's 4 MB.
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export function serve(standIn: StandIn): void {
  const server = new grpc.Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES });
  server.addService(services.ResourceProviderService, providerOf(standIn));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      console.error(error.message);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
}
