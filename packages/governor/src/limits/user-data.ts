import type { Limit } from "./limit";
import { openApi } from "./sources";
import { bytes } from "./text";

/** 64 KiB of user data, for the Droplets whose inputs stand below `prefix`, such as `dropletTemplate.`. */
export function userDataSize(prefix = ""): Limit {
  return {
    ...bytes(`${prefix}userData`, 0, 64 * 1024, openApi),
    fix: "keep the script elsewhere, and let the user data fetch it",
  };
}
