import type { CopyProgress } from "@infrafabric/connect";
import { openLine, type ProgressOptions } from "../progress.ts";
import { byteCount } from "./byte-count.ts";

const width = 24;

/** Shows how far a copy is, and how fast. */
export function openTransferBar(options: ProgressOptions = {}) {
  const { now = () => performance.now() } = options;
  const began = now();
  const line = openLine(options);
  return {
    show({ bytes, total }: CopyProgress) {
      // Objects that grew since they were counted.
      const part = total.bytes === 0 ? 1 : Math.min(1, bytes / total.bytes);
      const done = Math.round(part * width);
      const rate = byteCount(Math.round(bytes / Math.max(0.001, (now() - began) / 1000)));
      line.show(
        `[${"#".repeat(done)}${".".repeat(width - done)}] ${Math.floor(part * 100)}%  ${byteCount(bytes)} of ${byteCount(total.bytes)}, ${rate}/s`,
      );
    },
    end: line.end,
  };
}
