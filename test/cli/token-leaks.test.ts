// What the commands that reach an account say, write and hand to other processes: never the token, nor a key of Spaces.
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;
const spacesSecret = "sPaCeSsEcReT0123456789abcdefghijklmnopqrst";
const webhookKey = Buffer.from("0123456789abcdef0123456789abcdef").toString("base64");
const secrets = [token, token.slice(7), spacesSecret, webhookKey];

const commands: readonly string[] = [
  "audit",
  "audit --format json",
  "audit --format html --output audit.html",
  "audit --token-file token",
  "adopt --output infra",
  "events --since 1h --cursor events.cursor",
  "events --since 1h --to {api}/hook",
  "token check",
  "token check --format json",
  "spaces copy backups@nyc3 copies@ams3 --state state",
];

/** An API whose first answer waits until it is let go. */
async function openHeld(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const gate = new EventEmitter();
  const [asked, held] = [once(gate, "asked"), once(gate, "let go")];
  const server = createServer(async (request, response) => {
    gate.emit("asked");
    await held;
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, asked, letGo: () => gate.emit("let go") };
}

/** Arguments of every process of this machine. */
function everyArgument(): string {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return all
    .map((pid) => {
      try {
        return readFileSync(join("/proc", pid, "cmdline"), "utf8");
      } catch {
        // It has ended meanwhile.
        return "";
      }
    })
    .join("\n");
}

function textsIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && !file.endsWith("/token"))
    .map((file) => `${file}\n${readFileSync(file, "utf8")}`)
    .join("\n");
}

/** Runs a command against an API, and gives everything that anybody could see of it. */
async function traceOf(command: string, api: Awaited<ReturnType<typeof openHeld>>): Promise<string> {
  const args = command.replace("{api}", api.url).split(" ");
  const folder = mkdtempSync(join(tmpdir(), "governor-leaks-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "token"), token, { mode: 0o600 });
  writeFileSync(join(folder, "governor.yaml"), "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n");
  const child = spawn(join(root, "node_modules", ".bin", "governor"), args, {
    cwd: folder,
    env: {
      ...process.env,
      DIGITALOCEAN_TOKEN: token,
      DIGITALOCEAN_API_URL: api.url,
      GOVERNOR_WEBHOOK_SECRET: `whsec_${webhookKey}`,
      SPACES_ACCESS_KEY_ID: "DO00EXAMPLEEXAMPLE00",
      SPACES_SECRET_ACCESS_KEY: spacesSecret,
      AWS_ENDPOINT_URL_S3: api.url,
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      said += part;
    });
  const closed = once(child, "close");
  await Promise.race([api.asked, closed]);
  const seen = process.platform === "linux" ? everyArgument() : "";
  if (process.platform === "linux") expect(seen).toContain(args.join("\0"));
  api.letGo();
  const [code] = await closed;
  expect(code).not.toBeNull();
  return `${said}\n${seen}\n${textsIn(folder)}`;
}

function expectNoSecret(trace: string): void {
  for (const secret of secrets) expect(trace.includes(secret)).toBe(false);
  expect(trace).not.toMatch(/\n\s+at .*\(?file:/);
}

it.each(commands)("%s, of an account, shows no secret", { timeout: 60_000 }, async (command) => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const made = await fetch(`${emulator.url}/v2/droplets`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: "web", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" }),
  });
  expect(made.status).toBe(202);
  const api = await openHeld(async ({ method, url, headers }, response) => {
    const { authorization = "" } = headers;
    const answer = await fetch(`${emulator.url}${url}`, { method: method ?? "GET", headers: { authorization } });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  expectNoSecret(await traceOf(command, api));
});

it.each(commands)("%s, refused by an API that says it back, shows no secret", { timeout: 60_000 }, async (command) => {
  const api = await openHeld(({ headers }, response) => {
    // All that it was sent; for Spaces that is a signature, and no key.
    const back = `${headers.authorization}`;
    response.writeHead(403, { "x-request-id": back, "content-type": "application/json" });
    response.end(JSON.stringify({ id: back, message: `${back} may not do that`, request_id: back }));
  });
  expectNoSecret(await traceOf(command, api));
});
