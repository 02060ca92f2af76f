import { ArchivedBucket } from "@infrafabric/digitalocean";

const archive = new ArchivedBucket("archive", {
  region: "nyc3",
  expirationDays: 3650,
  corsRules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
  recoveryRegion: "sfo3",
});

export const { bucketName, endpoint, accessKey, secretKey, recoveryBucketName, monthlyCost } = archive;
