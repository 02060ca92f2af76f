import type { CallResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  ResourceCallRequest,
  ResourceInvokeRequest,
  ResourceInvokeResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { type Answer, failure } from "./answer.mts";
import type { Sdk } from "./sdk.mts";
import { unknownValue } from "./unknown-value.mts";

type Invoke = (token: string, ...rest: readonly unknown[]) => unknown;

/** Answers calls of provider functions with the outputs that were given for them; others are told and stay unknown. */
export function mockedFunctions(
  sdk: Sdk,
  invokes: Readonly<Record<string, object>>,
  tell: (message: string) => void,
): Readonly<Record<string, unknown>> {
  const isGiven = (token: string) => Object.hasOwn(invokes, token);
  leaveUnknown(sdk, isGiven, tell);
  return {
    invoke(request: ResourceInvokeRequest, answer: Answer<ResourceInvokeResponse>): void {
      const token = request.getTok();
      const response = new sdk.proto.ResourceInvokeResponse();
      if (isGiven(token)) response.setReturn(sdk.struct(invokes[token] ?? {}));
      else {
        // Only what does not go by the program's own SDK comes here.
        tell(notGiven(token));
        response.setUnknown?.(true);
        response.setReturn(sdk.struct({}));
      }
      answer(null, response);
    },
    call(request: ResourceCallRequest, answer: Answer<CallResponse>): void {
      const token = request.getTok();
      if (!isGiven(token)) {
        answer(failure(`${token} is a method of a resource, which cannot be called without the engine: ${fix(token)}`));
        return;
      }
      const provider: typeof import("@pulumi/pulumi/proto/provider_pb.js") = sdk.loadInside("./proto/provider_pb");
      const response = new provider.CallResponse();
      response.setReturn(sdk.struct(invokes[token] ?? {}));
      answer(null, response);
    },
  };
}

/** The SDK knows before it asks whether an answer may be an output; a request does not say so. */
function leaveUnknown({ pulumi }: Sdk, isGiven: (token: string) => boolean, tell: (message: string) => void): void {
  const replace = (name: string, stand: (token: string) => unknown) => {
    const original: Invoke | undefined = Reflect.get(pulumi.runtime, name);
    if (original === undefined) return;
    const replaced: Invoke = (token, ...rest) => {
      if (isGiven(token)) return original(token, ...rest);
      tell(notGiven(token));
      return stand(token);
    };
    Reflect.set(pulumi.runtime, name, replaced);
  };
  const output = () => pulumi.output(pulumi.unknown);
  const promise = (token: string) => Promise.resolve(unknownValue(`the answer of ${token}`, fix(token)));
  for (const name of ["invokeOutput", "invokeSingleOutput", "call", "callSingle"]) replace(name, output);
  for (const name of ["invoke", "invokeSingle"]) replace(name, promise);
}

function notGiven(token: string): string {
  return `the answer of ${token} is unknown, as nothing is looked up here: ${fix(token)}`;
}

function fix(token: string): string {
  return `give it to previewProgram as \`invokes: { "${token}": { ... } }\``;
}
