/** What the provider calls a setting of a bucket that is a resource of its own: after the bucket. */
export const settingOfBucket = { id: "{bucket}", name: "{bucket}", importId: "{region},{bucket}" } as const;
