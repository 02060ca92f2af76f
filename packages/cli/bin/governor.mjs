#!/usr/bin/env node
// Nothing newer than Node 14 may be loaded here before the version is known.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const dist = new URL("../dist/", import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const serves = (major === 22 && minor >= 18) || major >= 24;

if (!existsSync(new URL("main.js", dist))) fail("governor is not built yet: run `npm run setup` in its repository.");
else if (serves) start();
else goOn();

function start() {
  // A fifth of a short run would be compiling what the run before it compiled. Coverage needs it compiled anew.
  if (!process.env.NODE_V8_COVERAGE) module.enableCompileCache();
  import(new URL("main.js", dist).href);
}

/** Goes on with the Node that the repository was set up with, where there is one. */
function goOn() {
  const file = new URL("node-path", dist);
  const node = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (!existsSync(node)) {
    fail(`governor needs Node 22.18 or later, or 24; this is ${process.versions.node}.`);
    return;
  }
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  // What ends this process ends the other one, which closes by itself. A terminal tells both: only where it has not ended
  // after a while was the signal for this one alone, as a second one could kill it while it closes.
  for (const signal of signals) {
    process.on(signal, () => setTimeout(() => child.kill(signal), 500).unref());
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 2;
}
