import language, { type RunRequest, type RunResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { exitCode, startNode } from "./node-process.ts";
import { runtimeOptions } from "./runtime-options.ts";
import { sdkEntry } from "./sdk-entry.ts";
import { stackEnvironment } from "./stack-environment.ts";

/** The SDK's exit code for "the user has already been told what is wrong". */
const alreadyReported = 32;

/** Runs a Pulumi program to its end. */
export async function runProgram(request: RunRequest, engineAddress: string): Promise<RunResponse> {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() ?? request.getPwd();
  const options = runtimeOptions(info);
  const stack = stackEnvironment({
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    dryRun: request.getDryrun(),
    config: request.getConfigMap().entries(),
    secretKeys: request.getConfigsecretkeysList(),
  });
  const child = startNode({
    args: [
      ...options.nodeArgs,
      sdkEntry("run", folder),
      ...["--monitor", request.getMonitorAddress(), "--engine", engineAddress],
      ...["--organization", request.getOrganization(), "--project", request.getProject()],
      ...["--stack", request.getStack(), "--parallel", String(request.getParallel())],
      ...["--root-directory", info?.getRootDirectory() ?? folder, "--pwd", folder],
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() || ".",
      ...request.getArgsList(),
    ],
    cwd: folder,
    env: { ...process.env, ...options.env, ...stack },
  });

  const code = await exitCode(child);
  const response = new language.RunResponse();
  if (code === alreadyReported) response.setBail(true);
  else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
  return response;
}
