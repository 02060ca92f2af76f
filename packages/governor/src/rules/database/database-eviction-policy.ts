import type { Property } from "../../view/property";
import { doubtFrom, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { type Answer, either } from "../kit/answer";
import { unclear, violation } from "../kit/outcome";
import { qualifiedReferences } from "../kit/qualified-references";
import { requireYes } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { engineOf } from "./engine";

const cache = { kind: "DatabaseCluster", name: "cache", inputs: { engine: "valkey", evictionPolicy: "allkeys_lru" } };
const silent = { ...cache, inputs: { engine: "valkey" } };

export const databaseEvictionPolicy = defineRule({
  id: "database-eviction-policy",
  group: "database",
  scope: "stack",
  needs: ["property-dependencies", "unchanged-resources"],
  title: "A cache evicts old keys before its memory is full.",
  severity: "low",
  level: "advisory",
  kinds: ["DatabaseCluster", "DatabaseValkeyConfig", "DatabaseRedisConfig"],
  why:
    "By default nothing is evicted (noeviction): once the memory is full, every write fails, and the application behind it usually with it. " +
    "A cache can afford to lose any key, so let it evict, preferably the least recently used (allkeys_lru); the volatile policies evict keys with an expiry only, and fail like the default if no key has one. " +
    "A DatabaseValkeyConfig may set the policy in place of the cluster. " +
    "A cluster that is a store or a queue must not lose data and is right to refuse writes: exempt it. That is why nothing is repaired automatically.",
  fix: 'Set evictionPolicy: "allkeys_lru" if the cluster is a cache; if it is a store or a queue, exempt it and alert on its memory. An existing cluster is updated in place, and may evict keys at once',
  references: [
    "https://docs.digitalocean.com/products/databases/valkey/",
    pulumiDocs("DatabaseCluster"),
    pulumiDocs("DatabaseValkeyConfig"),
  ],
  controls: { iso27001: ["8.6"], soc2: ["A1.1"], "nist-800-53": ["SC-5"] },
  good: [
    {
      title: "the least recently used keys, and another engine",
      resources: [cache, { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg" } }],
    },
    {
      title: "by its configuration",
      resources: [
        silent,
        {
          kind: "DatabaseValkeyConfig",
          name: "config",
          inputs: { clusterId: unknown, valkeyMaxmemoryPolicy: "allkeys-lru" },
          dependsOn: { clusterId: ["cache"] },
        },
      ],
    },
  ],
  bad: [
    {
      title: "not set (the default is noeviction)",
      resources: [silent],
      fixed: { resources: [cache] },
    },
    {
      title: "noeviction, and a policy that cannot be read",
      resources: [
        { ...cache, inputs: { engine: "valkey", evictionPolicy: "noeviction" } },
        { ...cache, name: "sessions", inputs: { engine: "valkey", evictionPolicy: "lru" } },
      ],
      fixed: { resources: [cache, { ...cache, name: "sessions" }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      resources: [
        { ...cache, inputs: { engine: "valkey", evictionPolicy: unknown } },
        { ...cache, name: "engine", inputs: { engine: unknown } },
      ],
    },
    {
      title: "a configuration that may be of the cluster",
      resources: [
        silent,
        {
          kind: "DatabaseValkeyConfig",
          name: "config",
          inputs: { clusterId: unknown, valkeyMaxmemoryPolicy: "allkeys-lru" },
        },
      ],
    },
  ],
  *check(stack) {
    const configured = configuredIn(stack);
    for (const cluster of stack.ofKind("DatabaseCluster")) {
      const engine = engineOf(cluster);
      if ("known" in engine && engine.known?.evicts !== true) continue;
      const policy = cluster.read("evictionPolicy");
      const answer = evicts(policy);
      if (answer === "yes") continue;
      if ("hidden" in engine && !policy.present) {
        yield unclear(engine.hidden, "whether it is a cache", engine.hidden, { resource: cluster });
      } else if (!policy.present) {
        yield* requireYes(configured(cluster), cluster, {
          whether: "it evicts keys before its memory is full",
          otherwise: "writes fail once the memory of the cache is full: nothing is evicted",
        });
      } else if (answer === "no") {
        yield violation(policy, "writes fail once the memory of the cache is full: nothing is evicted", {
          resource: cluster,
        });
      } else
        yield unclear(policy, "whether it evicts keys before its memory is full", answer.doubt, { resource: cluster });
    }
  },
});

/** Where each kind of configuration has the policy. */
const policies: Readonly<Record<string, string>> = {
  DatabaseRedisConfig: "maxmemoryPolicy",
  DatabaseValkeyConfig: "valkeyMaxmemoryPolicy",
};

function configuredIn(stack: StackView): (cluster: ResourceView) => Answer {
  const found = Object.entries(policies).map(([kind, path]) =>
    qualifiedReferences(stack, kind, "clusterId", (config) => {
      const answer = evicts(config.read(path));
      return typeof answer === "object" ? { doubt: doubtFrom(`the ${kind} ${config.name}`, answer.doubt) } : answer;
    }),
  );
  return (cluster) => either(...found.map((one) => one.to(cluster)));
}

/** Whether keys are evicted by a policy, which clusters spell with `_` and configurations with `-`. */
function evicts(policy: Property): Answer {
  const text = policy.text()?.replaceAll("-", "_");
  if (!policy.present || text === "noeviction") return "no";
  return /^(allkeys|volatile)_(lru|lfu|random|ttl)$/.test(text ?? "") ? "yes" : { doubt: doubtOf(policy) };
}
