/** The token in an `authorization` header; undefined where there is none. */
export function bearerIn(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
}
