/** A sliding window: each request counts until its own time is up. */
export class Window {
  /** How many requests it allows. */
  readonly limit: number;
  /** Milliseconds. */
  private readonly length: number;
  /** When the last `limit` requests came, a ring: older ones cannot matter. */
  private readonly times: Float64Array;
  private next = 0;
  private held = 0;

  constructor(limit: number, seconds: number) {
    this.limit = limit;
    this.length = seconds * 1000;
    this.times = new Float64Array(limit);
  }

  /** How many more requests it allows at a time. */
  remaining(now: number): number {
    while (this.held > 0 && this.oldest + this.length <= now) this.held -= 1;
    return this.limit - this.held;
  }

  /** When the oldest request that counts no longer does, in milliseconds since 1970; `now` where none counts. */
  reset(now: number): number {
    return this.remaining(now) === this.limit ? now : this.oldest + this.length;
  }

  /** Counts a request. */
  add(now: number): void {
    this.times[this.next] = now;
    this.next = (this.next + 1) % this.limit;
    this.held = Math.min(this.held + 1, this.limit);
  }

  private get oldest(): number {
    return this.times[(this.next - this.held + this.limit) % this.limit] ?? 0;
  }
}
