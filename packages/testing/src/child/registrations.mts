import type {
  ReadResourceRequest,
  ReadResourceResponse,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { Omission, PreviewRequest, WireMap, WireRecord } from "../wire.js";
import { type Answer, failure } from "./answer.mts";
import { nestedComputed } from "./computed.mts";
import { leaveConfigUnknown } from "./config.mts";
import { mockedFunctions } from "./functions.mts";
import { resourceHooks } from "./hooks.mts";
import { idOf } from "./ids.mts";
import { type Sdk, SdkError, type Struct } from "./sdk.mts";
import { positionOf } from "./source-positions.mts";
import { stackReferences } from "./stack-references.mts";
import { rootType, rootUrnOf, urnOf } from "./urn.mts";
import { wireMap } from "./wire-values.mts";

/** What was registered until now. */
export interface Registrations {
  readonly records: readonly WireRecord[];
  /** The stack's outputs. */
  readonly outputs: WireMap;
  readonly omissions: readonly Omission[];
}

const stackReference = "pulumi:pulumi:StackReference";
const transformsOmitted = "transforms do not run without the engine: what they would change is not judged";
const childrenOmitted =
  "a component that its provider constructs does not run without the engine: its children are not judged";

/**
 * Sets Pulumi's mocks and answers the SDK's requests in their place: mocks are told neither parents, nor options, nor
 * dependencies, all of which stand in the requests. Returns what tells what was registered.
 *
 * @throws SdkError when the SDK has no mocks that this could be done with.
 */
export async function recordRegistrations(sdk: Sdk, preview: PreviewRequest): Promise<() => Registrations> {
  const { runtime } = sdk.pulumi;
  const { project, stack, mode, root } = preview;
  const records = new Map<string, WireRecord>();
  const omissions: Omission[] = [];
  let outputs: WireMap = {};
  const omit = (omission: Omission): void => {
    omissions.push(omission);
  };
  const told = new Set<string>();
  /** Says once what the whole program lacks. */
  const tell = (message: string): void => {
    if (!told.has(message)) omit({ message, urn: rootUrnOf(stack, project) });
    told.add(message);
  };
  const complete = nestedComputed(sdk);
  const hooks = resourceHooks(sdk, mode, omit);

  /** What registering and reading a resource have in common. */
  const recordOf = (request: RegisterResourceRequest | ReadResourceRequest, inputs: WireMap): WireRecord => {
    const parent = request.getParent();
    const type = request.getType();
    const name = request.getName();
    // A reference to a provider is its URN, `::` and its id.
    const provider = request.getProvider();
    const source = positionOf(request.getStacktrace(), root);
    return {
      urn: urnOf({ stack, project, parent, type, name }),
      type,
      name,
      inputs,
      ...(parent === "" ? {} : { parent }),
      ...(provider === "" ? {} : { provider: provider.slice(0, provider.lastIndexOf("::")) }),
      ...(source === undefined ? {} : { source }),
    };
  };

  /** The provider makes up a name where a program gives none, and other resources go by it. */
  const named = (request: RegisterResourceRequest): Struct | undefined => {
    const object = request.getObject();
    const inputs = object?.toJavaScript() ?? {};
    if (!request.getType().startsWith("digitalocean:") || "name" in inputs) return object;
    return sdk.struct({ ...inputs, name: `${request.getName()}-1a2b3c4` });
  };

  const registerResource = async (
    request: RegisterResourceRequest,
    answer: Answer<RegisterResourceResponse>,
  ): Promise<void> => {
    const object = request.getCustom() && mode === "up" ? named(request) : request.getObject();
    const record = recordOf(request, wireMap(sdk, object));
    const { urn, type } = record;
    if (records.has(urn)) {
      answer(failure(`Duplicate resource URN '${urn}'; try giving it a unique name`));
      return;
    }
    const id = request.getImportid() || (mode === "up" && request.getCustom() ? idOf(type, urn) : "");
    const protect = request.hasProtect() ? request.getProtect() : records.get(request.getParent())?.protect;
    records.set(urn, {
      ...record,
      custom: request.getCustom(),
      ...(id === "" ? {} : { id }),
      ...(protect === undefined ? {} : { protect }),
      propertyDependencies: dependenciesOf(request),
    });
    if (request.getTransformsList().length > 0) omissions.push({ message: transformsOmitted, urn });
    if (request.getRemote()) omissions.push({ message: childrenOmitted, urn });

    const hooked = { record: records.get(urn) ?? record, request, inputs: object };
    const refusal = await hooks.run(hooked, "before");
    if (refusal !== undefined) {
      answer(refusal);
      return;
    }
    await hooks.run(hooked, "after");

    const response = new sdk.proto.RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(id);
    const values = object?.toJavaScript();
    const computes = mode === "preview" && request.getCustom() && values !== undefined;
    response.setObject(computes ? sdk.struct(complete(type, values)) : object);
    answer(null, response);
  };

  const readResource = (request: ReadResourceRequest, answer: Answer<ReadResourceResponse>): void => {
    const record = recordOf(request, wireMap(sdk, request.getProperties()));
    const id = request.getId();
    records.set(record.urn, { ...record, external: true, ...(id === runtime.unknownValue ? {} : { id }) });
    const response = new sdk.proto.ReadResourceResponse();
    // SDKs from 3.276 on take the id from here, older ones have no such field.
    response.setId?.(id === runtime.unknownValue ? "" : id);
    response.setUrn(record.urn);
    const known = record.type === stackReference ? references.propertiesOf(request.getProperties(), id) : undefined;
    response.setProperties(known ?? request.getProperties());
    if (record.type === stackReference && known === undefined) response.setUnknown?.(true);
    answer(null, response);
  };

  const registerResourceOutputs = (request: RegisterResourceOutputsRequest, answer: Answer<object>): void => {
    const record = records.get(request.getUrn());
    const values = wireMap(sdk, request.getOutputs());
    if (record?.type === rootType) outputs = values;
    else if (record !== undefined) records.set(record.urn, { ...record, outputs: values });
    answer(null, {});
  };

  const noteTransform = (_: unknown, answer: Answer<object>): void => {
    omissions.push({ message: transformsOmitted, urn: rootUrnOf(stack, project) });
    answer(null, {});
  };

  // Never asked: the monitor is answered for below.
  const mocks = { newResource: () => ({ id: undefined, state: {} }), call: () => ({}) };
  await runtime.setMocks(mocks, project, stack, mode === "preview", "organization");
  runtime.setAllConfig({ ...preview.config }, [...preview.secretKeys]);
  leaveConfigUnknown(sdk, preview.unknownKeys);
  const references = stackReferences(sdk, preview.stacks, tell);
  const monitor = runtime.getMonitor();
  if (monitor === undefined || typeof monitor.registerResource !== "function") {
    const path = sdk.load.resolve("@pulumi/pulumi");
    throw new SdkError(`this @pulumi/pulumi has no mocks that a program can be run with: ${path}`);
  }
  Object.assign(monitor, {
    registerResource,
    readResource,
    registerResourceOutputs,
    registerStackTransform: noteTransform,
    registerStackInvokeTransform: noteTransform,
    ...hooks.methods,
    ...mockedFunctions(sdk, preview.invokes, tell),
    // What older SDKs' mocks lack.
    signalAndWaitForShutdown: (_: unknown, answer: Answer<object>) => answer(null, {}),
  });
  return () => ({ records: [...records.values()], outputs, omissions });
}

function dependenciesOf(request: RegisterResourceRequest): Readonly<Record<string, readonly string[]>> {
  const dependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    const list = urns.getUrnsList();
    if (list.length > 0) dependencies[key] = list;
  });
  return dependencies;
}
