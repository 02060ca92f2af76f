import * as z from "zod";
import { forgetOwned } from "../collection.ts";
import { conflict, notFound, preconditionFailed } from "../errors.ts";
import {
  type Answer,
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  type Operation,
  ok,
  operation,
  rows,
} from "../operation.ts";
import { collectionsOf, collectionTable, garbageTable } from "./garbage.ts";
import { collectionSubject, completeCollection, garbageOperations } from "./garbage-collections.ts";
import { manifestTable } from "./manifest.ts";
import { type Registry, registryTable } from "./registry.ts";
import { repositoryOperations, usageOf } from "./repositories.ts";
import {
  registriesIn,
  type Subscription,
  subscriptionAnswer,
  subscriptionOf,
  subscriptionTable,
  type TierSlug,
  theSubscription,
  tierAnswer,
  tierSlug,
} from "./subscription.ts";

const name = z.string().regex(/^[a-z0-9-]{1,63}$/, "invalid registry name");
const regions = ["nyc3", "sfo3", "sfo2", "ams3", "sgp1", "fra1", "blr1", "syd1"] as const;

const creation = z.object({
  name,
  subscription_tier_slug: tierSlug.exactOptional(),
  region: z.enum(regions).default("nyc3"),
});

/** Container registries: the API of several, and the older one of a single one, which sees the first. */
export const registries: ApiModule = {
  operations: [
    ...["/v2/registries", "/v2/registry"].flatMap(shared),
    operation("GET", "/v2/registry", "document", (call) => ok({ registry: withSubscription(call, single(call)) })),
    bodyOperation("POST", "/v2/registry", "document", creation, (call, body) =>
      created({ registry: withSubscription(call, create(call, body)) }),
    ),
    operation("DELETE", "/v2/registry", "document", (call) => remove(call, single(call))),
    operation("GET", "/v2/registry/docker-credentials", "document", (call) => credentials(call, single(call))),

    operation("GET", "/v2/registries", "document", (call) =>
      ok({
        registries: rows(call, registryTable)
          .all()
          .map((one) => answerOf(call, one)),
      }),
    ),
    bodyOperation("POST", "/v2/registries", "document", creation, (call, body) =>
      created({ registry: answerOf(call, create(call, body)) }),
    ),
    operation("GET", "/v2/registries/{registry_name}", "document", (call) =>
      ok({ registry: answerOf(call, named(call)) }),
    ),
    operation("DELETE", "/v2/registries/{registry_name}", "document", (call) => remove(call, named(call))),
    operation("GET", "/v2/registries/{registry_name}/docker-credentials", "document", (call) =>
      credentials(call, named(call)),
    ),
  ],
  completions: (cloud) => ({
    "registry.garbage_collection": (account, done) => completeCollection(cloud, account, done),
  }),
};

/** What both have. */
function shared(path: string): Operation[] {
  return [
    operation("GET", `${path}/options`, "document", (call) =>
      ok({
        options: {
          available_regions: regions,
          subscription_tiers: tierSlug.options.map((tier) => {
            const isEligible = rows(call, registryTable).size <= registriesIn(tier);
            return { ...tierAnswer(tier), eligible: isEligible, eligibility_reasons: [] };
          }),
        },
      }),
    ),
    operation("GET", `${path}/subscription`, "document", (call) => {
      const subscription = subscriptionOf(call.account);
      if (subscription === undefined) throw notFound();
      return ok({ subscription: subscriptionAnswer(subscription) });
    }),
    bodyOperation("POST", `${path}/subscription`, "document", z.object({ tier_slug: tierSlug }), (call, body) => {
      if (rows(call, registryTable).size > registriesIn(body.tier_slug)) {
        throw preconditionFailed(`the account has more registries than ${body.tier_slug} allows`);
      }
      return ok({ subscription: subscriptionAnswer(subscribe(call, body.tier_slug)) });
    }),
    bodyOperation("POST", `${path}/validate-name`, "document", z.object({ name }), (call, body) => {
      if (isTaken(call, body.name)) throw conflict("registry name already exists");
      return noContent();
    }),
    ...repositoryOperations(path),
    ...garbageOperations(path),
  ];
}

function create(call: Call, { name, region, subscription_tier_slug }: z.infer<typeof creation>): Registry {
  if (isTaken(call, name)) throw conflict("registry name already exists");
  const tier = subscription_tier_slug ?? subscriptionOf(call.account)?.tier ?? "starter";
  if (rows(call, registryTable).size >= registriesIn(tier)) {
    throw preconditionFailed(`the account already has as many registries as ${tier} allows`);
  }
  subscribe(call, tier);
  return rows(call, registryTable).put(name, { name, region, created_at: call.cloud.clock.stamp });
}

/** Names belong to one account of all. */
function isTaken({ cloud }: Call, name: string): boolean {
  return cloud.all().some((account) => registryTable.of(account).get(name) !== undefined);
}

function remove(call: Call, { name }: Registry): Answer {
  for (const { uuid } of collectionsOf(call.account, name)) {
    call.cloud.transitions.forget(call.account, collectionSubject(name, uuid));
  }
  forgetOwned(call.account, manifestTable, name);
  forgetOwned(call.account, collectionTable, name);
  rows(call, garbageTable).delete(name);
  rows(call, registryTable).delete(name);
  return noContent();
}

function subscribe(call: Call, tier: TierSlug): Subscription {
  const now = call.cloud.clock.stamp;
  const created_at = subscriptionOf(call.account)?.created_at ?? now;
  return rows(call, subscriptionTable).put(theSubscription, { tier, created_at, updated_at: now });
}

function named(call: Call): Registry {
  return need(call, registryTable, "registry_name");
}

function single(call: Call): Registry {
  const [registry] = rows(call, registryTable).all();
  if (registry === undefined) throw notFound();
  return registry;
}

/** What Docker is to be configured with: a token that is stored nowhere, as the user and as the password. */
function credentials({ cloud, account, query }: Call, registry: Registry): Answer {
  const access = query.get("read_write") === "true" ? "write" : "read";
  const token = cloud.ids.derive(`${access} token of ${account.id} for ${registry.name}`);
  const auth = Buffer.from(`${token}:${token}`).toString("base64");
  return ok({ auths: { "registry.digitalocean.com": { auth } } });
}

function answerOf(call: Call, registry: Registry) {
  const used = {
    storage_usage_bytes: usageOf(call, registry.name),
    storage_usage_bytes_updated_at: registry.created_at,
  };
  return { ...registry, ...used };
}

function withSubscription(call: Call, registry: Registry) {
  const subscription = subscriptionOf(call.account);
  return {
    ...answerOf(call, registry),
    ...(subscription === undefined ? {} : { subscription: subscriptionAnswer(subscription) }),
  };
}
