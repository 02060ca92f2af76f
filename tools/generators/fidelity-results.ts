/** What a test suite of others found of the emulator, on one day. */
export interface Suite {
  readonly name: string;
  readonly version: string;
  /** `2026-11-26` */
  readonly date: string;
  /** How it was run, in paragraphs. */
  readonly method: readonly string[];
  readonly results: readonly {
    readonly subject: string;
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    /** Of what failed or was skipped. */
    readonly why?: string;
  }[];
}

/** Written down by hand after each run; the newest run of a suite takes the place of the one before. */
export const suites: readonly Suite[] = [];
