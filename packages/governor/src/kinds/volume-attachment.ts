import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const volumeAttachment: Kind = defineKind({
  name: "VolumeAttachment",
  type: "digitalocean:index/volumeAttachment:VolumeAttachment",
  replacing: ["dropletId", "volumeId"],
  price: included("in its volume"),
});
