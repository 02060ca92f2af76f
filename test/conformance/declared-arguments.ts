// Nothing here runs: it compiles only as long as the compiler holds the declaration of arguments to their interface. Each
// expected error is one that `tsc -b` would otherwise let through.
import {
  type Arguments,
  object,
  optional,
  overrides,
  required,
  secret,
} from "../../packages/digitalocean/dist/component/argument.js";
import { oneOf, text } from "../../packages/digitalocean/dist/component/schema.js";

interface Args {
  size: string;
  image?: string;
  plan?: "daily" | "weekly";
  policy?: { hour: string };
  dropletArgs?: Partial<{ region: string; ipv6: boolean }>;
}

const size = required(text());
const image = optional(text());
const plan = optional(oneOf({ Daily: "daily", Weekly: "weekly" } as const, "unknown plan"));
const policy = optional(object<{ hour: string }>({ hour: required(text()) }));
const dropletArgs: Arguments<Args>["dropletArgs"] = overrides({ region: "use the component's region" });

export const whole: Arguments<Args> = { size, image: secret(image), plan, policy, dropletArgs };

// @ts-expect-error: an argument of the interface is left out of the declaration.
export const without: Arguments<Args> = { size, plan, policy, dropletArgs };

// @ts-expect-error: an argument is declared that the interface does not have.
export const beyond: Arguments<Args> = { size, image, plan, policy, dropletArgs, region: image };

// @ts-expect-error: the interface requires the argument.
export const optionalSize: Arguments<Args> = { size: image, image, plan, policy, dropletArgs };

// @ts-expect-error: in the interface the argument may be left out.
export const requiredImage: Arguments<Args> = { size, image: size, plan, policy, dropletArgs };

// @ts-expect-error: the argument is of another type.
export const otherType: Arguments<Args> = { size, image, plan, policy: image, dropletArgs };

// @ts-expect-error: the argument takes fewer words than its schema lets through.
export const anyPlan: Arguments<Args> = { size, image, plan: image, policy, dropletArgs };

// @ts-expect-error: a property of an argument is left out.
export const noHour = object<{ hour: string }>({});

// @ts-expect-error: the component decides an input that the child does not have.
export const noInput: Arguments<Args>["dropletArgs"] = overrides({ regoin: "use the component's region" });
