/** How the tokens of DigitalOcean, AWS, GitHub, GitLab, npm, Pulumi, Slack, Stripe and JSON web tokens begin. */
const beginnings =
  /(^|[^A-Za-z])(do[opr]_v1_|DO00|AKIA|ASIA|gh[a-z]_|github_pat_|glpat-|npm_|pul-|xox[a-z]-|[sr]k_(live|test)_|ey[JK])/;

/** A text with all that looks like a credential taken out. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(new RegExp(`${beginnings.source}[\\w+/=.-]*`, "g"), "$1(not shown)");
}

/** True for a text that holds what looks like a credential, which stands in the wrong place and must not be shown. */
export function looksLikeCredential(text: string): boolean {
  return beginnings.test(text);
}
