import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { sendStream } from "./send.ts";

describe("an answer that comes as a stream", () => {
  it("waits for whoever reads slowly, and ends when he leaves", async () => {
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    let read = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await turn();
        read += 1;
        if (read > 50) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const sent = sendStream(response, new Response(body));
    for (let index = 0; index < 100; index += 1) await turn();
    expect(read).toBeLessThan(5);
    response.emit("close");
    await sent;
    expect(cancelled).toBe(true);
    expect(read).toBeLessThan(5);
  });
});
