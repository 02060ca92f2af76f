import { openApi } from "./citations";
import type { Limit } from "./limit";
import { bytes } from "./text";

/** 64 KiB of user data, for the Droplets whose inputs are below `prefix`, such as `dropletTemplate.`. */
export function userDataSize(prefix = ""): Limit {
  return {
    ...bytes(`${prefix}userData`, 0, 64 * 1024, openApi),
    fix: "store the script elsewhere and download it in the user data",
  };
}
