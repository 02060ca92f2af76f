import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { type Image, imageTable } from "../images/image.ts";
import type { Droplet } from "./droplet.ts";

/** Takes an image of a Droplet; without a name it is named for the Droplet and the time. */
export function takeImage(
  cloud: Cloud,
  account: Account,
  droplet: Droplet,
  { type, name, created_at }: Pick<Image, "name" | "created_at"> & { readonly type: "snapshot" | "backup" },
): void {
  const id = cloud.ids.number();
  imageTable.of(account).put(id, {
    id,
    name: name === "" ? `${droplet.name}-${Date.parse(created_at)}` : name,
    type,
    distribution: droplet.image.distribution,
    slug: null,
    public: false,
    regions: [droplet.region],
    created_at,
    min_disk_size: droplet.disk,
    size_gigabytes: droplet.image.size_gigabytes,
    description: "",
    tags: [],
    status: "available",
    droplet: droplet.id,
  });
}
