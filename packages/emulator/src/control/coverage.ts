import type { Operation } from "../api/operation.ts";

/** How often each operation of the API was called. */
export class Coverage {
  private readonly calls = new Map<Operation, number>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) this.calls.set(operation, 0);
  }

  count(operation: Operation): void {
    this.calls.set(operation, (this.calls.get(operation) ?? 0) + 1);
  }

  reset(): void {
    for (const operation of this.calls.keys()) this.calls.set(operation, 0);
  }

  /** Every operation that the emulator has, with how often it was called. */
  report() {
    const operations = [...this.calls].map(([{ method, path, evidence }, calls]) => ({
      method,
      path,
      evidence,
      calls,
    }));
    return {
      implemented: operations.length,
      called: operations.filter(({ calls }) => calls > 0).length,
      operations,
    };
  }
}
