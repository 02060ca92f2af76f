/** A sliding window: each request counts until its own time is up. */
export class Window {
  /** How many requests it allows. */
  readonly limit: number;
  /** Milliseconds. */
  private readonly length: number;
  /** When the last `limit` requests came: older ones cannot matter. */
  private readonly times: number[] = [];
  /** Where the first that counts is. */
  private first = 0;

  constructor(limit: number, seconds: number) {
    this.limit = limit;
    this.length = seconds * 1000;
  }

  /** How many more requests it allows at a time. */
  remaining(now: number): number {
    while ((this.times[this.first] ?? Number.POSITIVE_INFINITY) + this.length <= now) this.first += 1;
    return this.limit - (this.times.length - this.first);
  }

  /** When the oldest request that counts no longer does; `now` where none counts. */
  reset(now: number): number {
    return this.remaining(now) === this.limit ? now : (this.times[this.first] ?? now) + this.length;
  }

  /** Counts a request. */
  add(now: number): void {
    if (this.remaining(now) === 0) this.first += 1;
    this.times.push(now);
    // Seldom, as it moves all that stay.
    if (this.first * 2 > this.times.length) {
      this.times.splice(0, this.first);
      this.first = 0;
    }
  }
}
