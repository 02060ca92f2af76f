/** A request that must succeed. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/**
 * Sends requests, so many at once, and answers with the text of each answer and the seconds that all took. What makes
 * them may be a generator, so that large bodies need not be there all at once.
 */
export async function sendAll(
  requests: Iterable<Sent>,
  concurrency: number,
): Promise<{ readonly seconds: number; readonly texts: readonly string[] }> {
  const texts: string[] = [];
  const queue = requests[Symbol.iterator]();
  let taken = 0;
  const began = performance.now();
  const work = async () => {
    // One iterator for all workers: each takes the next request that nobody has.
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const index = taken;
      taken += 1;
      const { url, ...request } = next.value;
      const response = await fetch(url, request);
      texts[index] = await response.text();
      if (!response.ok) throw new Error(`${request.method} ${url}: ${response.status} ${texts[index]}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { seconds: (performance.now() - began) / 1_000, texts };
}
