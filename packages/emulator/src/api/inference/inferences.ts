import * as z from "zod";
import { atEnd } from "../at-end.ts";
import { caCertificate } from "../ca-certificate.ts";
import { forbidden, notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  accepted,
  bodyOperation,
  type Call,
  need,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import {
  type Inference,
  type InferenceToken,
  inferenceSubject,
  inferenceTable,
  inferenceTokenTable,
  modelDeployment,
  tokensOf,
} from "./inference.ts";

const path = "/v2/dedicated-inferences";
const one = `${path}/{dedicated_inference_id}`;

const name = z
  .string()
  .max(255)
  .regex(/^[\w-]+$/, "Name is invalid");
const spec = z.object({
  version: z.int(),
  name,
  region: z.string().toLowerCase(),
  vpc: z.object({ uuid: z.string() }),
  enable_public_endpoint: z.boolean(),
  model_deployments: z.array(modelDeployment).min(1),
});
/** Tokens are for fetching models, of which none is. */
const request = z.object({ spec, access_tokens: z.record(z.string(), z.string()).exactOptional() });

/** Dedicated inference. Which sizes and models there are, only an account knows: every slug is taken. */
export const inferences: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => {
      const region = call.query.get("region");
      const all = rows(call, inferenceTable).filter((row) => region === null || row.region === region);
      return page(call, "dedicated_inferences", all, (some) => some.map(answer));
    }),
    bodyOperation("POST", path, "document", request, (call, body) => {
      const row = create(call, body.spec);
      const first = newToken(call, row.id, "default", true);
      return accepted({
        dedicated_inference: answer(row),
        token: { ...tokenAnswer(first), value: secretValue(call, first) },
      });
    }),
    operation("GET", one, "document", (call) => {
      call.cloud.transitions.poll(call.account, inferenceSubject(param(call, "dedicated_inference_id")));
      return ok({ dedicated_inference: answer(needInference(call)) });
    }),
    bodyOperation("PATCH", one, "document", request, (call, { spec: next }) => {
      const old = needInference(call);
      if (old.status !== "active") throw forbidden("dedicated inference is not active");
      if (next.region !== old.region || next.vpc.uuid !== old.vpc_uuid) {
        throw unprocessable("spec: region and vpc cannot be changed");
      }
      const { name: renamed, model_deployments } = next;
      call.cloud.transitions.begin(call.account, "dedicated_inference.update", inferenceSubject(old.id));
      const changed = { ...old, name: renamed, model_deployments, version: old.version + 1 };
      return accepted({
        dedicated_inference: answer(
          rows(call, inferenceTable).put(old.id, {
            ...changed,
            status: "updating",
            updated_at: call.cloud.clock.stamp,
          }),
        ),
      });
    }),
    operation("DELETE", one, "document", (call) => {
      const { cloud, account } = call;
      const row = needInference(call);
      for (const { id } of tokensOf(account, row.id)) rows(call, inferenceTokenTable).delete(id);
      cloud.transitions.forget(account, inferenceSubject(row.id));
      cloud.transitions.begin(account, "dedicated_inference.delete", inferenceSubject(row.id));
      rows(call, inferenceTable).put(row.id, { ...row, status: "deleting" });
      return { status: 202 };
    }),
    operation("GET", `${one}/ca`, "document", (call) => {
      needInference(call);
      return ok({ cert: Buffer.from(caCertificate).toString("base64") });
    }),
    operation("GET", `${one}/tokens`, "document", (call) =>
      page(call, "tokens", tokensOf(call.account, needInference(call).id), (some) => some.map(tokenAnswer)),
    ),
    bodyOperation("POST", `${one}/tokens`, "document", z.object({ name }), (call, body) => {
      const token = newToken(call, needInference(call).id, body.name, false);
      return accepted({ token: { ...tokenAnswer(token), value: secretValue(call, token) } });
    }),
    operation("DELETE", `${one}/tokens/{token_id}`, "document", (call) => {
      const token = need(call, inferenceTokenTable, "token_id");
      if (token.inference !== needInference(call).id) throw notFound();
      rows(call, inferenceTokenTable).delete(token.id);
      return noContent();
    }),
  ],
  completions: () => ({
    "dedicated_inference.create": atEnd(inferenceTable, inferenceSubject, { status: "active" }),
    "dedicated_inference.update": atEnd(inferenceTable, inferenceSubject, { status: "active" }),
    "dedicated_inference.delete": atEnd(inferenceTable, inferenceSubject),
  }),
};

const needInference = (call: Call): Inference => need(call, inferenceTable, "dedicated_inference_id");

function create(call: Call, { vpc, ...body }: z.infer<typeof spec>): Inference {
  const { cloud, account } = call;
  const table = rows(call, inferenceTable);
  if (rows(call, vpcTable).get(vpc.uuid)?.region !== body.region) {
    throw unprocessable(`spec.vpc: no VPC ${vpc.uuid} in ${body.region}`);
  }
  if (table.find((row) => row.name === body.name) !== undefined) throw unprocessable("name is already in use");
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "dedicated_inference.create", inferenceSubject(id));
  const stamps = { created_at: cloud.clock.stamp, updated_at: cloud.clock.stamp };
  return table.put(id, { id, ...body, vpc_uuid: vpc.uuid, status: "provisioning", ...stamps });
}

function newToken(call: Call, inference: string, called: string, is_managed: boolean): InferenceToken {
  const id = call.cloud.ids.uuid();
  const created_at = call.cloud.clock.stamp;
  return rows(call, inferenceTokenTable).put(id, { id, inference, name: called, created_at, is_managed });
}

const secretValue = ({ cloud }: Call, { id }: InferenceToken) =>
  `di_${cloud.ids.derive(`inference token ${id}`).slice(0, 40)}`;

const tokenAnswer = ({ inference: _, ...token }: InferenceToken) => token;

function answer(row: Inference) {
  const { version, enable_public_endpoint, model_deployments, ...own } = row;
  const { id, name: called, region, vpc_uuid } = row;
  const host = (what: string) => `https://${what}-${id}.inference.emulator.test`;
  return {
    ...own,
    spec: {
      ...{ version, name: called, region, enable_public_endpoint, model_deployments, vpc: { uuid: vpc_uuid } },
      // The Go client reads it under a name of its own.
      vpc_config: { vpc_uuid },
    },
    endpoints: {
      private_endpoint_fqdn: host("private"),
      ...(enable_public_endpoint ? { public_endpoint_fqdn: host("public") } : {}),
    },
  };
}
