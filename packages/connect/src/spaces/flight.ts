import { Gate } from "../client/gate.ts";

/** Work under way, so much at once. */
export class Flight {
  private readonly gate: Gate;
  private readonly running = new Set<Promise<void>>();

  constructor(most: number) {
    this.gate = new Gate(most);
  }

  /**
   * Starts work once there is room for it.
   *
   * @param work Must not throw.
   */
  async start(work: () => Promise<void>): Promise<void> {
    const leave = await this.gate.enter(1);
    const running = work().finally(() => {
      this.running.delete(running);
      leave();
    });
    this.running.add(running);
  }

  /** Waits for all that was started. */
  async landed(): Promise<void> {
    await Promise.all(this.running);
  }
}
