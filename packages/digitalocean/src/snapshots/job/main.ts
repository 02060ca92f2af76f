import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Api } from "./api";
import { Health } from "./health";
import type { JobConfig } from "./job-config";
import { runPass } from "./pass";

// What App Platform runs: a pass every few minutes, and an answer to whoever asks whether the schedule is on time.

const {
  DIGITALOCEAN_TOKEN: token = "",
  DIGITALOCEAN_API_URL: url = "https://api.digitalocean.com",
  PORT = "8080",
} = process.env;
const [, argument = ""] = process.argv;

const everyMinutes = 5;

const config: JobConfig = JSON.parse(Buffer.from(argument, "base64").toString());
const api = new Api({ url, token });
const health = new Health(config);

function say(event: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), ...event }));
}

say({ event: "started", ...config });

// The first process of a container ignores what it has no handler for.
process.on("SIGTERM", () => process.exit(0));

createServer((request, response) => {
  // App Platform restarts what is not alive; a schedule that is late is, and a restart would not help it.
  const problem = request.url === "/alive" ? undefined : health.problem(Date.now());
  response.writeHead(problem === undefined ? 200 : 503, { "content-type": "text/plain", "cache-control": "no-store" });
  response.end(`${problem ?? "ok"}\n`);
}).listen(Number(PORT));

void (async () => {
  for (;;) {
    try {
      const now = Date.now();
      health.update(await runPass(api, config, now, say), now);
    } catch (error) {
      say({ event: "failed", message: error instanceof Error ? error.message : String(error) });
    }
    await sleep(everyMinutes * 60_000);
  }
})();
