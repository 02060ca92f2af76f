import { ApiError, serverError } from "../api/errors.ts";
import { tooManyRequests } from "../limits/rate-limits.ts";

/** What a fault does to a request. */
export type Effect =
  /** Answers in place of the operation, which does not run. */
  | Refusal
  /** Lets the operation run and answers 500 all the same: what it did is done. */
  | { readonly does: "lose-answer" }
  /** Answers 404 to the first reads of what was created. */
  | { readonly does: "hide" }
  /** Answers late. */
  | { readonly does: "delay" }
  /** Closes the connection without an answer. */
  | { readonly does: "reset" };

/** An answer that stands for another one. */
export interface Refusal {
  readonly does: "refuse";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A pain of production that can be had on request. */
export interface Preset {
  /** One line: what a client sees. */
  readonly title: string;
  /** Where it was met: a URL, or `assumed`. */
  readonly source: `https://${string}` | "assumed";
  readonly effect: Effect;
  /** What it befalls unless told otherwise. */
  readonly to: "api" | "spaces" | "any";
  readonly method: string;
  readonly path: string;
}

const tf = "https://github.com/digitalocean/terraform-provider-digitalocean";

const json = (error: ApiError, headers: Readonly<Record<string, string>> = {}): Refusal => ({
  does: "refuse",
  status: error.status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ id: error.id, message: error.message }),
});

const s3 = (status: number, code: string, message: string): Refusal => ({
  does: "refuse",
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

/** The answer whose operation has run. */
export const lostAnswer = {
  api: json(serverError()),
  spaces: s3(500, "InternalError", "We encountered an internal error."),
};

/** The answer for what is there but not seen yet. */
export const notYet = {
  api: json(new ApiError(404, "not_found", "The resource you were accessing could not be found.")),
  spaces: s3(404, "NoSuchBucket", "The specified bucket does not exist."),
};

/** Every fault, by its name. */
export const presets = {
  "rate-limited": {
    title: "429 with retry-after, as of the limit per minute",
    source: `${tf}/issues/546`,
    effect: json(tooManyRequests(), { "retry-after": "2", "ratelimit-remaining": "0" }),
    to: "api",
    method: "*",
    path: "/v2/**",
  },
  "rate-limited-hourly": {
    title: "429 without retry-after, as of the limit per hour: clients that only back off give up",
    source: `${tf}/pull/967`,
    effect: json(tooManyRequests(), { "ratelimit-remaining": "0" }),
    to: "api",
    method: "*",
    path: "/v2/**",
  },
  "server-error": {
    title: "500, and nothing was done",
    source: "https://github.com/pulumi/pulumi-digitalocean/issues/190",
    effect: json(serverError()),
    to: "api",
    method: "*",
    path: "/v2/**",
  },
  unavailable: {
    title: "503, and nothing was done",
    source: `${tf}/issues/235`,
    effect: json(new ApiError(503, "service_unavailable", "Service Unavailable")),
    to: "api",
    method: "*",
    path: "/v2/**",
  },
  "gateway-timeout": {
    title: "504 of a gateway, in HTML where a client expects JSON",
    source: `${tf}/issues/377`,
    effect: {
      does: "refuse",
      status: 504,
      headers: { "content-type": "text/html" },
      body: "<html><head><title>504 Gateway Time-out</title></head><body><h1>504 Gateway Time-out</h1></body></html>\n",
    },
    to: "any",
    method: "*",
    path: "/**",
  },
  "commit-then-500": {
    title: "500 after it was done: whoever tries again creates it twice",
    source: `${tf}/issues/925`,
    effect: { does: "lose-answer" },
    to: "any",
    method: "POST",
    path: "/**",
  },
  "pending-event": {
    title: "422, as another action is under way",
    source: `${tf}/issues/1034`,
    effect: json(new ApiError(422, "unprocessable_entity", "Droplet already has a pending event.")),
    to: "api",
    method: "POST",
    path: "/v2/{droplets,volumes,reserved_ips}/*/actions",
  },
  "not-found-after-create": {
    title: "404 to the first reads of what was created",
    source: `${tf}/issues/1600`,
    effect: { does: "hide" },
    to: "api",
    method: "*",
    path: "/v2/**",
  },
  "vpc-has-members": {
    title: "409 when a VPC is deleted, as members are deleted later than they are gone",
    source: `${tf}/issues/1368`,
    effect: json(new ApiError(409, "conflict", "Can not delete VPC with members")),
    to: "api",
    method: "DELETE",
    path: "/v2/vpcs/*",
  },
  "project-has-resources": {
    title: "412 when a project is deleted, as its resources have not moved yet",
    source: `${tf}/issues/445`,
    effect: json(new ApiError(412, "precondition_failed", "cannot delete a project with resources")),
    to: "api",
    method: "DELETE",
    path: "/v2/projects/*",
  },
  "no-capacity": {
    title: "422, as the region has no room for another Droplet",
    source: "assumed",
    effect: json(new ApiError(422, "unprocessable_entity", "The region is currently out of capacity for this size.")),
    to: "api",
    method: "POST",
    path: "/v2/droplets",
  },
  slow: {
    title: "an answer that comes late",
    source: `${tf}/issues/329`,
    effect: { does: "delay" },
    to: "any",
    method: "*",
    path: "/**",
  },
  reset: {
    title: "a connection that is closed before the answer",
    source: "https://github.com/digitalocean/godo/issues/173",
    effect: { does: "reset" },
    to: "any",
    method: "*",
    path: "/**",
  },
  "bucket-not-found-after-create": {
    title: "404 to the first reads of a bucket that was created",
    source: `${tf}/issues/996`,
    effect: { does: "hide" },
    to: "spaces",
    method: "*",
    path: "/*",
  },
  "slow-down": {
    title: "503 SlowDown of Spaces, and nothing was done",
    source: "https://github.com/thephpleague/flysystem-aws-s3-v3/issues/278",
    effect: s3(503, "SlowDown", "Please reduce your request rate."),
    to: "spaces",
    method: "*",
    path: "/**",
  },
} as const satisfies Readonly<Record<string, Preset>>;

/** Name of a fault. */
export type PresetName = keyof typeof presets;
