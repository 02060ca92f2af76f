import { ArchivedBucket } from "@infrafabric/digitalocean";
import { SpacesObjects } from "@infrafabric/digitalocean/objects";

const region = "nyc3";

const archive = new ArchivedBucket("archive", {
  region,
  expirationDays: 3650,
  corsRules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
  recoveryRegion: "sfo3",
});

const records = new SpacesObjects("records", {
  bucket: archive.bucketName,
  region,
  folder: "records",
  prefix: "records",
});

export const { bucketName, endpoint, accessKey, secretKey, recoveryBucketName, monthlyCost } = archive;
export const { objectCount } = records;
