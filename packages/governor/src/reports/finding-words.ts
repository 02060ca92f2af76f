import type { Finding } from "../findings/finding";
import type { ReportOptions } from "./report";

/** Why a finding that is exempt, or that a baseline carries, blocks nothing; undefined for any other. */
export function toleratedWords({ status, exemption, baseline }: Finding): string | undefined {
  if (status === "exempt" && exemption !== undefined)
    return `exempt until ${exemption.expires}: ${exemption.reason} (${exemption.owner})`;
  return baseline === true ? "recorded in the baseline" : undefined;
}

/** The file of a position, from the root of the repository, with slashes. */
export function fileOf({ file }: { readonly file: string }, { projectFolder = "" }: ReportOptions): string {
  const folder = projectFolder.replaceAll("\\", "/").replace(/\/$/, "");
  return folder === "" || file.startsWith("/") ? file : `${folder}/${file}`;
}
