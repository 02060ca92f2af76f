import { program } from "./program.generated";

/** The environment variable with the job. */
export const programVariable = "SNAPSHOT_PROGRAM";

/**
 * The job as a variable of an app. In base64, since App Platform fills in what looks like `$` and a name in braces, which
 * JavaScript is full of.
 */
export const encodedProgram: string = Buffer.from(program).toString("base64");

/** Runs the job, by a shell or by a split at its quotes alike. */
export const runCommand = `node --eval "eval(Buffer.from(process.env.${programVariable},'base64').toString())"`;
