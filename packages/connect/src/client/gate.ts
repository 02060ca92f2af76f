/** Lets through only so much at once, in the order of asking: bytes held in memory, or objects under way. */
export class Gate {
  private readonly most: number;
  private used = 0;
  private readonly waiting: { readonly weight: number; readonly enter: () => void }[] = [];

  constructor(most: number) {
    this.most = most;
  }

  /**
   * Waits until there is room. What is heavier than the whole passes alone.
   *
   * @returns What gives the room back.
   */
  async enter(weight: number): Promise<() => void> {
    await new Promise<void>((enter) => {
      this.waiting.push({ weight, enter });
      this.admit();
    });
    return () => {
      this.used -= weight;
      this.admit();
    };
  }

  /** Does work of weight 1 once there is room for it. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(1);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  private admit(): void {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      if (this.used > 0 && this.used + next.weight > this.most) return;
      this.used += next.weight;
      this.waiting.shift();
      next.enter();
    }
  }
}
