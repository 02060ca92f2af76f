import { commandLine, type Recovery, type RecoveryStep, runbook, unknownTime } from "../parts/runbook";

/** What the runbook of a web tier names. */
export interface WebTierFacts {
  readonly name: string;
  readonly stack: string;
  readonly region: string;
  readonly url: string;
  readonly healthCheckPath: string;
  /** The tag of its Droplets. */
  readonly tag: string;
  /** How many it has; none if the tier is autoscaled. */
  readonly droplets: number;
  /** How often a Droplet is backed up; undefined without backups. */
  readonly backups: "daily" | "weekly" | undefined;
  /** The record of the domain; undefined if there is none, or it is managed elsewhere. */
  readonly dnsRecord: { readonly urn: string; readonly zone: string } | undefined;
}

/** How a web tier is recovered, in Markdown. */
export function webTierRunbook(facts: WebTierFacts): string {
  const { name, droplets, backups } = facts;
  return runbook(`the web tier ${name}`, [
    loss(facts),
    ...(backups === undefined || droplets === 0 ? [] : [restore(backups)]),
    wayBack(facts),
    move(facts),
  ]);
}

function loss({ stack, tag, droplets }: WebTierFacts): Recovery {
  const isPool = droplets === 0;
  const steps: readonly RecoveryStep[] = [
    {
      text: "Find the one that fails.",
      run: commandLine`doctl compute droplet list --tag-name ${tag} --format ID,Name,Status,PublicIPv4`,
    },
    {
      text: "If it is still there, set `DROPLET` to its ID, and delete it: the provider replaces none that is gone, and waits for one that hangs.",
      run: `doctl compute droplet delete "$DROPLET" --force`,
    },
    {
      text: "Create it again: the refresh finds out that it is gone. If `adopt` names it, remove that line from the program first.",
      run: commandLine`pulumi up --stack ${stack} --refresh`,
    },
  ];
  return {
    when: "a Droplet fails: replace it",
    lost: "What the Droplet keeps for itself. Databases and buckets have runbooks of their own.",
    takes: isPool
      ? `${unknownTime} The pool creates another one while it has fewer than it needs.`
      : `As long as a Droplet takes to boot. ${droplets === 1 ? "It is the only one: until then nothing is served." : "The load balancer sends it nothing while its health checks fail."}`,
    steps: isPool ? steps.slice(0, 2) : steps,
  };
}

function restore(backups: "daily" | "weekly"): Recovery {
  return {
    when: "the disk of a Droplet is damaged: restore a backup",
    lost: `Everything on the disk since the backup, a ${backups === "daily" ? "day" : "week"} at most.`,
    takes: `${unknownTime} It grows with the disk. The Droplet is off meanwhile.`,
    steps: [
      {
        text: "Set `DROPLET` to the ID of the Droplet, and find the last good backup.",
        run: `doctl compute droplet backups "$DROPLET"`,
      },
      {
        text: "Set `IMAGE` to its ID, and restore it. The Droplet keeps its ID and its addresses, so Pulumi has nothing to change.",
        run: `doctl compute droplet-action restore "$DROPLET" --image-id "$IMAGE" --wait`,
      },
    ],
  };
}

function wayBack({ stack, url, healthCheckPath }: WebTierFacts): Recovery {
  return {
    when: "a rollout goes wrong: go back",
    lost: "Requests that unhealthy Droplets answered with errors. With `healthUrl`, a rollout stops at the first of them.",
    takes: "As long as a rollout.",
    steps: [
      { text: "End the update if it is still running.", run: commandLine`pulumi cancel ${stack} --yes` },
      {
        text: "Go back to the program that was last deployed without trouble, such as with `git revert`, and deploy it. Droplets that the rollout has not reached are not touched.",
        run: commandLine`pulumi up --stack ${stack}`,
      },
      look("Check that the tier answers: it prints 200.", `${url}${healthCheckPath}`),
    ],
  };
}

function look(text: string, url: string): RecoveryStep {
  return { text, run: commandLine`curl -sS -o /dev/null -w ${"%{http_code}\\n"} ${url}` };
}

function move({ name, stack, region, url, healthCheckPath, backups, dnsRecord }: WebTierFacts): Recovery {
  const elsewhere = `${name}-elsewhere`;
  const snapshots = `Snapshots that were transferred to another region beforehand remain${backups === undefined ? "" : "; backups are in the same region"}.`;
  // Nothing else is touched: what is in the region may not answer.
  const targets = [`**::${elsewhere}*`, ...(dnsRecord === undefined ? [] : [dnsRecord.urn])];
  const moved =
    dnsRecord === undefined
      ? "Give its clients or its DNS zone the address of the new one."
      : "The domain moves along.";
  return {
    when: `${region} fails: create the tier in another region`,
    lost: `What the Droplets keep for themselves. ${snapshots}`,
    takes:
      "As long as a load balancer and a Droplet take to become ready, and until caches of the DNS have expired. A GlobalWebTier is in several regions to begin with.",
    steps: [
      look(`Check whether ${region} answers: it prints 200 if it does.`, `${url}${healthCheckPath}`),
      {
        text: "If the Droplets need more than `image` and `userData` put there, find a snapshot of one in another region.",
        run: "doctl compute snapshot list --resource droplet --format ID,Name,CreatedAt,Regions",
      },
      {
        text: `Add a GovernedWebTier "${elsewhere}" to the program: the arguments of "${name}" with another \`region\`, without \`adopt\`, \`vpcId\` and \`ipRange\`, and with the ID of the snapshot as \`image\` if there is one.${dnsRecord === undefined ? "" : ` Set \`skipDnsRecord: true\` for "${name}".`} ${moved}`,
        run: [
          commandLine`pulumi up --stack ${stack}`,
          ...targets.map((target) => commandLine`--target ${target}`),
        ].join(" "),
      },
      ...(dnsRecord === undefined
        ? []
        : [
            {
              text: "Check that the record of the domain has the address of the new load balancer.",
              run: commandLine`doctl compute domain records list ${dnsRecord.zone} --format Type,Name,Data`,
            },
          ]),
      {
        text: `When ${region} answers again, remove "${name}" or "${elsewhere}" from the program${dnsRecord === undefined ? "" : `; without "${elsewhere}", remove \`skipDnsRecord\` from "${name}" as well`}.`,
        run: commandLine`pulumi up --stack ${stack}`,
      },
    ],
  };
}
