import { highlyAvailableByDefault, kubernetesMinor } from "../catalogue/kubernetes-versions";
import { prices } from "../catalogue/prices";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { poolCount } from "./count";
import { fleetPrice } from "./droplet-price";
import { sumOf } from "./money";
import { between, fixed, free, type Price, unpriced } from "./price";

/** The price of a cluster: its first node pool and the control plane. */
export function clusterPrice(cluster: ResourceView): Price {
  const isolated = cluster.read("isolatedWorkers");
  if (isolated.present && isolated.boolean() === undefined) return unpriced(reasonOf(isolated));
  if (isolated.boolean() === true) return unpriced("no published price for isolated workers");
  return sumOf([fleetPrice(cluster, "nodePool.size", poolCount(cluster, "nodePool.")), controlPlane(cluster)]);
}

function controlPlane(cluster: ResourceView): Price {
  const listed = prices.kubernetesHighAvailability;
  const { usd } = listed;
  const ha = cluster.read("ha");
  if (ha.boolean() === true) return fixed(usd, `high availability $${usd}`, listed);
  if (ha.boolean() === false) return free;
  if (ha.present && !ha.opaque) return unpriced(reasonOf(ha));
  const minor = kubernetesMinor(cluster.read("version").text() ?? "");
  const byDefault = minor === undefined ? undefined : highlyAvailableByDefault(minor);
  if (ha.opaque) {
    const monthly = { low: 0, expected: byDefault === false ? 0 : usd, high: usd };
    return between(monthly, `high availability $0 or $${usd}: ${reasonOf(ha)}`, listed);
  }
  if (byDefault === false) return free;
  // A cluster that exists may come from an older version, and keeps what it had.
  return byDefault === true && cluster.id === undefined
    ? fixed(usd, `high availability $${usd}, the default from 1.36`, listed)
    : between(
        { low: 0, expected: usd, high: usd },
        `high availability $0 or $${usd}: ha is not set, and it is the default from 1.36`,
        listed,
      );
}
