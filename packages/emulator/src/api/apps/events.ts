import { badRequest, notFound } from "../errors.ts";
import { type Call, type Operation, ok, operation, page, param } from "../operation.ts";
import { type Deployment, deploymentAnswer, deploymentsOf } from "./deployment.ts";
import { appOf } from "./running.ts";

const path = "/v2/apps/{app_id}/events";

/** What happened to apps: their deployments, as nothing here grows by itself. An event has the id of its deployment. */
export const eventOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) => {
    const types = call.query.getAll("event_types").flatMap((some) => some.split(","));
    const hasDeployments = types.length === 0 || types.includes("DEPLOYMENT");
    return page(call, "events", hasDeployments ? eventsOf(call).map(answerOf) : []);
  }),
  operation("GET", `${path}/{event_id}`, "document", (call) => ok({ event: answerOf(eventOf(call)) })),
  operation("POST", `${path}/{event_id}/cancel`, "document", (call) => {
    eventOf(call);
    throw badRequest("only autoscaling events can be canceled");
  }),
];

const eventsOf = (call: Call) => deploymentsOf(call.account, appOf(call).id);

/** The deployment whose event a path names. */
export function eventOf(call: Call): Deployment {
  const found = eventsOf(call).find(({ id }) => id === param(call, "event_id"));
  if (found === undefined) throw notFound();
  return found;
}

function answerOf(deployment: Deployment) {
  const { id, created_at } = deployment;
  return { id, type: "DEPLOYMENT", created_at, deployment_id: id, deployment: deploymentAnswer(deployment) };
}
