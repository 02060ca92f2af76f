import { preconditionFailed, SpacesError } from "../errors.ts";
import type { ContentVersion, Version } from "./object.ts";

/** Conditions of a request, by headers that begin with the same words. */
export interface Conditions {
  readonly match: string | undefined;
  readonly noneMatch: string | undefined;
  readonly modifiedSince: string | undefined;
  readonly unmodifiedSince: string | undefined;
}

/** @param prefix `if-`, or `x-amz-copy-source-if-` for the source of a copy. */
export function conditionsIn(headers: ReadonlyMap<string, string>, prefix: string): Conditions {
  return {
    match: headers.get(`${prefix}match`),
    noneMatch: headers.get(`${prefix}none-match`),
    modifiedSince: headers.get(`${prefix}modified-since`),
    unmodifiedSince: headers.get(`${prefix}unmodified-since`),
  };
}

/** Whether an object is as a reader wants it, by RFC 9110: an ETag counts more than a time. */
export function judgeRead(
  { match, noneMatch, modifiedSince, unmodifiedSince }: Conditions,
  { etag, modified }: ContentVersion,
): "go on" | "not modified" | "failed" {
  const seconds = Math.floor(modified / 1000);
  if (match !== undefined) {
    if (!names(match, etag)) return "failed";
  } else if (unmodifiedSince !== undefined && seconds > secondsOf(unmodifiedSince)) return "failed";
  if (noneMatch !== undefined) return names(noneMatch, etag) ? "not modified" : "go on";
  return modifiedSince !== undefined && seconds <= secondsOf(modifiedSince) ? "not modified" : "go on";
}

/** @throws SpacesError where a writer wants another object in the place, or none. */
export function checkWrite({ match, noneMatch }: Conditions, current: Version | undefined): void {
  const etag = current?.kind === "content" ? current.etag : undefined;
  if (match !== undefined) {
    if (etag === undefined) throw new SpacesError(404, "NoSuchKey", "The specified key does not exist.");
    if (!names(match, etag)) throw preconditionFailed();
  }
  if (noneMatch !== undefined && etag !== undefined && names(noneMatch, etag)) throw preconditionFailed();
}

/** Whether a list of ETags names one. */
export function names(list: string, etag: string): boolean {
  return list
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .some((one) => one === "*" || one.replaceAll('"', "") === etag.replaceAll('"', ""));
}

/** A time that cannot be read is no condition: nothing is before or after it. */
const secondsOf = (text: string): number => Math.floor(Date.parse(text) / 1000);
