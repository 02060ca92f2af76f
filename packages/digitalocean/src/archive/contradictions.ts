import type { ArchivedBucketArgs } from "./archived-bucket-args";
import type { ArchiveDesign } from "./design";
import { sitesOf } from "./site";

type Argument = keyof ArchivedBucketArgs & string;

const leaveOut = "remove one of the two";

/** Finds arguments that are right each by itself, and not together. */
export function checkContradictions(design: ArchiveDesign): void {
  const { args, given, problem } = design;
  const refuse = (message: string, hint: string, ...needless: readonly Argument[]): void => {
    for (const argument of needless.filter(given)) problem(argument, message, { hint });
  };

  if (args.skipLogging === true) {
    const message = "is for access logging, which skipLogging turns off";
    refuse(message, leaveOut, "logBucketName", "recoveryLogBucketName", "logBucketArgs", "loggingArgs");
  }
  if (args.skipKey === true) {
    refuse("is for the key, which skipKey turns off", leaveOut, "keyPermission", "keyArgs");
  }
  if (!given("recoveryRegion")) {
    refuse("is for the second bucket", "set recoveryRegion as well", "recoveryBucketName", "recoveryLogBucketName");
  }
  if (args.bucketArgs?.lifecycleRules !== undefined) {
    const message = "is for the component's lifecycle rules, which bucketArgs.lifecycleRules replaces";
    refuse(message, leaveOut, "noncurrentVersionDays", "incompleteUploadDays", "expirationDays");
  }
  checkLogBuckets(design);
  checkRegions(design);
  checkNames(design);
}

function checkLogBuckets(design: ArchiveDesign): void {
  const { args, given, problem } = design;
  const { home, recovery } = sitesOf(design);
  const own = [home, recovery].filter((site) => site !== undefined && !given(site.logBucketName));
  if (given("logBucketArgs") && own.length === 0) {
    problem("logBucketArgs", "is for the component's own log bucket, which logBucketName replaces", {
      hint: leaveOut,
    });
  }
  if (args.logBucketArgs?.name !== undefined && own.length > 1) {
    problem("logBucketArgs.name", "cannot be used for two buckets", {
      hint: "use your own buckets with logBucketName and recoveryLogBucketName",
    });
  }
}

function checkRegions({ args: { region, recoveryRegion }, problem }: ArchiveDesign): void {
  if (region === undefined || recoveryRegion?.toLowerCase() !== region.toLowerCase()) return;
  problem("recoveryRegion", `"${recoveryRegion}" is the region of the bucket itself`, {
    hint: "choose a region that does not share its failures",
  });
}

/** One bucket cannot be two: names are unique worldwide, and Spaces logs no bucket into itself. */
function checkNames({ args, problem }: ArchiveDesign): void {
  const taken = new Map<unknown, string>();
  const names = {
    bucketName: args.bucketName,
    logBucketName: args.logBucketName,
    recoveryBucketName: args.recoveryBucketName,
    recoveryLogBucketName: args.recoveryLogBucketName,
    "logBucketArgs.name": args.logBucketArgs?.name,
  };
  for (const [argument, name] of Object.entries(names)) {
    if (typeof name !== "string") continue;
    const other = taken.get(name);
    if (other === undefined) taken.set(name, argument);
    else problem(argument, `"${name}" is already ${other}`, { hint: "a bucket has one name, region and purpose" });
  }
}
