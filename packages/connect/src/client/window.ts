/**
 * A sliding window of requests. Each counts from when it is sent until a while after its answer: the API counts it at
 * some time between, and of that only the last moment is certain.
 */
export class Window {
  /** How many requests it allows. */
  limit: number;
  readonly #length: number;
  #open = 0;
  readonly #ends: number[] = [];
  #first = 0;

  constructor(limit: number, seconds: number) {
    this.limit = limit;
    this.#length = seconds * 1000;
  }

  /** When so many more requests are allowed; infinite while that hangs on answers which are still to come. */
  freeAt(now: number, count = 1): number {
    this.#forget(now);
    const kept = this.#ends.length - this.#first;
    const excess = this.#open + kept + count - this.limit;
    if (excess <= 0) return now;
    const end = this.#ends[this.#first + excess - 1];
    return end === undefined ? Number.POSITIVE_INFINITY : end + this.#length;
  }

  /** Counts requests that are about to be sent. */
  begin(count = 1): void {
    this.#open += count;
  }

  /** Counts them as answered. */
  end(now: number, count = 1): void {
    this.#open -= count;
    for (let index = 0; index < count; index += 1) this.#ends.push(now);
  }

  #forget(now: number): void {
    while ((this.#ends[this.#first] ?? Number.POSITIVE_INFINITY) + this.#length <= now) this.#first += 1;
    // Seldom, as it moves all that stay.
    if (this.#first * 2 <= this.#ends.length) return;
    this.#ends.splice(0, this.#first);
    this.#first = 0;
  }
}
