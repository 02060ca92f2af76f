import { createRequire } from "node:module";
import { ComponentResource, log, runtime } from "@pulumi/pulumi";
import { expect, test } from "vitest";

// What the child process takes from the SDK that is not part of its documented interface. Where one of these fails with
// a new SDK, read child/ before anything else: previews would be slow, lack places or fail.
test("the SDK still has what this package takes hold of", async () => {
  const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
  expect(load("./runtime/debuggable").debuggablePromise).toBeTypeOf("function");
  expect(Reflect.get(ComponentResource, "framePositionRegExp")).toBeInstanceOf(RegExp);
  expect(Object.getOwnPropertyDescriptor(log, "warn")).toMatchObject({ writable: true });
  await runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) });
  const monitor: unknown = runtime.getMonitor();
  for (const method of ["registerResource", "readResource", "registerResourceOutputs", "invoke"]) {
    expect(monitor).toHaveProperty(method, expect.any(Function));
  }
  const request = load("./proto/resource_pb").RegisterResourceRequest.prototype;
  for (const getter of ["getStacktrace", "getPropertydependenciesMap", "getProvider", "hasProtect", "getRemote"]) {
    expect(request).toHaveProperty(getter, expect.any(Function));
  }
});
