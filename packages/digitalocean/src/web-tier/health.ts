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

/** True for a URL that is another one for each Droplet. */
export function namesAddress(url: string): boolean {
  return Object.keys(addresses).some((placeholder) => url.includes(placeholder));
}

/** The hooks of a tier's Droplets that wait until each is healthy; none if there is no URL to ask. */
export function healthHooks({ args, plan }: WebTierDesign): () => pulumi.ResourceHookBinding {
  const { healthUrl, healthTimeoutSeconds = 600 } = args;
  let hook: pulumi.ResourceHook | undefined;
  return () => {
    // Nothing boots in a preview, nor without an engine, where Pulumi's mocks know no hooks.
    if (healthUrl === undefined || pulumi.runtime.isDryRun() || pulumi.runtime.getEngine() === undefined) return {};
    hook ??= new pulumi.ResourceHook(`${plan.urn} health`, async ({ name, oldInputs, newInputs, newOutputs = {} }) => {
      // Of the changes in place only a new size takes a Droplet out of service.
      if (oldInputs !== undefined && oldInputs.size === newInputs?.size) return;
      const url = Object.entries(addresses).reduce(
        (so, [placeholder, output]) => so.replaceAll(placeholder, String(newOutputs[output])),
        healthUrl,
      );
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
