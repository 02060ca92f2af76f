import { createHash } from "node:crypto";
import { type Agents, agentsConfig, hasAgents } from "./agents";

/**
 * What a Droplet runs when it first starts: the program's own user data, of whatever kind, and the agents.
 *
 * @returns undefined where there is neither.
 */
export function renderUserData(own: string | undefined, agents: Agents): string | undefined {
  if (!hasAgents(agents)) return own;
  return joinUserData(own, agentsConfig(agents));
}

/** The program's own user data, of whatever kind, and a cloud-config beside it. */
export function joinUserData(own: string | undefined, config: string): string {
  return own === undefined ? config : multipart([own, config]);
}

/** True for user data that is in several parts already: it stands as a part with its own headers. */
function hasHeaders(part: string): boolean {
  return /^(MIME-Version|Content-Type):/i.test(part);
}

/** cloud-init tells the kind of a text/plain part by how it begins, `#!` or `#cloud-config`. */
const plainHeaders = [
  "MIME-Version: 1.0",
  'Content-Type: text/plain; charset="utf-8"',
  "Content-Transfer-Encoding: 8bit",
  "",
];

function multipart(parts: readonly string[]): string {
  // No part holds its own digest, and the same parts give the same text: another one would replace the Droplets.
  const boundary = `==${createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32)}==`;
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    ...parts.flatMap((part) => [`--${boundary}`, ...(hasHeaders(part) ? [] : plainHeaders), part]),
    `--${boundary}--`,
    "",
  ].join("\n");
}
