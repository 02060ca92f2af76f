// Plays the commands of a runbook: those of Pulumi and the AWS CLI as they are, those of doctl as the calls that they
// stand for, since what doctl prints is for people.
import { expect } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";

export const onPath = async (tool: string): Promise<boolean> =>
  (await capture("sh", ["-c", `command -v ${tool}`], { cwd: ".", env: process.env })).code === 0;

/** What to run for each step of a recovery. */
export function stepsOf(markdown: unknown, when: RegExp): readonly string[] {
  const sections = String(markdown)
    .split("\n## ")
    .filter((section) => when.test(section.split("\n")[0] ?? ""));
  expect(sections, String(markdown)).toHaveLength(1);
  return [...(sections[0] ?? "").matchAll(/```sh\n(.*?)\n {3}```/gs)].map(([, run = ""]) => run.trim());
}

/** Where commands are played. */
export interface Stage {
  /** The program's folder. */
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  /** The emulator. */
  readonly url: string;
  readonly configFile: string;
}

/** A command as it can be run here. */
function prepared(line: string, { url, configFile }: Stage): string {
  const more = quiet.filter(([command]) => command.test(line)).map(([, args]) => `${args} --config-file ${configFile}`);
  // The emulator speaks no TLS, and tells regions apart by the bucket.
  return [line.replaceAll(/https:\/\/\w+\.digitaloceanspaces\.com/g, url), ...more].join(" ");
}

/** Runs what a step says, which must succeed, and answers with what the last command printed. */
export async function play(step: string, stage: Stage): Promise<string> {
  let printed = "";
  for (const line of step.split("\n").map((one) => one.trim())) {
    printed = line.startsWith("doctl ") ? await call(line, stage) : await shell(line, stage);
  }
  return printed;
}

/** Nobody is there to confirm. */
const quiet = [
  [/^pulumi up /, "--yes --skip-preview --non-interactive"],
  [/^pulumi import /, "--yes --non-interactive --generate-code=false"],
] as const;

async function shell(line: string, stage: Stage): Promise<string> {
  const { code, stdout, stderr } = await capture("sh", ["-c", prepared(line, stage)], {
    cwd: stage.dir,
    env: stage.env,
  });
  expect(code, `${line}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

/** The calls that commands of doctl stand for. */
const calls = [
  [/^databases list$/, "GET", "databases"],
  [/^databases (?:get|connection) (\S+)$/, "GET", "databases/$1"],
  [/^databases backups (\S+)$/, "GET", "databases/$1/backups"],
  [/^databases firewalls list (\S+)$/, "GET", "databases/$1/firewall"],
  [/^databases replica get (\S+) (\S+)$/, "GET", "databases/$1/replicas/$2"],
  [/^databases replica promote (\S+) (\S+)$/, "PUT", "databases/$1/replicas/$2/promote"],
  [/^spaces keys create (\S+) --grants 'bucket=(\S+);permission=(\w+)'$/, "POST", "spaces/keys"],
  [/^compute load-balancer get (\S+)$/, "GET", "load_balancers/$1"],
  [/^compute droplet list --tag-name (\S+)$/, "GET", "droplets?tag_name=$1"],
  [/^compute droplet delete (\S+) --force$/, "DELETE", "droplets/$1"],
  [/^compute droplet backups (\S+)$/, "GET", "droplets/$1/backups"],
  [/^compute droplet-action restore (\S+) --image-id (\S+)$/, "POST", "droplets/$1/actions"],
  [/^compute snapshot list --resource (\S+)$/, "GET", "snapshots?resource_type=$1"],
  [/^compute domain records list (\S+)$/, "GET", "domains/$1/records"],
] as const;

async function call(line: string, { env, url }: Stage): Promise<string> {
  // As a shell has it.
  const command = line
    .replace(/^doctl /, "")
    .replace(/ --(?:private|wait|format \S+)/g, "")
    .replaceAll(/"\$(\w+)"/g, (_, name) => env[name] ?? "");
  const found = calls.find(([pattern]) => pattern.test(command));
  if (found === undefined) throw new Error(`no call is known for: ${line}`);
  const [pattern, method, path] = found;
  const response = await fetch(`${url}/v2/${command.replace(pattern, path)}`, {
    method,
    headers: { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` },
    ...(method === "POST" ? { body: JSON.stringify(bodyOf(pattern.exec(command) ?? [])) } : {}),
  });
  expect(response.ok, `${line}: ${response.status}`).toBe(true);
  return response.text();
}

function bodyOf([command = "", ...[first, second, permission]]: readonly string[]): object {
  if (command.startsWith("compute droplet-action restore ")) return { type: "restore", image: Number(second) };
  return { name: first, grants: [{ bucket: second, permission }] };
}
