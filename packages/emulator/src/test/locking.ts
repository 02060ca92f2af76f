// A process that takes the folders that it is told to, a line each, and holds them as long as it lives.
import { createInterface } from "node:readline";
import { lockFolder } from "../state/lock.ts";

createInterface(process.stdin).on("line", (folder) => {
  try {
    lockFolder(folder);
    // It must hold though nobody refers to it any more.
    globalThis.gc?.();
    console.log(`held by ${process.pid}`);
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
});
console.log("ready");
