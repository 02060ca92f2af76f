/**
 * Server-sent events, for as long as somebody listens.
 *
 * @param follow Begins to send; what it returns ends that.
 */
export function eventStream(follow: (send: (value: unknown) => void) => () => void): Response {
  let stop = () => {};
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      // Whoever is slow loses events, as nothing may pile up for a page in a hidden tab.
      const send = (text: string) => {
        if ((controller.desiredSize ?? 0) > -mostWaiting) controller.enqueue(encoder.encode(text));
      };
      send(": begins\n\n");
      stop = follow((value) => send(`data: ${JSON.stringify(value)}\n\n`));
    },
    cancel: () => stop(),
  });
  return new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
}

const mostWaiting = 1000;
