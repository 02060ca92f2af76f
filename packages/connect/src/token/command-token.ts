import { spawn } from "node:child_process";
import type { TokenSource } from "../client/options.ts";
import { longestTimer, problemsOfSeconds } from "../client/seconds.ts";
import { OptionError } from "../errors/option-error.ts";
import { readToken, withoutLineEnd } from "./read-token.ts";
import { remembered } from "./remembered.ts";
import { TokenError } from "./token-error.ts";

const largest = 16_384;

/**
 * The token that a command prints, such as one of a password manager. It runs without a shell, once, and again when the
 * API refuses what it printed. What it says on standard error is shown, and it may ask on the terminal.
 *
 * @param command The program and its arguments: `["op", "read", "op://infra/digitalocean/token"]`.
 * @param options.timeoutSeconds How long it may take; default 60.
 * @throws OptionError for a program or a time that cannot be one. The source throws TokenError if the command fails.
 */
export function commandToken(
  command: readonly [program: string, ...args: readonly string[]],
  { timeoutSeconds = 60 }: { readonly timeoutSeconds?: number } = {},
): TokenSource {
  const [program, ...args] = command;
  const problems = [...(program ? [] : ["command names no program"]), ...problemsOfSeconds({ timeoutSeconds })];
  if (problems.length > 0) throw new OptionError(problems.join("\n"));
  return remembered(async () => {
    const printed = await outputOf(program, args, timeoutSeconds);
    return readToken(withoutLineEnd(printed), `the output of ${program}`);
  });
}

function outputOf(program: string, args: readonly string[], timeoutSeconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (problem: string) => reject(new TokenError(`no token: ${program} ${problem}`));
    const child = spawn(program, args, {
      stdio: ["inherit", "pipe", "inherit"],
      timeout: Math.min(longestTimer, Math.ceil(timeoutSeconds * 1000)),
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      output += text;
      if (output.length > largest) {
        fail("printed more than a token");
        child.kill("SIGKILL");
      }
    });
    child.on("error", (error) => {
      const code = "code" in error ? error.code : undefined;
      fail(code === "ENOENT" ? "does not exist" : code === "EACCES" ? "is not an executable file" : "cannot be run");
    });
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else if (code !== null) fail(`ended with exit code ${code}`);
      else fail(signal === "SIGKILL" ? `did not end within ${timeoutSeconds} s` : `was ended by ${signal}`);
    });
  });
}
