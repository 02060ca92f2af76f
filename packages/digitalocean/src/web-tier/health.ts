import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "../component/plain-object";
import type { WebTierDesign } from "./design";

/** What the load balancer calls healthy, which a rollout waits for. */
export interface Health {
  /** Where to ask. */
  readonly url: string;
  /** How often it must answer in a row. */
  readonly times: number;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
}

/** Longer, and the load balancer has given up as well, by default. */
const answerSeconds = 5;

/** Waits until a Droplet answers as often in a row as the load balancer wants it to before it sends any traffic. */
export async function becomesHealthy({ url, times, intervalSeconds, timeoutSeconds }: Health): Promise<void> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  let inARow = 0;
  for (;;) {
    const found = await ask(url);
    inARow = found === undefined ? inARow + 1 : 0;
    if (inARow >= times) return;
    if (Date.now() + intervalSeconds * 1000 > deadline) {
      throw new Error(
        `is not healthy after ${timeoutSeconds} s: ${url} ${found ?? `answered ${inARow} of ${times} times in a row`}`,
      );
    }
    await setTimeout(intervalSeconds * 1000);
  }
}

/** What is wrong with the answer; undefined for a healthy one. */
async function ask(url: string): Promise<string | undefined> {
  try {
    const { status } = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(answerSeconds * 1000) });
    return status >= 200 && status < 400 ? undefined : `answered ${status}`;
  } catch {
    return "did not answer";
  }
}

/** The addresses of a Droplet that stand in a health URL, each with the output that holds it. */
const addresses = { "{ip}": "ipv4Address", "{privateIp}": "ipv4AddressPrivate" } as const;

/** The URL with what stands in it for addresses replaced. */
function filledIn(url: string, address: (output: (typeof addresses)[keyof typeof addresses]) => string): string {
  return Object.entries(addresses).reduce(
    (so, [placeholder, output]) => so.replaceAll(placeholder, address(output)),
    url,
  );
}

const defaultTimeoutSeconds = 600;

/** Checks the arguments of a rollout that waits: what could never pass fails before it begins. */
export function checkHealth({ args, given, problem }: WebTierDesign): void {
  const { healthUrl, healthTimeoutSeconds, dropletArgs, loadBalancerArgs } = args;
  if (given("healthTimeoutSeconds") && !given("healthUrl")) {
    problem("healthTimeoutSeconds", "requires healthUrl", { hint: "set healthUrl as well" });
  }
  if (healthUrl === undefined) return;
  for (const { message, hint } of urlProblems(healthUrl)) problem("healthUrl", message, { hint });
  if (healthUrl.includes("{ip}") && dropletArgs?.publicNetworking === false) {
    problem("healthUrl", "{ip} is the public address, but dropletArgs.publicNetworking is false", {
      hint: "write {privateIp}, or remove one of the two",
    });
  }
  const isFaulty = given("healthTimeoutSeconds") && healthTimeoutSeconds === undefined;
  const timeoutSeconds = healthTimeoutSeconds ?? defaultTimeoutSeconds;
  const { times, intervalSeconds } = countOf(loadBalancerArgs);
  const leastSeconds = (times - 1) * intervalSeconds;
  if (!isFaulty && timeoutSeconds <= leastSeconds) {
    problem(
      "healthTimeoutSeconds",
      `is too short for ${times} answers, ${intervalSeconds} s apart, found ${timeoutSeconds}`,
      {
        allowed: `more than ${leastSeconds}`,
        hint: "wait longer, or lower healthyThreshold or checkIntervalSeconds of loadBalancerArgs.healthcheck",
      },
    );
  }
}

/** What is wrong with a health URL; never the URL itself, which may hold a password. */
export function urlProblems(healthUrl: string): readonly { readonly message: string; readonly hint: string }[] {
  const problems: { readonly message: string; readonly hint: string }[] = [];
  if (!Object.keys(addresses).some((placeholder) => healthUrl.includes(placeholder))) {
    const hint = "write {ip} or {privateIp} for the Droplet's address";
    problems.push({ message: "is the same for every Droplet", hint });
  }
  const url = filledIn(healthUrl, () => "192.0.2.1");
  const [, port] = /^https?:\/\/[^/?#]*:(\d+)(?=[/?#]|$)/.exec(url) ?? [];
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65535)) {
    problems.push({
      message: `found port ${port}; ports are 1 to 65535`,
      hint: "choose the port that the Droplet serves",
    });
  } else if (!URL.canParse(url)) {
    const hint = "write it such as http://{privateIp}:8080/health";
    problems.push({ message: "is not a valid URL with an address in place of {ip} or {privateIp}", hint });
  } else {
    const { username, password } = new URL(url);
    if (username + password !== "") {
      problems.push({ message: "contains credentials", hint: "serve a path that needs none" });
    }
  }
  return problems;
}

/** The hooks of a tier's Droplets that wait until each is healthy; none if there is no URL to ask. */
export function healthHooks({ args, plan }: WebTierDesign): () => pulumi.ResourceHookBinding {
  const { healthUrl, healthTimeoutSeconds = defaultTimeoutSeconds } = args;
  let hook: pulumi.ResourceHook | undefined;
  return () => {
    // Nothing boots in a preview, nor without an engine, where Pulumi's mocks know no hooks.
    if (healthUrl === undefined || pulumi.runtime.isDryRun() || pulumi.runtime.getEngine() === undefined) return {};
    hook ??= new pulumi.ResourceHook(`${plan.urn} health`, async ({ name, oldInputs, newInputs, newOutputs = {} }) => {
      // Of the changes in place only a new size takes a Droplet out of service.
      if (oldInputs !== undefined && oldInputs.size === newInputs?.size) return;
      const url = filledIn(healthUrl, (output) => String(newOutputs[output]));
      try {
        await becomesHealthy({ url, timeoutSeconds: healthTimeoutSeconds, ...countOf(args.loadBalancerArgs) });
      } catch (error) {
        throw new Error(
          `${name} ${error instanceof Error ? error.message : String(error)}. The rollout stops here: the Droplets after it are unchanged, and none that it replaces is deleted.`,
        );
      }
    });
    return { afterCreate: [hook], afterUpdate: [hook] };
  };
}

/** How the load balancer counts, by its inputs or by DigitalOcean's defaults. */
function countOf(loadBalancerArgs: object = {}): Pick<Health, "times" | "intervalSeconds"> {
  const check: unknown = Reflect.get(loadBalancerArgs, "healthcheck");
  const given = (input: string): unknown => (isPlainObject(check) ? Reflect.get(check, input) : undefined);
  const [times, intervalSeconds] = [given("healthyThreshold"), given("checkIntervalSeconds")];
  return {
    times: typeof times === "number" ? times : 5,
    intervalSeconds: typeof intervalSeconds === "number" ? intervalSeconds : 10,
  };
}
