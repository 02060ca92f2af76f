import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { selectorTag } from "../parts/selector-tag";
import type { KubernetesDesign } from "./design";

/** The tag of all nodes of the cluster. */
export interface NodeTag {
  readonly tag: Planned<digitalocean.Tag>;
  /** Its name, as its output: alerts take only a tag that exists. */
  readonly tagName: pulumi.Output<string>;
}

/** Plans the tag that selects the nodes of the cluster. */
export function planNodeTag({ name, plan }: KubernetesDesign): NodeTag {
  const selector = selectorTag(plan.urn);
  const tag = plan.child(digitalocean.Tag, { name: `${name}-tag`, inputs: { name: selector } });
  return { tag, tagName: tag.output((resource) => resource.name, selector) };
}
