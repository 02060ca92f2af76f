import type * as pulumi from "@pulumi/pulumi";
import { credentialOf, credentialsToSet, halves, missCredentials } from "../component/spaces-credentials";
import type { ObjectsDesign } from "./design";

/** What uploads are signed with. */
export interface Credentials {
  readonly accessKey: pulumi.Input<string>;
  readonly secretKey: pulumi.Input<string>;
  /** What a preview has to say. */
  readonly warning: string | undefined;
}

/** Stands for what a preview can do without; what is empty the provider would look for elsewhere. */
const none = "none";

/**
 * The Spaces credentials of the arguments, else of stack config and environment. Without any the AWS provider would look
 * for those of an AWS account, and send what it found to Spaces.
 */
export function credentialsFor(design: ObjectsDesign): Credentials {
  const { args, given, problem } = design;
  const [missing, bothMissing] = halves.filter((half) => !given(half));
  // Halves from two places need not belong together.
  if (missing !== undefined && bothMissing === undefined) {
    problem(missing, "is missing: the other half of the credentials is set");
  }
  const hint = bothMissing && credentialsToSet();
  return {
    accessKey: args.accessKeyId ?? credentialOf("accessKeyId") ?? none,
    secretKey: args.secretAccessKey ?? credentialOf("secretAccessKey") ?? none,
    warning: hint && missCredentials(design, { path: "accessKeyId", message: "no Spaces credentials are set", hint }),
  };
}
