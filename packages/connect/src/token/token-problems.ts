/** What can be wrong with a token, each with what to do; never with a part of it. */
const checks: readonly (readonly [applies: (token: string) => boolean, problem: string])[] = [
  [(token) => token.trim() === "", "is empty"],
  [(token) => /^\s*bearer\s/i.test(token), 'begins with "Bearer": give the token alone'],
  [(token) => /^\s*["'`]|["'`]\s*$/.test(token), "is in quotes: give it without them"],
  [(token) => /^\s*(\$|<|%\w+%)/.test(token), "is a placeholder or a variable that was not expanded"],
  [(token) => /[\r\n]/.test(token.trim()), "has several lines: give the token alone"],
  [(token) => token.trim() !== "" && token !== token.trim(), "has a space or a line break before or after it"],
  [
    // "Bearer" is a problem of its own, and so are several lines.
    (token) => /[^\x21-\x7e\s]/.test(token) || /[^\S\r\n]/.test(token.trim().replace(/^bearer\s+/i, "")),
    "has a space or another character that no token has",
  ],
  [
    (token) => /^\s*DO00/.test(token),
    "is a Spaces access key: create a personal access token at https://cloud.digitalocean.com/account/api/tokens",
  ],
  [(token) => /^\s*dor_v1_/.test(token), "is an OAuth refresh token: give the access token, which begins with doo_v1_"],
];

/**
 * What keeps a text from being a token of DigitalOcean, such as `is empty`; nothing for a text that may be one. No part of
 * the text is shown.
 */
export function tokenProblems(token: string): readonly string[] {
  return checks.filter(([applies]) => applies(token)).map(([, problem]) => problem);
}
