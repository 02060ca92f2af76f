import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const volumeAttachment: Kind = defineKind({
  name: "VolumeAttachment",
  type: "digitalocean:index/volumeAttachment:VolumeAttachment",
  scopes: [
    ...scopesOf("block_storage", "read"),
    ...scopesOf("block_storage_action", "create", "read"),
    ...scopesOf("droplet", "read"),
  ],
  replacing: ["dropletId", "volumeId"],
  unlisted: { reason: "it is one of the volumes of a Droplet, which the API shows there" },
  price: included("in its volume"),
});
