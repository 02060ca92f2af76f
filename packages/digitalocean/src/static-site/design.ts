import type { Design } from "../component/design";
import type { StaticSiteArgs } from "./static-site-args";

/** What a static site is planned from. */
export type StaticSiteDesign = Design<StaticSiteArgs>;
