import type { Design } from "../component/design";
import type { AccountBaselineArgs } from "./account-baseline-args";

/** What an account's baseline is planned from. */
export type AccountDesign = Design<AccountBaselineArgs>;
