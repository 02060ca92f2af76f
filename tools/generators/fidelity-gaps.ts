/** A limit that DigitalOcean's document states in prose and that the emulator does not hold a request to. */
export interface Gap {
  readonly area: string;
  readonly limit: string;
  /** Why not. */
  readonly why: string;
}

/** Written down by hand from the descriptions of the operations that the emulator has. */
export const gaps: readonly Gap[] = [
  {
    area: "apps",
    limit: "`source_dir` is relative to the root of the repository",
    why: "the specs that DigitalOcean publishes have `/`",
  },
  { area: "apps", limit: "each route only once among all components", why: "old specs have rules beside routes" },
  {
    area: "cdn",
    limit: "50 purged files in 20 seconds, and one purge of the same files at a time",
    why: "nothing is cached; the rate of requests is held to",
  },
  { area: "databases", limit: "form and number of `service_cnames`", why: "they are read, and kept nowhere" },
  {
    area: "databases",
    limit: "no lists of users, databases and backups of Valkey",
    why: "it is not said what is answered; a list is",
  },
  { area: "databases", limit: "`readonly` for users of MongoDB alone", why: "it is not said what is answered" },
  { area: "droplets", limit: "a pool's name stays", why: "it is not said what a PUT with another is answered" },
  { area: "images", limit: "format and size of what a URL holds", why: "nothing is downloaded" },
  {
    area: "kubernetes",
    limit: "`worker_subnet_uuid` stays",
    why: "it is not said what a PUT with another is answered",
  },
  {
    area: "kubernetes",
    limit: "isolated workers only where the VPC has a NAT gateway",
    why: "the provider's own test has none",
  },
  {
    area: "apps",
    limit: "an authority only of the app's domains",
    why: "the provider's own test has another; one that cannot be a domain is refused",
  },
  { area: "kubernetes", limit: "the control plane firewall by invitation only", why: "every account is invited" },
  {
    area: "load_balancers",
    limit: "one resize an hour, none in the first",
    why: "a test would wait an hour, or move the clock",
  },
  { area: "projects", limit: "a PATCH with an attribute at least", why: "it is not said what is answered" },
  {
    area: "all",
    limit: "what a token's scopes leave out of answers, and those that a request needs for what its body names",
    why: "only the scopes that the document declares for an operation are known for all",
  },
];
