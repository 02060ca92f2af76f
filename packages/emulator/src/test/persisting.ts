// An emulator in a process of its own, which a test kills: `node persisting.ts <folder>` prints where it listens.
import { startEmulator } from "../server/emulator.ts";

const { url } = await startEmulator({ persist: process.argv[2] ?? "" });
console.log(url);
