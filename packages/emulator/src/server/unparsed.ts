import { type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { ApiError, badRequest } from "../api/errors.ts";
import { forwardsNothing } from "./destination.ts";

/** What Node answers an error of its parser with, and would say nothing more about. */
const refusals: Readonly<Record<string, ApiError>> = {
  HPE_HEADER_OVERFLOW: new ApiError(
    431,
    "request_header_fields_too_large",
    "the URL and the headers are longer than 16 KiB together",
  ),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new ApiError(413, "payload_too_large", "the extensions of a chunk are too long"),
  ERR_HTTP_REQUEST_TIMEOUT: new ApiError(408, "request_timeout", "the headers have not come in time"),
};

/** Says of requests that reach no listener, since Node cannot read them, what is wrong with them. */
export function answerUnparsed(server: Server): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (request, response) => responses.set(request.socket, response));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const response = responses.get(socket);
    // What follows the half of an answer would be read as its other half.
    const isHalfSent = response?.headersSent === true && !response.writableFinished;
    if (error.code === "ECONNRESET" || !socket.writable || isHalfSent) socket.destroy(error);
    else refuse(socket, refusals[error.code ?? ""] ?? badRequest("the request is not valid HTTP"));
  });
  server.on("connect", (request, socket) => {
    refuse(socket, forwardsNothing(request.url));
  });
}

function refuse(socket: Duplex, { status, id, message }: ApiError): void {
  const body = JSON.stringify({ id, message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  // A client that goes meanwhile wants no answer.
  socket.on("error", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
