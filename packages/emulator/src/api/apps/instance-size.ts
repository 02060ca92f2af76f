import { appSizes } from "@infrafabric/governor";
import { appSizePrice } from "@infrafabric/governor/internal";

const secondsPerMonth = 28 * 24 * 60 * 60;

/** Sizes of an app's containers, from the governor's catalogue; sizes of older plans are taken, and not listed. */
export const instanceSizes = appSizes.flatMap((slug) => {
  const [, kind, cpus = "", gib = "", fixed] = /^apps-([sd])-(\d+)vcpu-([\d.]+)gb(-fixed)?$/.exec(slug) ?? [];
  const usd = appSizePrice(slug);
  if (kind === undefined || usd === undefined) return [];
  const isFixed = fixed !== undefined || (kind === "s" && gib === "0.5");
  return [
    {
      name: `${kind === "s" ? "Shared" : "Dedicated"} ${cpus} vCPU ${gib} GB`,
      slug,
      cpu_type: kind === "s" ? "SHARED" : "DEDICATED",
      cpus,
      memory_bytes: String(Number(gib) * 1024 ** 3),
      usd_per_month: usd.toFixed(2),
      usd_per_second: (usd / secondsPerMonth).toFixed(12),
      tier_slug: isFixed ? "basic" : "professional",
      single_instance_only: isFixed,
      scalable: kind === "d",
    },
  ];
});
