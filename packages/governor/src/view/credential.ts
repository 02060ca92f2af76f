/** How the tokens of DigitalOcean, AWS, GitHub, GitLab, npm, Pulumi, Slack, Stripe and JSON web tokens begin. */
const beginnings =
  /(^|[^A-Za-z])(do[opr]_v1_|DO00|AKIA|ASIA|gh[a-z]_|github_pat_|glpat-|npm_|pul-|xox[a-z]-|[sr]k_(live|test)_|ey[JK])/;

/** True for a text that holds what looks like a credential, which stands in the wrong place and must not be shown. */
export function looksLikeCredential(text: string): boolean {
  return beginnings.test(text);
}
