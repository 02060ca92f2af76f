import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const job = { name: "report", kind: "SCHEDULED", schedule: { cron: "*/30 * * * *", time_zone: "UTC" } };
const spec = {
  name: "shop",
  region: "nyc",
  services: [
    {
      name: "web",
      image: { registry_type: "DOCKER_HUB", repository: "nginx", tag: "1" },
      instance_count: 2,
      instance_size_slug: "apps-s-1vcpu-1gb",
    },
  ],
  workers: [{ name: "queue", github: { repo: "acme/queue", branch: "main" } }],
  jobs: [job],
};

/** An app that serves since midnight. */
async function openApp() {
  const client = await openClient();
  client.emulator.cloud.clock.stop(Date.UTC(2027, 0, 1));
  const { body } = await client.post("/v2/apps", { spec });
  if (body.app === undefined) throw new Error(body.message);
  const path = `/v2/apps/${body.app.id}`;
  await client.get(`${path}/deployments/${body.app.pending_deployment.id}`);
  const advance = (minutes: number) => client.emulator.cloud.clock.advance(minutes * 60_000);
  return { client, path, advance, first: body.app.pending_deployment.id };
}

describe("apps", () => {
  it("are proposed with their price, before they are there", async () => {
    const client = await openClient();
    const proposal = (await client.post("/v2/apps/propose", { spec })).body;
    expect(proposal).toMatchObject({ app_name_available: true, app_is_static: false, existing_static_apps: "0" });
    // Two containers at 12, one and a job at 5.
    expect(proposal.app_cost).toBeGreaterThanOrEqual(29);
    const { app } = (await client.post("/v2/apps", { spec })).body;
    expect(proposal.spec).toEqual(app.spec);
    const again = (await client.post("/v2/apps/propose", { spec })).body;
    expect(again).toMatchObject({ app_name_available: false, app_name_suggestion: "shop-2" });
    const own = (await client.post("/v2/apps/propose", { spec, app_id: app.id })).body;
    expect(own.app_name_available).toBe(true);
    const site = { name: "site", static_sites: [{ name: "pages" }] };
    expect((await client.post("/v2/apps/propose", { spec: site })).body).toMatchObject({
      app_is_static: true,
      app_cost: 0,
    });
    expect((await client.post("/v2/apps/propose", { spec: { ...spec, services: [{ name: "UP" }] } })).status).toBe(422);
    expect((await client.get("/v2/apps")).body.apps).toHaveLength(1);
  });

  it("are restarted, whole or by component", async () => {
    const { client, path } = await openApp();
    const restart = async (body?: object) => client.post(`${path}/restart`, body);
    expect((await restart()).body.deployment).toMatchObject({ cause: "restart", phase: "PENDING_BUILD" });
    expect((await restart({ components: ["web"] })).body.deployment.cause).toBe("restart of web");
    expect(await restart({ components: ["none"] })).toMatchObject({ status: 400, body: { id: "bad_request" } });
    expect((await client.post("/v2/apps/none/restart")).status).toBe(404);
  });

  it("list their containers once they serve", async () => {
    const client = await openClient();
    client.emulator.cloud.transitions.policies.set("app.deploy", { when: "polls", times: 1 });
    const { app } = (await client.post("/v2/apps", { spec })).body;
    const instances = async () => (await client.get(`/v2/apps/${app.id}/instances`)).body.instances;
    expect(await instances()).toEqual([]);
    for (let poll = 0; poll < 2; poll += 1)
      await client.get(`/v2/apps/${app.id}/deployments/${app.pending_deployment.id}`);
    const found = await instances();
    expect(found.map((one: { readonly instance_alias: string }) => one.instance_alias)).toEqual([
      "web-0",
      "web-1",
      "queue-0",
    ]);
    expect(await instances()).toEqual(found);
    const { components } = (await client.get(`/v2/apps/${app.id}/health`)).body.app_health;
    expect(components).toMatchObject([
      { name: "web", replicas_ready: 2, state: "HEALTHY" },
      { name: "queue", replicas_ready: 1 },
    ]);
  });

  it("have logs at a URL, which needs no token", async () => {
    const { client, path, first } = await openApp();
    const text = async (query: string) => {
      const { historic_urls } = (await client.get(`${path}${query}`)).body;
      const answer = await fetch(historic_urls[0]);
      expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
      return (await answer.text()).split("\n").slice(0, -1);
    };
    expect(await text("/components/web/logs?type=RUN")).toEqual([
      expect.stringMatching(/^web-\w{10}-\w{5} 2027-01-01T00:00:00Z started/),
      expect.stringMatching(/ listening on port 8080$/),
      expect.stringMatching(/^web-\w{10}-\w{5} 2027-01-01T00:00:00Z started/),
      expect.stringMatching(/ listening on port 8080$/),
    ]);
    const build = await text(`/deployments/${first}/logs?type=BUILD&follow=false&tail_lines=-1`);
    expect(build).toContain("web 2027-01-01T00:00:00Z building nginx:1");
    expect(build).toContain("queue 2027-01-01T00:00:00Z building acme/queue:main");
    expect(await text(`/deployments/${first}/components/web/logs?type=BUILD`)).toHaveLength(2);
    expect(await text("/logs?type=BUILD&component_name=queue&tail_lines=1")).toEqual([
      expect.stringContaining("build complete"),
    ]);
    const status = async (query: string) => (await client.get(`${path}${query}`)).status;
    expect(await status("/logs?type=GOSSIP")).toBe(400);
    expect(await status("/components/none/logs?type=RUN")).toBe(400);
    expect(await status("/deployments/none/logs?type=RUN")).toBe(404);
    const other = client.as("other");
    expect((await other.get(`${path}/logs?type=RUN`)).status).toBe(404);
    expect((await fetch(`${client.emulator.url}/_emulator/logs/apps/none/none`)).status).toBe(404);
  });

  it("run their jobs by the clock", async () => {
    const { client, path, advance } = await openApp();
    const list = async (query = "") => (await client.get(`${path}/job-invocations${query}`)).body.job_invocations;
    expect(await list()).toMatchObject([
      { job_name: "report", phase: "RUNNING", trigger: { type: "SCHEDULE", scheduled: { schedule: job.schedule } } },
    ]);
    advance(75);
    const runs = await list();
    expect(runs.map((run: { readonly started_at: string }) => run.started_at.slice(11, 16))).toEqual([
      "01:00",
      "00:30",
      "00:00",
    ]);
    expect(runs[0]).toMatchObject({ phase: "SUCCEEDED", completed_at: "2027-01-01T01:01:00Z" });
    expect(await list("?job_names=none")).toEqual([]);
    const one = `${path}/job-invocations/${runs[0].id}`;
    expect((await client.get(`${one}?job_name=report`)).body).toEqual({ ...runs[0], job_invocation: runs[0] });
    expect((await client.post(`${one}/cancel`)).status).toBe(400);
    advance(15);
    const [running] = await list();
    expect((await client.post(`${path}/job-invocations/${running.id}/cancel`)).body.phase).toBe("CANCELED");
    advance(1);
    expect((await list())[0]).toMatchObject({ phase: "CANCELED", completed_at: "2027-01-01T01:30:00Z" });
    const logs = `${path}/jobs/report/invocations/${running.id}/logs?type=JOB_INVOCATION`;
    const text = await fetch((await client.get(logs)).body.historic_urls[0]);
    expect(await text.text()).toContain("report 2027-01-01T01:30:00Z finished with exit code 0\n");
    expect((await client.get(`${path}/job-invocations/none`)).status).toBe(404);
    await client.put(path, { spec: { ...spec, jobs: [{ ...job, schedule: { cron: "soon" } }] } });
    expect((await client.get(path)).body.app.spec.jobs).toEqual([job]);
  });

  it("run their jobs in the time zone of the schedule, also when its clocks change", async () => {
    const client = await openClient();
    client.emulator.cloud.clock.stop(Date.UTC(2027, 2, 13));
    const schedule = { cron: "0 9 * * *", time_zone: "America/New_York" };
    const { app } = (await client.post("/v2/apps", { spec: { ...spec, jobs: [{ ...job, schedule }] } })).body;
    await client.get(`/v2/apps/${app.id}/deployments/${app.pending_deployment.id}`);
    client.emulator.cloud.clock.advance(2 * 24 * 60 * 60_000);
    const runs = (await client.get(`/v2/apps/${app.id}/job-invocations`)).body.job_invocations;
    expect(runs.map((run: { readonly started_at: string }) => run.started_at)).toEqual([
      "2027-03-14T13:00:00Z",
      "2027-03-13T14:00:00Z",
    ]);
    const strange = { ...spec, name: "b", jobs: [{ ...job, schedule: { ...schedule, time_zone: "Moon" } }] };
    expect((await client.post("/v2/apps", { spec: strange })).status).toBe(422);
  });

  it("tell their deployments as events", async () => {
    const { client, path, first } = await openApp();
    const { events } = (await client.get(`${path}/events`)).body;
    expect(events).toMatchObject([{ id: first, type: "DEPLOYMENT", deployment: { phase: "ACTIVE" } }]);
    expect((await client.get(`${path}/events?event_types=AUTOSCALING`)).body.events).toEqual([]);
    expect((await client.get(`${path}/events/${first}`)).body.event).toEqual(events[0]);
    expect((await client.get(`${path}/events/none`)).status).toBe(404);
    expect((await client.post(`${path}/events/${first}/cancel`)).status).toBe(400);
    const { historic_urls } = (await client.get(`${path}/events/${first}/logs?type=AUTOSCALE_EVENT`)).body;
    expect(await (await fetch(historic_urls[0])).text()).toBe("");
  });

  it("are rolled back, and pinned until that is committed or reverted", async () => {
    const { client, path, first } = await openApp();
    const changed = { ...spec, workers: [] };
    const settled = async () => {
      const { app } = (await client.get(path)).body;
      if (app.pending_deployment !== undefined) await client.get(`${path}/deployments/${app.pending_deployment.id}`);
      return (await client.get(path)).body.app;
    };
    await client.put(path, { spec: changed });
    const { active_deployment } = await settled();
    const validate = async (deployment_id: string) =>
      (await client.post(`${path}/rollback/validate`, { deployment_id })).body;
    expect(await validate(first)).toEqual({ valid: true });
    expect(await validate(active_deployment.id)).toMatchObject({ valid: false, error: { code: "incompatible_phase" } });
    expect((await client.post(`${path}/rollback`, { deployment_id: "none" })).status).toBe(400);
    const back = async () => (await client.post(`${path}/rollback`, { deployment_id: first })).body.deployment;
    const { id } = await back();
    expect(await settled()).toMatchObject({ pinned_deployment: { id }, active_deployment: { id, spec } });
    expect((await validate(first)).error.code).toBe("app_pinned");
    expect((await client.post(`${path}/deployments`)).status).toBe(400);
    expect((await client.put(path, { spec })).status).toBe(400);
    await client.post(`${path}/rollback/revert`);
    const reverted = await settled();
    expect(reverted).not.toHaveProperty("pinned_deployment");
    expect(reverted.active_deployment.spec.workers).toEqual([]);
    await back();
    expect((await client.post(`${path}/rollback/commit`)).status).toBe(200);
    expect((await settled()).spec.workers).toHaveLength(1);
    expect((await client.post(`${path}/rollback/commit`)).status).toBe(400);
  });

  it("send the same amount for the same day", async () => {
    const { client, path, advance } = await openApp();
    advance(48 * 60);
    const { body } = await client.get(`${path}/metrics/bandwidth_daily?date=2027-01-01T12:00:00Z`);
    expect(body.date).toBe("2027-01-01T00:00:00Z");
    const [usage] = body.app_bandwidth_usage;
    expect(Number(usage.bandwidth_bytes)).toBeGreaterThan(0);
    const all = { app_ids: [usage.app_id], date: "2027-01-01T00:00:00Z" };
    expect((await client.post("/v2/apps/metrics/bandwidth_daily", all)).body).toEqual(body);
    const before = await client.get(`${path}/metrics/bandwidth_daily?date=2026-12-01T00:00:00Z`);
    expect(before.body.app_bandwidth_usage[0].bandwidth_bytes).toBe("0");
    expect((await client.get(`${path}/metrics/bandwidth_daily?date=yesterday`)).status).toBe(400);
    expect((await client.post("/v2/apps/metrics/bandwidth_daily", { app_ids: ["none"] })).status).toBe(404);
  });
});
