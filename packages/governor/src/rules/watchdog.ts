import { Worker } from "node:worker_threads";

/**
 * Ends the process if what a rule left running, such as a chain of promises without end, keeps everything else from
 * running: nothing on this thread could notice, and the engine would wait for ever.
 */
export interface Watchdog {
  /** Begins to wait for this thread to be free again. */
  watch(rule: string): void;
  /** Begins to wait anew, where it waits: the thread is busy with something else that ends. */
  excuse(): void;
}

/** @param seconds How long the thread may be kept. */
export function openWatchdog(seconds: number): Watchdog {
  // Zero while nothing is watched, else the number of the watch.
  const state = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(source, { eval: true, execArgv: [], workerData: { state, seconds } });
  worker.unref();
  let watches = 0;
  const set = (value: number): void => {
    Atomics.store(state, 0, value);
    Atomics.notify(state, 0);
  };
  const begin = (): void => {
    watches = (watches % 1_000_000) + 1;
    set(watches);
  };
  return {
    watch(rule) {
      worker.postMessage(rule);
      begin();
      setImmediate(() => set(0));
    },
    excuse() {
      if (Atomics.load(state, 0) !== 0) begin();
    },
  };
}

/** In a text of its own, because a pack is one bundled file. The console of a worker needs the thread that is kept. */
const source = `
const { writeSync } = require("node:fs");
const { parentPort, receiveMessageOnPort, workerData: { state, seconds } } = require("node:worker_threads");
let rule = "";
for (;;) {
  Atomics.wait(state, 0, 0);
  for (let next; (next = receiveMessageOnPort(parentPort)) !== undefined; ) rule = next.message;
  const watched = Atomics.load(state, 0);
  if (watched === 0 || Atomics.wait(state, 0, watched, seconds * 1000) !== "timed-out") continue;
  writeSync(2, "the rule " + rule + " started something that never ends, so that nothing else can run: a rule must do all its work before it returns; the process was ended\\n");
  process.kill(process.pid, "SIGKILL");
}
`;
