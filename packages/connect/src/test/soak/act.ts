import type { Action } from "../../actions/action.ts";
import { actionAnswer } from "../../actions/action.ts";
import { waitForAction } from "../../actions/wait-for-actions.ts";
import type { Client } from "../../client/client.ts";
import type { Clock } from "../../client/clock.ts";
import * as schemas from "../../collections/schemas.ts";

/** Does something to a resource, once, and waits until it is done. */
export async function act(
  client: Client,
  clock: Clock,
  resource: string,
  body: Readonly<Record<string, unknown>> & { readonly type: string },
): Promise<Action> {
  const path = `${resource}/actions`;
  const { action } = await client.send("POST", path, {
    body,
    schema: actionAnswer,
    passes: ({ message }) => message.includes("pending event"),
    // Looks for the action if its answer was lost. The API spells some types in full.
    exists: async (sentAt) => {
      for await (const one of client.items(path, "actions", schemas.action)) {
        const isOf = [body.type, `${body.type}_ip`, `${body.type}_volume`].includes(one.type);
        if (isOf && Date.parse(one.started_at) >= sentAt().getTime()) return actionAnswer.parse({ action: one });
      }
      return undefined;
    },
  });
  return waitForAction(client, action.id, { clock, timeoutSeconds: 3600 });
}
