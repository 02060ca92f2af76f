/** What a cache of Redis or Valkey forgets first when its memory is full. Source: DigitalOcean's OpenAPI (7 Aug 2026). */
export const evictionPolicies: readonly string[] = [
  "noeviction",
  "allkeys_lru",
  "allkeys_random",
  "volatile_lru",
  "volatile_random",
  "volatile_ttl",
];
