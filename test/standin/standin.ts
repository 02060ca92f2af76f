// What the stand-ins for providers have in common: the gRPC methods, as calls of plain functions.
// Pulumi's own helper for providers in Node is of no use here: it has no preview, no seed for names and no detailed
// difference, which is what the engine tests are about.
import grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { Checked } from "./check.ts";
import type { Change, Difference } from "./diff.ts";
import { logChange } from "./log.ts";
import type { NamingMode, NamingRequest } from "./naming.ts";
import type { Problem } from "./problems.ts";
import type { Properties } from "./value.ts";
import { empty, readStruct, writeStruct } from "./wire.ts";

const { PropertyDiff, DiffResponse } = messages;

/** One resource, as a create, an update or a read has it. */
export interface Resource {
  readonly urn: string;
  readonly token: string;
  readonly inputs: Properties;
  /** Empty for what does not exist yet. */
  readonly state: Properties;
}

/** What was done to a resource. */
export type Done = "create" | "update" | "delete";

/** What makes one stand-in different from another. */
export interface StandIn {
  /** The name of the package: `digitalocean`. */
  readonly name: string;
  /** A name of the plugin that shows in `pulumi plugin ls` and in the state: the SDK's that the program uses. */
  readonly version: string;
  /** Type tokens of all its resources. */
  readonly types: readonly string[];
  /** The problems in its own settings. */
  settingsProblems(settings: Properties): readonly Problem[];
  check(request: NamingRequest, olds: Properties, news: Properties): Checked;
  diff(token: string, state: Properties, oldInputs: Properties, news: Properties): Difference;
  idOf(resource: Resource): string;
  /** The resource as a preview shows it. */
  previewed(resource: Resource): Properties;
  /** The resource as its state shows it once this was really done. */
  existing(resource: Resource, id: string): Properties;
  /** Told of its settings. */
  configured?(settings: Properties): void;
  /** Does elsewhere what was done, where there is somewhere to do it. */
  done?(what: Done, resource: Pick<Resource, "inputs" | "state">): Promise<void>;
}

function tokenOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return async (call, callback) => {
    try {
      callback(null, await answer(call.request));
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

function checkResponse({ inputs, problems }: Checked): InstanceType<typeof messages.CheckResponse> {
  const failures = problems.map(({ property, reason }) => {
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

function checkSettings(standIn: StandIn, request: CheckRequest): InstanceType<typeof messages.CheckResponse> {
  const settings = readStruct(request.getNews());
  return checkResponse({ inputs: settings, problems: standIn.settingsProblems(settings) });
}

/** Settings out of the state, as `destroy` has them, were checked in another run. */
function configure(
  standIn: StandIn,
  request: InstanceType<typeof messages.ConfigureRequest>,
): InstanceType<typeof messages.ConfigureResponse> {
  const settings = readStruct(request.getArgs());
  const problems = standIn.settingsProblems(settings);
  if (problems.length > 0) {
    throw new Error(problems.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
  standIn.configured?.(settings);
  const response = new messages.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setSupportsAutonamingConfiguration(true);
  return response;
}

function checkResource(standIn: StandIn, request: CheckRequest): InstanceType<typeof messages.CheckResponse> {
  const urn = request.getUrn();
  const naming = {
    token: tokenOf(urn),
    logicalName: nameOf(urn),
    seed: request.getRandomseed_asU8(),
    mode: namingMode(request),
  };
  return checkResponse(standIn.check(naming, readStruct(request.getOlds()), readStruct(request.getNews())));
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

function diffResource(standIn: StandIn, request: DiffRequest): InstanceType<typeof DiffResponse> {
  const state = readStruct(request.getOlds());
  const oldInputs = readStruct(request.getOldInputs());
  const news = readStruct(request.getNews());
  return diffResponse(standIn.diff(tokenOf(request.getUrn()), state, oldInputs, news));
}

/** Other credentials make another provider of the same resources: nothing is replaced. */
function diffSettings(request: DiffRequest): InstanceType<typeof DiffResponse> {
  const before = JSON.stringify(request.getOldInputs()?.toJavaScript());
  const after = JSON.stringify(request.getNews()?.toJavaScript());
  const response = new DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  response.setChanges(before === after ? DIFF_NONE : DIFF_SOME);
  return response;
}

async function createResource(
  standIn: StandIn,
  request: InstanceType<typeof messages.CreateRequest>,
): Promise<InstanceType<typeof messages.CreateResponse>> {
  const urn = request.getUrn();
  const token = tokenOf(urn);
  const resource = { urn, token, inputs: readStruct(request.getProperties()), state: {} };
  const response = new messages.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(writeStruct(standIn.previewed(resource)));
    return response;
  }
  const id = standIn.idOf(resource);
  const outputs = standIn.existing(resource, id);
  await standIn.done?.("create", resource);
  logChange({ op: "create", urn, type: token, id });
  response.setId(id);
  response.setProperties(writeStruct({ ...outputs, id }));
  return response;
}

/** The stand-in keeps nothing, so what the engine has is what is there; for an import, what follows from the id. */
function readResource(
  standIn: StandIn,
  request: InstanceType<typeof messages.ReadRequest>,
): InstanceType<typeof messages.ReadResponse> {
  const urn = request.getUrn();
  const id = request.getId();
  const inputs = readStruct(request.getInputs());
  const state = readStruct(request.getProperties());
  const isKnown = Object.keys(state).length > 0;
  const outputs = isKnown ? state : standIn.existing({ urn, token: tokenOf(urn), inputs, state }, id);
  const response = new messages.ReadResponse();
  response.setId(id);
  response.setInputs(writeStruct(inputs));
  response.setProperties(writeStruct({ ...outputs, id }));
  return response;
}

async function updateResource(
  standIn: StandIn,
  request: InstanceType<typeof messages.UpdateRequest>,
): Promise<InstanceType<typeof messages.UpdateResponse>> {
  const urn = request.getUrn();
  const token = tokenOf(urn);
  const id = request.getId();
  const resource = { urn, token, inputs: readStruct(request.getNews()), state: readStruct(request.getOlds()) };
  const outputs = request.getPreview() ? standIn.previewed(resource) : standIn.existing(resource, id);
  if (!request.getPreview()) {
    await standIn.done?.("update", resource);
    logChange({ op: "update", urn, type: token, id });
  }
  const response = new messages.UpdateResponse();
  response.setProperties(writeStruct({ ...outputs, id }));
  return response;
}

export function providerOf(standIn: StandIn): IResourceProviderServer {
  return {
    handshake: unary(() => {
      const response = new messages.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getPluginInfo: unary(() => {
      const response = new plugin.PluginInfo();
      response.setVersion(standIn.version);
      return response;
    }),
    getSchema: unary(() => {
      const response = new messages.GetSchemaResponse();
      // Whoever binds the schema of components asks whether their children's types exist, and no more.
      const resources = Object.fromEntries(standIn.types.map((type) => [type, {}]));
      response.setSchema(JSON.stringify({ name: standIn.name, version: standIn.version, resources }));
      return response;
    }),
    checkConfig: unary((request) => checkSettings(standIn, request)),
    diffConfig: unary(diffSettings),
    configure: unary((request) => configure(standIn, request)),
    check: unary((request) => checkResource(standIn, request)),
    diff: unary((request) => diffResource(standIn, request)),
    create: unary((request) => createResource(standIn, request)),
    read: unary((request) => readResource(standIn, request)),
    update: unary((request) => updateResource(standIn, request)),
    delete: unary(async (request) => {
      const urn = request.getUrn();
      await standIn.done?.("delete", { inputs: {}, state: readStruct(request.getProperties()) });
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
}
