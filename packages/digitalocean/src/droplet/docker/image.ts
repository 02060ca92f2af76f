import { distributionOf } from "../../parts/distribution";
import type { DropletDesign } from "../design";

/** Docker is installed with apt, and not every distribution has a Compose that knows today's files. */
export function checkDockerImage({ args, problem }: DropletDesign): void {
  const { image: own, docker, dropletArgs } = args;
  const image = dropletArgs?.image ?? own;
  const distribution = distributionOf(image);
  if (distribution === undefined || distribution === "ubuntu") return;
  if (distribution !== "debian") {
    const argument = dropletArgs?.image === undefined ? "image" : "dropletArgs.image";
    problem(argument, `"${image}" is not an image that Docker can be installed on`, {
      allowed: "images of Ubuntu and Debian",
      hint: "choose one of them; or remove docker, and install it in userData",
    });
  } else if (docker?.source !== "docker") {
    problem("docker.source", "the packages of Debian contain no current Docker Compose", { hint: 'use "docker"' });
  }
}
