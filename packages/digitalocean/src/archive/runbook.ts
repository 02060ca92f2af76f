import { commandLine, type Recovery, runbook } from "../parts/runbook";

/** What the runbook of an archived bucket names. */
export interface ArchiveFacts {
  readonly name: string;
  readonly stack: string;
  readonly region: string;
  readonly bucket: string;
  /** Days for which a version can be brought back. */
  readonly versionDays: number;
  /** What a key may do with the bucket. */
  readonly keyPermission: string;
  /** Undefined without a second bucket. */
  readonly recovery: { readonly region: string; readonly bucket: string } | undefined;
}

/** Where S3 clients find the buckets of a region. */
export function endpointOf(region: string): string {
  return `https://${region.toLowerCase()}.digitaloceanspaces.com`;
}

/** How an archived bucket is recovered, in Markdown. */
export function archiveRunbook(facts: ArchiveFacts): string {
  const { name, recovery } = facts;
  return runbook(`the bucket ${name}`, [version(facts), ...(recovery === undefined ? [] : [move(facts, recovery)])]);
}

/** What the AWS CLI needs. */
const credentials = "Give the AWS CLI a Spaces key for it in `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.";

function version({ region, bucket, versionDays, recovery }: ArchiveFacts): Recovery {
  const endpoint = endpointOf(region);
  const alone = `If ${region} fails, there is no second bucket to go to: its objects are out of reach until it is back.`;
  return {
    when: "an object is overwritten or deleted: bring back a version",
    lost: `Nothing for ${versionDays} days. Versions that were replaced before that are removed.${recovery === undefined ? ` ${alone}` : ""}`,
    takes: "One copy of the object.",
    steps: [
      {
        text: `${credentials} Set \`KEY\` to the key of the object, and find its versions.`,
        run: commandLine`aws s3api list-object-versions --bucket ${bucket} --prefix "$KEY" --endpoint-url ${endpoint}`,
      },
      {
        text: "Set `VERSION` to the id of the last good one, and make it the latest. Over 5 GiB, download that version and upload it again.",
        run: commandLine`aws s3api copy-object --bucket ${bucket} --key "$KEY" --copy-source ${bucket}/"$KEY?versionId=$VERSION" --endpoint-url ${endpoint}`,
      },
    ],
  };
}

function move(
  { name, stack, region, bucket, keyPermission }: ArchiveFacts,
  recovery: NonNullable<ArchiveFacts["recovery"]>,
): Recovery {
  const endpoint = endpointOf(recovery.region);
  const grant = `bucket=${recovery.bucket};permission=${keyPermission}`;
  return {
    when: `${region} fails: go to the second bucket in ${recovery.region}`,
    lost: "What your copy job had not copied yet: DigitalOcean does not replicate.",
    takes: "One `pulumi up`, and afterwards the copy back of what was written in the meantime.",
    steps: [
      {
        text: `${credentials} Look what is in the second bucket.`,
        run: commandLine`aws s3 ls ${`s3://${recovery.bucket}`} --recursive --summarize --endpoint-url ${endpoint}`,
      },
      {
        text: "Create a key for it, as that of the component reaches the first bucket only. The command shows the secret, once.",
        run: commandLine`doctl spaces keys create ${`${name}-recovery`} --grants ${grant}`,
      },
      {
        text: `Stop the copy job, and give the clients the bucket \`${recovery.bucket}\`, the endpoint \`${endpoint}\` and that key.`,
        run: commandLine`pulumi up --stack ${stack}`,
      },
      {
        text: `When ${region} is back, stop the writers and bring home what is newer, by way of a folder: the AWS CLI knows one endpoint at a time. Then give the clients the first bucket again, and delete the key.`,
        run: [
          commandLine`aws s3 sync ${`s3://${recovery.bucket}`} ${`${name}-recovered`} --endpoint-url ${endpoint}`,
          commandLine`aws s3 sync ${`${name}-recovered`} ${`s3://${bucket}`} --endpoint-url ${endpointOf(region)}`,
        ].join("\n   "),
      },
    ],
  };
}
