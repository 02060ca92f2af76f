import { openApi } from "./citations";
import type { Limit } from "./limit";

const most = { ext4: 16, xfs: 12 };

/** The label of a volume's filesystem, for which each has so many bytes. */
export const filesystemLabel: Limit = {
  path: "initialFilesystemLabel",
  allowed: `at most ${most.ext4} bytes in UTF-8 for ext4, ${most.xfs} for xfs`,
  citation: openApi,
  judge(label, volume) {
    const length = Buffer.byteLength(label.text() ?? "");
    if (length <= most.xfs) return undefined;
    const type = volume.read("initialFilesystemType");
    if (length > most.ext4 || type.text() === "xfs") return "is too long";
    return type.opaque ? type : undefined;
  },
};
