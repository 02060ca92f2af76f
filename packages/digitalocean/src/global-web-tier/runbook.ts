import { commandLine, type Recovery, type RecoveryStep, runbook } from "../parts/runbook";

/** What the runbook of a global web tier names. */
export interface GlobalWebTierFacts {
  readonly name: string;
  readonly stack: string;
  readonly healthCheckPath: string;
  /** Key of the tier that gets everybody, if there is one. */
  readonly primary: string | undefined;
  readonly loadBalancer: { readonly id: string; readonly urn: string };
  readonly tiers: readonly TierFacts[];
}

/** What it names of a tier. */
export interface TierFacts {
  readonly key: string;
  readonly region: string;
  /** Where it is reached by itself. */
  readonly url: string;
}

/** How a global web tier is recovered, in Markdown. */
export function globalWebTierRunbook(facts: GlobalWebTierFacts): string {
  return runbook(
    `the global web tier ${facts.name}`,
    facts.tiers.map((tier) => failover(facts, tier)),
  );
}

function failover(facts: GlobalWebTierFacts, failed: TierFacts): Recovery {
  const { stack, primary, loadBalancer, tiers, healthCheckPath } = facts;
  const { key, region } = failed;
  const others = tiers.filter((one) => one.key !== key);
  const look: RecoveryStep = {
    text: `Check whether ${region} and the other regions answer: each prints 200 if it does.`,
    run: [failed, ...others]
      .map(({ url }) => commandLine`curl -sS -o /dev/null -w ${"%{http_code}\\n"} ${`${url}${healthCheckPath}`}`)
      .join("\n   "),
  };
  if (primary !== undefined && primary !== key) {
    return {
      when: `${region} fails: nothing to change`,
      lost: `Nothing: everybody is sent to the tier ${primary}.`,
      takes: `No time, as long as ${primary} answers.`,
      steps: [look],
    };
  }
  // Nothing else is touched: what is in the region may not answer.
  const update = commandLine`pulumi up --stack ${stack} --target ${loadBalancer.urn}`;
  return {
    when: `${region} fails: leave the tier ${key} for ${others.map((other) => other.key).join(" or ")}`,
    lost: "Requests under way, and what Droplets of the tier keep for themselves. Databases have runbooks of their own.",
    takes: `The global load balancer leaves an unhealthy tier by itself; DigitalOcean documents no time. Another primary tier takes one \`pulumi up\`. The address stays, so DNS caches do not matter.`,
    steps: [
      look,
      {
        text: `If the global load balancer has not left ${region} by itself, or should stay away, set \`primary: "${others[0]?.key}"\` in the program.`,
        run: update,
      },
      {
        text: "Look at its priorities: the lowest number gets everybody.",
        run: commandLine`doctl compute load-balancer get ${loadBalancer.id}`,
      },
      {
        text: `When ${region} answers again, ${primary === undefined ? "remove `primary`" : `set \`primary: "${primary}"\``} in the program.`,
        run: update,
      },
    ],
  };
}
