// The provider's gRPC methods: requests to the functions of the neighbouring files, and back.
// Pulumi's own helper for providers in Node is of no use here: it has no preview, no seed for names and no detailed
// difference, which is what the engine tests are about.
import grpc from "@grpc/grpc-js";
import installed from "@pulumi/digitalocean/package.json" with { type: "json" };
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { check } from "./check.ts";
import { type Change, type Difference, diff } from "./diff.ts";
import type { Fault } from "./faults.ts";
import { idOf, seedOf } from "./identity.ts";
import { logChange } from "./log.ts";
import type { NamingMode } from "./naming.ts";
import { outputsOf, unknownOrPrior } from "./outputs.ts";
import { platformFill } from "./platform.ts";
import type { Properties } from "./value.ts";
import { empty, readStruct, writeStruct } from "./wire.ts";

/** A name of the plugin that shows in `pulumi plugin ls` and in the state: the SDK's that the program uses. */
const VERSION = installed.version;

const { PropertyDiff, DiffResponse } = messages;

function tokenOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function unary<Request, Response>(answer: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      const details = error instanceof Error ? error.message : String(error);
      callback({ code: grpc.status.UNKNOWN, details });
    }
  };
}

function unimplemented<Request, Response>(method: string): grpc.handleUnaryCall<Request, Response> {
  return (_, callback) => {
    callback({ code: grpc.status.UNIMPLEMENTED, details: `stand-in provider has no ${method}` });
  };
}

type CheckRequest = InstanceType<typeof messages.CheckRequest>;
type DiffRequest = InstanceType<typeof messages.DiffRequest>;

function namingMode(request: CheckRequest): NamingMode {
  const options = request.getAutonaming();
  const modes = messages.CheckRequest.AutonamingOptions.Mode;
  if (options === undefined) {
    return { kind: "default" };
  }
  return options.getMode() === modes.DISABLE
    ? { kind: "disabled" }
    : { kind: "given", name: options.getProposedName() };
}

function checkResponse(inputs: Properties, faults: readonly Fault[]): InstanceType<typeof messages.CheckResponse> {
  const failures = faults.map(({ property, reason }) => {
    const failure = new messages.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
  const response = new messages.CheckResponse();
  response.setInputs(writeStruct(inputs));
  response.setFailuresList(failures);
  return response;
}

function checkResource(request: CheckRequest): InstanceType<typeof messages.CheckResponse> {
  const urn = request.getUrn();
  const naming = {
    token: tokenOf(urn),
    logicalName: nameOf(urn),
    seed: request.getRandomseed_asU8(),
    mode: namingMode(request),
  };
  const checked = check(naming, readStruct(request.getOlds()), readStruct(request.getNews()));
  return checkResponse(checked.inputs, checked.faults);
}

function propertyDiff({ kind, replaces }: Change): InstanceType<typeof PropertyDiff> {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  const kinds = {
    add: replaces ? ADD_REPLACE : ADD,
    delete: replaces ? DELETE_REPLACE : DELETE,
    update: replaces ? UPDATE_REPLACE : UPDATE,
  };
  const message = new PropertyDiff();
  message.setKind(kinds[kind]);
  return message;
}

function diffResponse(difference: Difference): InstanceType<typeof DiffResponse> {
  const response = new DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  response.setChanges(difference.changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList([...difference.changed]);
  response.setReplacesList([...difference.replaces]);
  response.setDeletebeforereplace(difference.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const change of difference.changes) {
    response.getDetaileddiffMap().set(change.path, propertyDiff(change));
  }
  return response;
}

function diffResource(request: DiffRequest): InstanceType<typeof DiffResponse> {
  const state = readStruct(request.getOlds());
  const news = readStruct(request.getNews());
  return diffResponse(diff(tokenOf(request.getUrn()), state, readStruct(request.getOldInputs()), news));
}

/** Other credentials make another provider of the same resources: nothing is replaced. */
function diffConfig(request: DiffRequest): InstanceType<typeof DiffResponse> {
  const before = JSON.stringify(request.getOldInputs()?.toJavaScript());
  const after = JSON.stringify(request.getNews()?.toJavaScript());
  const response = new DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  response.setChanges(before === after ? DIFF_NONE : DIFF_SOME);
  return response;
}

function createResource(
  request: InstanceType<typeof messages.CreateRequest>,
): InstanceType<typeof messages.CreateResponse> {
  const urn = request.getUrn();
  const type = tokenOf(urn);
  const inputs = readStruct(request.getProperties());
  const response = new messages.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(writeStruct(outputsOf(type, inputs, unknownOrPrior)));
    return response;
  }
  const seed = seedOf(urn, inputs);
  const id = idOf(type, inputs, seed);
  logChange({ op: "create", urn, type, id });
  const outputs = outputsOf(type, inputs, platformFill({ token: type, id, inputs, seed }));
  response.setId(id);
  response.setProperties(writeStruct({ ...outputs, id }));
  return response;
}

/** The stand-in keeps nothing, so what the engine has is what is there; for an import, what follows from the id. */
function readResource(request: InstanceType<typeof messages.ReadRequest>): InstanceType<typeof messages.ReadResponse> {
  const type = tokenOf(request.getUrn());
  const id = request.getId();
  const inputs = readStruct(request.getInputs());
  const state = readStruct(request.getProperties());
  const isKnown = Object.keys(state).length > 0;
  const seed = seedOf(request.getUrn(), inputs);
  const outputs = isKnown ? state : outputsOf(type, inputs, platformFill({ token: type, id, inputs, seed }));
  const response = new messages.ReadResponse();
  response.setId(id);
  response.setInputs(writeStruct(inputs));
  response.setProperties(writeStruct({ ...outputs, id }));
  return response;
}

function updateResource(
  request: InstanceType<typeof messages.UpdateRequest>,
): InstanceType<typeof messages.UpdateResponse> {
  const urn = request.getUrn();
  const type = tokenOf(urn);
  const id = request.getId();
  const state = readStruct(request.getOlds());
  const inputs = readStruct(request.getNews());
  const fill = request.getPreview()
    ? unknownOrPrior
    : platformFill({ token: type, id, inputs, seed: seedOf(urn, inputs) });
  if (!request.getPreview()) {
    logChange({ op: "update", urn, type, id });
  }
  const response = new messages.UpdateResponse();
  response.setProperties(writeStruct({ ...outputsOf(type, inputs, fill, state), id }));
  return response;
}

export const provider: IResourceProviderServer = {
  handshake: unary(() => {
    const response = new messages.ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    response.setSupportsAutonamingConfiguration(true);
    return response;
  }),
  getPluginInfo: unary(() => {
    const response = new plugin.PluginInfo();
    response.setVersion(VERSION);
    return response;
  }),
  getSchema: unary(() => {
    const response = new messages.GetSchemaResponse();
    response.setSchema(JSON.stringify({ name: "digitalocean", version: VERSION }));
    return response;
  }),
  checkConfig: unary((request) => checkResponse(readStruct(request.getNews()), [])),
  diffConfig: unary(diffConfig),
  configure: unary(() => {
    const response = new messages.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    response.setSupportsAutonamingConfiguration(true);
    return response;
  }),
  check: unary(checkResource),
  diff: unary(diffResource),
  create: unary(createResource),
  read: unary(readResource),
  update: unary(updateResource),
  delete: unary((request) => {
    const urn = request.getUrn();
    logChange({ op: "delete", urn, type: tokenOf(urn), id: request.getId() });
    return empty();
  }),
  invoke: unary((request) => {
    throw new Error(`stand-in provider has no data sources (${request.getTok()})`);
  }),
  cancel: unary(empty),
  attach: unary(empty),
  parameterize: unimplemented("parameters"),
  call: unimplemented("methods"),
  construct: unimplemented("components"),
  getMapping: unimplemented("mappings"),
  getMappings: unimplemented("mappings"),
  list: (call) => {
    call.destroy(new Error("stand-in provider has no lists"));
  },
};
