import type { Design } from "../component/design";
import type { MonitoringBaselineArgs } from "./monitoring-baseline-args";

/** What a monitoring baseline is planned from. */
export type MonitoringDesign = Design<MonitoringBaselineArgs>;
