import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { notFound } from "../errors.ts";
import { type Answer, type Call, type Operation, ok, operation, param } from "../operation.ts";
import { queryOf } from "../query.ts";
import { deploymentTable } from "./deployment.ts";
import { eventOf } from "./events.ts";
import { invocationNamed } from "./invocations.ts";
import { componentNamed, deploymentOf, instancesOf } from "./running.ts";
import { type Component, componentsOf } from "./spec.ts";

const types = ["UNSPECIFIED", "BUILD", "DEPLOY", "RUN", "RUN_RESTARTED", "AUTOSCALE_EVENT", "JOB_INVOCATION"] as const;

/** What is asked of a log. Booleans and numbers come as text. */
const question = z.object({
  type: z.enum(types).default("UNSPECIFIED"),
  component_name: z.string().default(""),
  /** When what is logged was done, if not when the deployment was. */
  at: stampSchema.exactOptional(),
  tail_lines: z
    .string()
    .regex(/^-?\d+$/, "expected a whole number")
    .default("-1"),
});

const app = "/v2/apps/{app_id}";
const deployment = `${app}/deployments/{deployment_id}`;

/** Where the text of a log is served, to whoever has its URL. */
export const logPath = "/logs/apps/:account/:deployment";

/** Logs: a URL of plain text. There is none of a log that goes on, as nothing runs that would write it. */
export const logOperations: readonly Operation[] = [
  ...[app, deployment].flatMap((path) => [
    operation("GET", `${path}/logs`, "document", deploymentLogs),
    operation("GET", `${path}/components/{component_name}/logs`, "document", deploymentLogs),
  ]),
  operation("GET", `${app}/jobs/{job_name}/invocations/{job_invocation_id}/logs`, "document", (call) => {
    const { job_name, deployment_id, started_at } = invocationNamed(call);
    return logsAt(call, deployment_id, job_name, { at: started_at });
  }),
  operation("GET", `${app}/events/{event_id}/logs`, "document", (call) => logsAt(call, eventOf(call).id, "")),
];

function deploymentLogs(call: Call): Answer {
  const { id, spec } = deploymentOf(call);
  const component = param(call, "component_name") || queryOf(call, question).component_name;
  if (component !== "") componentNamed(spec, component);
  return logsAt(call, id, component);
}

function logsAt(call: Call, id: string, component: string, more: { readonly at?: string } = {}): Answer {
  const { type, tail_lines } = queryOf(call, question);
  const url = new URL(`/_emulator/logs/apps/${call.account.id}/${id}`, call.url);
  url.search = new URLSearchParams({ type, component_name: component, tail_lines, ...more }).toString();
  return ok({ historic_urls: [url.href] });
}

/** The text of a log, as a query asks for it. */
export function logText(cloud: Cloud, account: Account, id: string, query: URLSearchParams): string {
  const one = deploymentTable.of(account).get(id);
  if (one === undefined) throw notFound();
  const { type, component_name, tail_lines, at = one.updated_at } = queryOf({ query }, question);
  const ended = one.phase === "PENDING_BUILD" ? [] : [true];
  const instances = instancesOf(cloud, one);
  const lines = componentsOf(one.spec)
    .filter(({ name }) => component_name === "" || name === component_name)
    .flatMap((component) => {
      const said = {
        UNSPECIFIED: [],
        BUILD: [`building ${sourceOf(component)}`, ...ended.map(() => "build complete: the emulator builds nothing")],
        DEPLOY: ended.map(() => "deploy complete"),
        RUN: ended.flatMap(() => [
          "started: the emulator runs nothing",
          ...(component.http_port === undefined ? [] : [`listening on port ${component.http_port}`]),
        ]),
        RUN_RESTARTED: [],
        AUTOSCALE_EVENT: [],
        JOB_INVOCATION: ["started: the emulator runs nothing", "finished with exit code 0"],
      }[type];
      const own = instances.filter((instance) => instance.component_name === component.name);
      const speakers =
        type === "RUN" && own.length > 0 ? own.map((instance) => instance.instance_name) : [component.name];
      return speakers.flatMap((speaker) => said.map((text) => `${speaker} ${at} ${text}`));
    });
  const tail = Number(tail_lines);
  const shown = tail >= 0 ? lines.slice(lines.length - Math.min(tail, lines.length)) : lines;
  return shown.map((line) => `${line}\n`).join("");
}

function sourceOf({ image, ...component }: Component): string {
  const source = [image, component.git, component.github, component.gitlab, component.bitbucket].find(
    (one) => one !== undefined,
  );
  const { repository, repo, repo_clone_url, tag, branch } = origin.parse(source ?? {});
  const version = tag ?? branch;
  return `${repository ?? repo ?? repo_clone_url ?? "its source"}${version === undefined ? "" : `:${version}`}`;
}

const origin = z
  .object({
    repository: z.string(),
    repo: z.string(),
    repo_clone_url: z.string(),
    tag: z.string(),
    branch: z.string(),
  })
  .partial()
  .catch({});
