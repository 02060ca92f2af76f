import { runsOn, scheduleOf } from "@infrafabric/governor/internal";
import * as z from "zod";
import { stampOf, stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { keyOf } from "../collection.ts";
import { badRequest, notFound } from "../errors.ts";
import { type Call, type Operation, ok, operation, page, param } from "../operation.ts";
import { deploymentsOf } from "./deployment.ts";
import { appOf } from "./running.ts";

const path = "/v2/apps/{app_id}/job-invocations";

/** Runs of jobs that were canceled, by app and id: all others follow from the schedule and the clock. */
export const cancellationTable = tableOf("app_job_cancellations", z.object({ canceled_at: stampSchema }));

belongsTo("App", cancellationTable);

/** Runs of scheduled jobs by the emulator's clock. Each takes a minute, and ends well unless it is canceled. */
export const invocationOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) => {
    const names = call.query.getAll("job_names").flatMap((some) => some.split(","));
    const deployment = call.query.get("deployment_id");
    const wanted = runsIn(call).filter(
      (run) =>
        (names.length === 0 || names.includes(run.job)) && (deployment === null || deployment === run.deployment),
    );
    return page(call, "job_invocations", wanted, (some) => some.map((run) => answerOf(call, run)));
  }),
  operation("GET", `${path}/{job_invocation_id}`, "document", (call) => ok(oneAnswer(call))),
  operation("POST", `${path}/{job_invocation_id}/cancel`, "document", (call) => {
    const { id, phase } = invocationNamed(call);
    if (phase !== "RUNNING") throw badRequest("the job invocation is no longer running");
    const key = keyOf(appOf(call).id, id);
    cancellationTable.of(call.account).put(key, { canceled_at: call.cloud.clock.stamp });
    return ok(oneAnswer(call));
  }),
];

const minute = 60_000;
const day = 24 * 60 * minute;
/** Older runs are forgotten. */
const kept = 30 * day;

/** The run that a path names, of the job that it names, if it does. */
export function invocationNamed(call: Call) {
  const job = param(call, "job_name") || call.query.get("job_name") || undefined;
  const wanted = param(call, "job_invocation_id");
  const found = runsIn(call).find(
    (run) => wanted.startsWith(secondsOf(run)) && wanted === idOf(call, run) && (job ?? run.job) === run.job,
  );
  if (found === undefined) throw notFound();
  return answerOf(call, found);
}

/** The run that a path names. The document has it bare, DigitalOcean's Go client reads it below its name. */
function oneAnswer(call: Call) {
  const run = invocationNamed(call);
  return { ...run, job_invocation: run };
}

/** The runs of an app's jobs, newest first. A deployment runs its jobs until the next one serves. */
function runsIn(call: Call): readonly Run[] {
  const { cloud, account } = call;
  const app = appOf(call);
  const now = cloud.clock.time;
  const served = deploymentsOf(account, app.id).filter(({ phase }) => phase === "ACTIVE" || phase === "SUPERSEDED");
  return served.flatMap((deployment, index) => {
    const next = served[index - 1];
    const since = Math.max(Date.parse(deployment.created_at), now - kept);
    const until = next === undefined ? now : Date.parse(next.created_at) - 1;
    return (deployment.spec.jobs ?? []).flatMap(({ name, schedule }) => {
      const runs = scheduleOf(schedule?.cron ?? "");
      if (runs === undefined || since > until) return [];
      // A day of the schedule's time zone begins up to a day before that of UTC, or after it.
      const days = Math.floor(until / day) - Math.floor(since / day) + 3;
      return Array.from({ length: days }, (_, ago) => runsOn(runs, until + day - ago * day).toReversed())
        .flat()
        .map((time) => time - offsetIn(schedule?.time_zone, time))
        .filter((time) => time >= since && time <= until)
        .map((time) => ({ app: app.id, job: name, deployment: deployment.id, schedule, time }));
    });
  });
}

/** How far a time zone is ahead of UTC at about a time, in milliseconds. */
function offsetIn(zone: string | undefined, time: number): number {
  if (zone === undefined) return 0;
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(time);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute * (sign === "-" ? -1 : 1);
}

interface Run {
  readonly app: string;
  readonly job: string;
  readonly deployment: string;
  readonly schedule: object | undefined;
  readonly time: number;
}

/** What the id of a run begins with, so that one of many thousands is found at once. */
const secondsOf = ({ time }: Run) => (time / 1000).toString(16).padStart(8, "0");

const idOf = ({ cloud }: Call, run: Run) =>
  secondsOf(run) + cloud.ids.derive(`run ${run.app} ${run.job} ${run.time}`).slice(0, 24);

function answerOf(call: Call, run: Run) {
  const { cloud, account } = call;
  const { app, job, deployment, schedule, time } = run;
  const id = idOf(call, run);
  const canceled = cancellationTable.of(account).get(keyOf(app, id))?.canceled_at;
  const isRunning = canceled === undefined && cloud.clock.time < time + minute;
  const started = stampOf(new Date(time));
  return {
    id,
    job_name: job,
    deployment_id: deployment,
    phase: canceled !== undefined ? "CANCELED" : isRunning ? "RUNNING" : "SUCCEEDED",
    trigger: { type: "SCHEDULE", scheduled: { schedule } },
    created_at: started,
    started_at: started,
    ...(isRunning ? {} : { completed_at: canceled ?? stampOf(new Date(time + minute)) }),
  };
}
