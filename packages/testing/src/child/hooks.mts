import type {
  RegisterErrorHookRequest,
  RegisterResourceHookRequest,
  RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { Mode, Omission, WireRecord } from "../wire.js";
import { type Answer, type Failure, failure } from "./answer.mts";
import type { Sdk, Struct } from "./sdk.mts";

/** When a hook runs around a resource that is created. */
type Moment = "before" | "after";

/** A resource as its hooks are told of it. */
interface Hooked {
  readonly record: WireRecord;
  readonly request: RegisterResourceRequest;
  readonly inputs: Struct | undefined;
}

/**
 * The hooks of a program. As in the engine, a preview runs those around creation that are registered with `onDryRun`;
 * in `up` nothing is created, so that none runs.
 */
export function resourceHooks(sdk: Sdk, mode: Mode, omit: (omission: Omission) => void) {
  const registered = new Map<string, RegisterResourceHookRequest>();

  const runOne = async (hook: RegisterResourceHookRequest, { record, request, inputs }: Hooked, moment: Moment) => {
    const token = hook.getCallback()?.getToken() ?? "";
    const callback: ((bytes: Uint8Array) => Promise<{ getError(): string }>) | undefined = sdk
      .loadInside("./runtime/settings")
      .getCallbacks()
      ?._callbacks?.get(token);
    if (callback === undefined) return undefined;
    const told = new sdk.proto.ResourceHookRequest();
    told.setUrn(record.urn);
    told.setId(record.id ?? "");
    told.setName(request.getName());
    told.setType(request.getType());
    told.setNewInputs(inputs);
    if (moment === "after") told.setNewOutputs(inputs);
    const error = (await callback(told.serializeBinary())).getError();
    return error === "" || hook.getIgnoreErrors?.() ? undefined : error;
  };

  return {
    methods: {
      registerResourceHook(request: RegisterResourceHookRequest, answer: Answer<object>): void {
        const name = request.getName();
        if (registered.has(name)) {
          answer(failure(`resource hook already registered for name "${name}"`));
          return;
        }
        registered.set(name, request);
        answer(null, {});
      },
      // A provider's failures are what an error hook waits for, and there is no provider.
      registerErrorHook(_: RegisterErrorHookRequest, answer: Answer<object>): void {
        answer(null, {});
      },
    },
    /** Runs the hooks of a resource; a failure of one that runs before is the resource's own. */
    async run(hooked: Hooked, moment: Moment): Promise<Failure | undefined> {
      const bound = hooked.request.getHooks?.();
      const names = (moment === "before" ? bound?.getBeforeCreateList() : bound?.getAfterCreateList()) ?? [];
      for (const name of names) {
        const hook = registered.get(name);
        if (hook === undefined) return failure(`resource hook "${name}" was not registered`);
        const { urn } = hooked.record;
        if (mode === "up") {
          omit({ urn, message: `hook "${name}" does not run here: its effect is not judged` });
          continue;
        }
        if (!hook.getOnDryRun()) continue;
        const error = await runOne(hook, hooked, moment);
        if (error === undefined) continue;
        const message = `${moment} hook "${name}" failed: ${error}`;
        if (moment === "before") return failure(message);
        omit({ urn, message });
      }
      return undefined;
    },
  };
}
