import type {
  ResourceCallRequest,
  ResourceInvokeRequest,
  ResourceInvokeResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { type Answer, failure } from "./answer.mts";
import type { Sdk } from "./sdk.mts";

/** Answers calls of provider functions with the outputs that were given for them; any other call is an error. */
export function mockedFunctions(sdk: Sdk, invokes: Readonly<Record<string, object>>) {
  return {
    invoke(request: ResourceInvokeRequest, answer: Answer<ResourceInvokeResponse>): void {
      const token = request.getTok();
      const outputs = Object.hasOwn(invokes, token) ? invokes[token] : undefined;
      if (outputs === undefined) {
        answer(
          failure(
            `${token} is not mocked: give its outputs to previewProgram, such as \`invokes: { "${token}": { ... } }\``,
          ),
        );
        return;
      }
      const response = new sdk.proto.ResourceInvokeResponse();
      response.setReturn(sdk.struct(outputs));
      answer(null, response);
    },
    call(request: ResourceCallRequest, answer: Answer<never>): void {
      answer(failure(`${request.getTok()} is a method of a resource, which cannot be called without the engine`));
    },
  };
}
