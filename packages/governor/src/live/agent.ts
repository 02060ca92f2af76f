import { attributeOf, isApiObject, objectsIn } from "./api-object";
import type { ApiObject } from "./live";

/** What is read of one agent says more than the list does. */
export function agentAttributes({ agent, ...listed }: ApiObject): ApiObject {
  const { model, deployment, guardrails, ...rest } = { ...listed, ...(isApiObject(agent) ? agent : {}) };
  return {
    ...rest,
    model_uuid: attributeOf(model, "uuid"),
    deployments: deployment,
    ...(guardrails === undefined ? {} : { agent_guardrails: guardrails }),
    knowledge_base_uuids: objectsIn(rest.knowledge_bases).map(({ uuid }) => uuid),
  };
}
