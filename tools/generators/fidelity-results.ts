import { failuresByReason } from "./s3-tests.ts";

/** What a test suite of others found of the emulator, on one day. */
export interface Suite {
  readonly name: string;
  readonly version: string;
  /** `2026-11-26` */
  readonly date: string;
  /** How it was run, in paragraphs. */
  readonly method: readonly string[];
  readonly results: readonly {
    readonly subject: string;
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    /** Of what failed or was skipped. */
    readonly why?: string;
  }[];
  /** What failed, by reason, where the subjects do not say it. */
  readonly reasons?: readonly { readonly count: number; readonly cause: string; readonly why: string }[];
}

/** Written down by hand after each run; the newest run of a suite takes the place of the one before. */
export const suites: readonly Suite[] = [
  {
    name: "Acceptance tests of the Terraform provider",
    version: "2.99.1",
    date: "2026-11-30",
    method: [
      "With Terraform 1.11.4, `hashicorp/tls` beside it and no other provider, an emulator of its own for each subject, several tests at a time on a busy machine. Where a test failed because of its neighbours in the same account, or of what was then repaired, it was run again, and the last run counts. Three things of the tests were changed: where their own client reaches Spaces, and `ubuntu-20-04-x64`, which is no longer offered, for `ubuntu-22-04-x64` in two subjects.",
      "415 of the 478 that were not skipped passed. Without `gradientai`, of which the emulator has the keys alone, and the two operations of `dedicatedinference` that it refuses, 410 of 440 (93 %). 29 of these 30 cannot pass with any emulator of the document: they want a provider that cannot be built any more, a cluster to reach or DigitalOcean's own address, end the provider or the test itself, hold an invalid program, contradict the document, the provider or themselves, create Redis, or pass by chance alone. One test, of a timeout, needs a deployment that lasts: it ran with one of 120 s.",
    ],
    results: [
      { subject: "account", passed: 1, failed: 0, skipped: 0 },
      {
        subject: "app",
        passed: 21,
        failed: 3,
        skipped: 0,
        why: "cannot pass: two ask for a second `ingress` of one, one imports a setting that is the provider's own",
      },
      { subject: "byoipprefix", passed: 4, failed: 0, skipped: 0 },
      {
        subject: "cdn",
        passed: 4,
        failed: 0,
        skipped: 1,
        why: "skipped without a domain of one's own",
      },
      { subject: "certificate", passed: 4, failed: 0, skipped: 0 },
      {
        subject: "database",
        passed: 74,
        failed: 5,
        skipped: 2,
        why: "cannot pass: two create Redis, two end the provider itself, one asks for an attribute that the provider does not have",
      },
      {
        subject: "dedicatedinference",
        passed: 1,
        failed: 2,
        skipped: 14,
        why: "which sizes and models there are is known only to an account; skipped by the suite without one that has access",
      },
      { subject: "domain", passed: 24, failed: 0, skipped: 0 },
      {
        subject: "droplet",
        passed: 27,
        failed: 1,
        skipped: 5,
        why: "wants the one of two messages about a timeout, of which chance decides in the provider's library; skipped: three by the suite itself, two without a GPU",
      },
      { subject: "dropletautoscale", passed: 4, failed: 0, skipped: 0 },
      { subject: "firewall", passed: 9, failed: 0, skipped: 0 },
      {
        subject: "gradientai",
        passed: 5,
        failed: 31,
        skipped: 1,
        why: "agents, knowledge bases and models, which the emulator does not run",
      },
      {
        subject: "image",
        passed: 5,
        failed: 0,
        skipped: 0,
      },
      {
        subject: "kubernetes",
        passed: 39,
        failed: 3,
        skipped: 1,
        why: "one wants a cluster without a worker, which the document forbids; two cannot pass: they need another provider, one of them a cluster to reach as well; skipped without a GPU",
      },
      {
        subject: "loadbalancer",
        passed: 25,
        failed: 2,
        skipped: 0,
        why: "cannot pass: one ends itself, by setting a variable of its environment in a parallel test; of one the provider does not read what it imports",
      },
      { subject: "monitoring", passed: 5, failed: 0, skipped: 0 },
      {
        subject: "nfs",
        passed: 11,
        failed: 5,
        skipped: 0,
        why: "cannot pass: they contradict the provider's documentation (a second share in a VPC, a tier that goes back), the document (a status), the provider's default of a tier, and the order in which it reads a share and attaches it",
      },
      {
        subject: "partnernetworkconnect",
        passed: 2,
        failed: 5,
        skipped: 0,
        why: "cannot pass: their programs give a list as text",
      },
      {
        subject: "project",
        passed: 14,
        failed: 0,
        skipped: 0,
      },
      { subject: "region", passed: 3, failed: 0, skipped: 0 },
      {
        subject: "registry",
        passed: 3,
        failed: 3,
        skipped: 0,
        why: "cannot pass: one asks for a registry without a name, two revoke a token at DigitalOcean itself, which ends the provider",
      },
      { subject: "reservedip", passed: 16, failed: 0, skipped: 0 },
      { subject: "reservedipv6", passed: 7, failed: 0, skipped: 0 },
      { subject: "size", passed: 2, failed: 0, skipped: 0 },
      { subject: "snapshot", passed: 11, failed: 0, skipped: 0 },
      {
        subject: "spaces",
        passed: 56,
        failed: 1,
        skipped: 0,
        why: "cannot pass: its program lacks a required argument",
      },
      { subject: "sshkey", passed: 4, failed: 0, skipped: 0 },
      { subject: "tag", passed: 5, failed: 0, skipped: 0 },
      { subject: "uptime", passed: 2, failed: 0, skipped: 0 },
      { subject: "volume", passed: 15, failed: 0, skipped: 0 },
      { subject: "vpc", passed: 7, failed: 0, skipped: 0 },
      {
        subject: "vpcnatgateway",
        passed: 0,
        failed: 2,
        skipped: 0,
        why: "cannot pass: one wants changes that its program does not make, one a subnet that its program has not to be there",
      },
      { subject: "vpcpeering", passed: 5, failed: 0, skipped: 0 },
    ],
  },
  {
    name: "s3-tests of Ceph",
    version: "8f0ae7b",
    date: "2026-11-30",
    method: [
      "`test_s3.py` and `test_headers.py` with boto3 against one emulator, signed by version 4 where a test does not choose, several at a time on a busy machine, 60 s for each. Of every six tests in their order, five: 736 of 883. The whole was run last on 2026-11-29: 402 passed, 389 failed, 92 were skipped. They are written for Ceph's gateway, and much of what they try Spaces does not have; the emulator answers that with `NotImplemented`.",
      "Tests are grouped by their names, and the first reason that fits counts. The suite skips what is not configured, such as more than one storage class.",
    ],
    results: [
      { subject: "test_s3", passed: 315, failed: 302, skipped: 79 },
      { subject: "test_headers", passed: 18, failed: 22, skipped: 0, why: "most are signed by version 2" },
    ],
    reasons: failuresByReason(),
  },
];
