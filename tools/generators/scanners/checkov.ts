import { byAlias, type Scanner } from "./scanner.ts";

export const checkov: Scanner = {
  name: "Checkov",
  version: "3.3.30",
  checks: [
    byAlias("CKV_DIO_1", "buckets are versioned"),
    byAlias("CKV_DIO_2", "Droplets have an SSH key"),
    byAlias("CKV_DIO_3", "buckets are private"),
    byAlias("CKV_DIO_4", "firewalls do not let in the internet"),
  ],
};
