const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

/** A number of bytes as people read it: `12.3 MiB`. */
export function byteCount(bytes: number): string {
  if (bytes === 1) return "1 byte";
  const at = Math.min(units.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${at === 0 ? bytes : (bytes / 1024 ** at).toFixed(1)} ${units[at]}`;
}
