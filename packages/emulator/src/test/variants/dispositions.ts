import type { VariantKind } from "./variant.ts";

/** Why the emulator answers variants otherwise than the document alone would have it. */
export interface Disposition {
  readonly operation: RegExp;
  readonly field: RegExp;
  readonly kinds: readonly VariantKind[];
  readonly reason: string;
}

const balancers = /^(POST \/v2\/load_balancers|PUT \/v2\/load_balancers\/\{lb_id\})$/;
const rulesOfBalancers = /^(POST|PUT) \/v2\/load_balancers/;
const clusters = /^POST \/v2\/databases(\/\{database_cluster_uuid\}\/(pools|replicas))?$/;
const records = /\/v2\/domains\/\{domain_name\}\/records\/\{domain_record_id\}$/;

/** Everywhere that the emulator and the document differ. One that nothing needs any more fails the test. */
export const dispositions: readonly Disposition[] = [
  // What goes together, which the document does not say of the single field.
  {
    operation: /./,
    field: /(^|\.)region$/,
    kinds: ["value"],
    reason: "regions that are closed or have nothing of the account, such as its VPC",
  },
  {
    operation: balancers,
    field: /^(domains|glb_settings|target_load_balancer_ids)/,
    kinds: ["field", "value", "unset", "bound"],
    reason: "of global load balancers only",
  },
  {
    operation: rulesOfBalancers,
    field: /^forwarding_rules\.0\.(entry_protocol|target_protocol|certificate_id)$/,
    kinds: ["field", "value"],
    reason: "protocols go in pairs, and a certificate with HTTPS alone",
  },
  {
    operation: /^PUT \/v2\/load_balancers/,
    field: /^(network|network_stack|type|vpc_uuid)$/,
    kinds: ["field", "value"],
    reason: "kept for ever: the provider replaces the load balancer",
  },
  {
    operation: /^(POST|PUT) \/v2\/apps/,
    field: /\.autoscaling/,
    kinds: ["field", "bound"],
    reason: "needs a minimum below the maximum and a size with a CPU of its own",
  },
  {
    operation: /^(POST|PUT) \/v2\/apps/,
    field: /^spec\.domains\.0\.type$/,
    kinds: ["field", "value"],
    reason: "UNSPECIFIED is what protocol buffers call no value",
  },
  {
    operation: /^(POST|PUT) \/v2\/apps/,
    field: /^spec\.databases\.0\.production$/,
    kinds: ["field"],
    reason: "a production database is a cluster that is there, and needs its name",
  },
  {
    operation: /^POST \/v2\/kubernetes\/clusters$/,
    field: /^sso\.(enabled|required)$/,
    kinds: ["field"],
    reason: "sign-on needs `issuer_url` and `client_id`, and cannot be required alone",
  },
  {
    operation: /^(POST|PUT) \/v2\/droplets\/autoscale/,
    field: /^config\.(target_number_instances|min_instances)$/,
    kinds: ["bound"],
    reason: "more Droplets than the account may have, or a minimum above the maximum of the request",
  },
  {
    operation: /^POST \/v2\/droplets$/,
    field: /^volumes$/,
    kinds: ["field"],
    reason: "a volume is of one Droplet, not of several names",
  },
  {
    operation: /^POST \/v2\/databases$/,
    field: /^engine$/,
    kinds: ["value"],
    reason: "Redis clusters can no longer be created",
  },
  {
    operation: /\/v2\/databases/,
    field: /^rules\.0\.type$/,
    kinds: ["value"],
    reason: "the value is an address, and none of the other types",
  },
  {
    operation: /\/logsink$/,
    field: /^(sink_type|config\.format)$/,
    kinds: ["value"],
    reason: "each type of sink has a configuration of its own, and the custom format a line",
  },
  {
    operation: /^POST \/v2\/(images\/\{image_id\}|volumes|reserved_ipv6\/\{reserved_ipv6\})\/actions$/,
    field: /^type$/,
    kinds: ["value"],
    reason: "done to what is in that state: a backup is converted, what is attached or assigned is taken off",
  },
  {
    operation: /^POST \/v2\/registr(y|ies)(\/subscription)?$/,
    field: /tier_slug$/,
    kinds: ["value"],
    reason: "a smaller subscription does not hold the registries that are there",
  },
  {
    operation: /^(PUT|PATCH) \/v2\/spaces\/keys/,
    field: /^grants$/,
    kinds: ["field"],
    reason: "a key with full access cannot become one with grants by bucket: documentation of Spaces",
  },
  {
    operation: /\/v2\/tags\/\{tag_id\}\/resources$/,
    field: /^resources\.0\.resource_type$/,
    kinds: ["value"],
    reason: "the ID is a volume's, and of no other type",
  },
  {
    operation: /\/v2\/projects/,
    field: /^purpose$/,
    kinds: ["bound"],
    reason: "a purpose of one's own is stored with `Other: ` before it, and that has 255 characters at most",
  },
  {
    operation: /\/events\/\{event_id\}\/cancel$/,
    field: /^$/,
    kinds: ["smallest"],
    reason: "of autoscaling only, of which nothing here has events",
  },
  {
    operation: /\/findings\/\{finding_uuid\}\/affected_resources$/,
    field: /^/,
    kinds: ["smallest", "page"],
    reason: "a scan finds nothing",
  },
  {
    operation: /\/destroy_with_associated_resources\/retry$/,
    field: /^$/,
    kinds: ["smallest"],
    reason: "nothing has failed",
  },

  {
    operation: /^PATCH .*\/config$/,
    field: /^config\.sql_mode$/,
    kinds: ["bound"],
    reason: "the longest text is not of the form that the document asks for",
  },

  // Where the emulator takes more than the document.
  {
    operation: /^PATCH .*\/config$/,
    field: /^config\.(group_concat_max_len|max_seeks_for_key)$/,
    kinds: ["beyond"],
    reason: "the bound is 2 ** 64 - 1, and in JSON as JavaScript reads it one more is the same number",
  },
  {
    operation: balancers,
    field: /^size_unit$/,
    kinds: ["beyond"],
    reason: "the provider and the documentation of load balancers have 200 nodes, the document 100",
  },
  { operation: balancers, field: /^forwarding_rules$/, kinds: ["beyond"], reason: "a global load balancer has none" },
  {
    operation: clusters,
    field: /connection$|^do_settings|^maintenance_window/,
    kinds: ["type", "beyond", "missing"],
    reason: "not read: fields of the answer, and settings that have operations of their own",
  },
  {
    operation: /\/v2\/databases/,
    field: /^rules\.0\.uuid$|^readonly$/,
    kinds: ["type"],
    reason: "not read: the emulator gives the IDs, and users are not read-only",
  },
  {
    operation: /\/logsink\/\{logsink_id\}$/,
    field: /^config\./,
    kinds: ["missing", "beyond"],
    reason: "a change is not held to what its type of sink needs",
  },
  {
    operation: /^(POST|PUT) \/v2\/(vector-databases|gen-ai)/,
    field: /^(id|backup_id|api_key_uuid)$/,
    kinds: ["type"],
    reason: "not read: the path has the ID",
  },
  {
    operation: /^POST \/v2\/monitoring\/sinks\/destinations/,
    field: /^config\.credentials/,
    kinds: ["type"],
    reason: "not read, and so not kept: nothing is sent there",
  },
  {
    operation: /^(POST|PUT) \/v2\/functions\/namespaces\/\{namespace_id\}\/triggers/,
    field: /^scheduled_details\.body\.name$/,
    kinds: ["type"],
    reason: "the body is what the function wants, and `name` an example",
  },
  {
    operation: /^PUT \/v2\/functions/,
    field: /^scheduled_details\.cron$/,
    kinds: ["missing"],
    reason: "without anything in it, it is what Go clients send for what was never set",
  },
  {
    operation: /^PATCH \/v2\/partner_network_connect/,
    field: /^(name|vpc_ids)$/,
    kinds: ["missing"],
    reason: "a change of nothing, which one of the document's three bodies is",
  },
  {
    operation: /^POST \/v2\/apps\/\{app_id\}\/deployments$/,
    field: /^force_build$/,
    kinds: ["type"],
    reason: "not read",
  },
  {
    operation: /./,
    field: /(^|\.)(email|slack|entities|tags|regions|droplet_ids|inbound_rules)$/,
    kinds: ["missing"],
    reason: "a list that is left out or null is an empty one, as Go clients send it",
  },
  {
    operation: /./,
    field: /(^|\.)(enabled|tls|auth_plugin|database_name)$/,
    kinds: ["missing"],
    reason: "has a default, or leaves nothing in an object that may be left out",
  },
  {
    operation: /^(POST|PUT) \/v2\/kubernetes\/clusters/,
    field: /(^|\.)(count|name)$/,
    kinds: ["missing"],
    reason: "the autoscaler says how many there are, and a change what changes",
  },
  {
    operation: /^DELETE \/v2\/firewalls/,
    field: /\.ports$/,
    kinds: ["missing"],
    reason: "a rule without ports is one of all ports",
  },
  {
    operation: /^POST \/v2\/(databases\/\{database_cluster_uuid\}\/replicas|registry)$/,
    field: /^(size|subscription_tier_slug)$/,
    kinds: ["missing"],
    reason: "the size of the primary, and the subscription that is there",
  },
  {
    operation: /^PUT \/v2\/uptime/,
    field: /^period$/,
    kinds: ["missing"],
    reason: "a change says what changes",
  },
  {
    operation: /^POST \/v2\/domains\/\{domain_name\}\/records$/,
    field: /^name$/,
    kinds: ["missing"],
    reason: "the domain itself, as the provider has it",
  },
  {
    operation: /^POST \/v2\/load_balancers$/,
    field: /^(region|forwarding_rules)$/,
    kinds: ["missing"],
    reason: "a global load balancer has none",
  },
  {
    operation: records,
    field: /^type$/,
    kinds: ["type", "missing"],
    reason: "a record keeps its type; clients leave it out",
  },
];

/** Answers that the document does not allow, by what is said of them. */
export const answers: readonly { readonly offence: RegExp; readonly reason: string }[] = [
  {
    offence: /load_balancers? .*must have required property 'forwarding_rules'/,
    reason: "the provider takes no rules of a global load balancer, though the document wants one",
  },
  { offence: /load_balancer\/size_unit must be <= 100/, reason: "the provider and the documentation have 200" },
  { offence: /^the document has no path \/v1\//, reason: "of another host of DigitalOcean's, which doctl asks" },
  { offence: /trigger\/scheduled_details\/body\/name must be string/, reason: "what the function wants" },
  {
    offence: /resources\/\d+\/urn must match pattern/,
    reason: "apps and other resources are in projects, too: the provider reads them",
  },
];
