/** Paths that DigitalOcean's OpenAPI document lacks: doctl asks for the first, the provider's own tests for the second. */
export const undocumented = /^\/v1\/|^\/v2\/vpcs\/[^/]+\/subnets/;
