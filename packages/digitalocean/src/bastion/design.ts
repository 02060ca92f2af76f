import type { Design } from "../component/design";
import type { BastionArgs } from "./bastion-args";

/** What a bastion is planned from. */
export type BastionDesign = Design<BastionArgs>;

/** The design with the arguments that have a default and that several children depend on. */
export function withDefaults(design: BastionDesign): BastionDesign {
  const { size = "s-1vcpu-1gb", image = "ubuntu-24-04-x64", user = "bastion", rebootHour = 4 } = design.args;
  return { ...design, args: { ...design.args, size, image, user, rebootHour } };
}
