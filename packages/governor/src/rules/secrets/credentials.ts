/** A credential in a text: what it is and where, never its value. */
export interface Credential {
  /** Such as `a private key`. */
  readonly what: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What the credentials of well-known services look like. The ID of an access key opens nothing by itself. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ["a DigitalOcean API token", /\bdo[opr]_v1_[0-9a-f]{64}\b/],
  ["a DigitalOcean database password", /\bAVNS_[\w-]{12,}/],
  ["a private key", /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ["an age private key", /\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/],
  ["a Google API key", /\bAIza[\w-]{35}\b/],
  ["a GitHub token", /\b(?:gh[oprsu]_[0-9A-Za-z]{36}|github_pat_\w{22})/],
  ["a GitLab token", /\bgl(?:pat|ptt|dt|rt|cbt|agent)-[\w-]{20}/],
  ["a Slack token", /\bxox[a-z]-[\w-]{10}/],
  ["a Slack webhook", /\bhooks\.slack\.com\/(?:services|workflows)\/\w{5}/],
  ["a Stripe key", /\b[rs]k_(?:live|test)_\w{16}/],
  ["a SendGrid key", /\bSG\.[\w-]{22}\.[\w-]{43}/],
  ["an npm token", /\bnpm_[0-9A-Za-z]{36}\b/],
  ["a PyPI token", /\bpypi-AgEI[\w-]{50}/],
  ["a Docker Hub token", /\bdckr_pat_[\w-]{20}/],
  ["a Pulumi access token", /\bpul-[0-9a-f]{40}\b/],
  ["a HashiCorp Vault token", /\bhv[bs]\.[\w-]{20}/],
  ["a Tailscale key", /\btskey-[a-z]{3,10}-[\w-]{10}/],
  ["an OpenAI or Anthropic key", /\bsk-(?:ant-|proj-|svcacct-)?[\w-]{32}/],
  ["a JSON web token", /\bey[JK][\w-]{8,2000}\.ey[JK][\w-]{8,2000}\.[\w-]{8}/],
  ["a password in a URL", /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'$]{0,128}:[^\s:@/"'$<{]{2,256}@/i],
  ["credentials in an HTTP header", /\bAuthorization["']?[:=]\s?["']?(?:Bearer|Basic|token)\s[\w.~+/=-]{8}/i],
  ["a password", /\bsshpass\s{1,8}-p\s{0,8}["']?[^\s"'$]/],
];

/** What is set under the name of a credential. Its beginning is left open, so that no long word is read again and again. */
const assignment =
  /(pass(?:word|wd|phrase)|_pwd|secret|token|credentials?|(?:secret[_-]?access|api|auth|encryption|private|secret|signing)[_-]?key)["']?[ \t]{0,8}(?::=|[:=])[ \t]{0,8}["']?([^\s"'#;,)]{3,})/gi;

/** What is no value but a variable, a template, a hash, a path, a tag or structure. */
const indirect = /^(?:[$<{[|>*&%`/!(\\-]|file:|R$)/;

/** Values of settings whose names only sound like a credential, such as `lock_passwd: true` or `passwd: files systemd`. */
const plainWords = /^(?:true|false|yes|no|none|null|random|required|optional|files|compat|systemd|sss|ldap)\b/i;

/** What a name of a credential ends with. */
const secretName =
  /(?:pass(?:word|wd|phrase)|[_-](?:pass|pwd)|secret|token|credentials?|(?:secret[_-]?access|api|app|auth|encryption|private|role|secret|service|signing)[_-]?key|key[_-]base)[_-]?\d*$/i;

/** True for a name, such as `DB_PASSWORD`, whose value is a credential. What is meant for everyone is none. */
export function namesCredential(name: string): boolean {
  return secretName.test(name) && !/public/i.test(name);
}

/** Most of one text are named. */
const mostNamed = 20;

/** A run of Base64 that is long enough to hold a credential. */
const base64 = /[A-Za-z0-9+/]{24,}={0,2}/g;

/** The credentials in a text such as a script, also where a part of it is encoded in Base64. One for each line. */
export function credentialsIn(text: string): readonly Credential[] {
  const lines = text.split(/\r\n|\r|\n/);
  const found = new Map<number, string>();
  for (const [line, what] of [...ofLines(lines), ...ofPasswordLists(lines), ...ofEncoded(lines)]) {
    if (!found.has(line)) found.set(line, what);
    if (found.size === mostNamed) break;
  }
  return [...found].map(([line, what]) => ({ what, line: line + 1 })).sort((a, b) => a.line - b.line);
}

type Found = readonly [line: number, what: string];

function* ofLines(lines: readonly string[]): Iterable<Found> {
  for (const [index, line] of lines.entries()) {
    const what = shapes.find(([, shape]) => shape.test(line))?.[0] ?? assigned(line);
    if (what !== undefined) yield [index, what];
  }
}

function assigned(line: string): string | undefined {
  for (const [, name = "", value = ""] of line.matchAll(assignment)) {
    if (indirect.test(value) || plainWords.test(value)) continue;
    const isPassword = /^_?p/i.test(name) && !/key$/i.test(name);
    // A number is a password, but no token: it limits or counts them.
    if (isPassword) return "a password";
    if (!/^[\d.]+$/.test(value)) return `a value named "${name.toLowerCase()}"`;
  }
  return undefined;
}

/** `user:password`, but not one that is random, hashed or a variable. */
const account = /^\s*(?:-\s+)?["']?[A-Za-z_][\w.-]*:(?!(?:R|RANDOM)["']?\s*$)[^\s$"'{<][^\s]*\s*$/;

const piped = /\b[A-Za-z_][\w.-]{0,63}:[^\s$"'{<][^\s"']{0,255}["']?\s{0,8}\|\s{0,8}(?:sudo\s{1,8})?chpasswd\b/;

const hereString = /\bchpasswd\b\s{0,8}(?:-\S{1,8}\s{1,8})?<<<\s{0,8}["']?[A-Za-z_][\w.-]*:[^\s$"'{<]/;

/** What `chpasswd` is given, in cloud-init's key of that name and in a shell. */
function* ofPasswordLists(lines: readonly string[]): Iterable<Found> {
  let within = false;
  for (const [index, line] of lines.entries()) {
    if (/^chpasswd:/.test(line)) within = true;
    else if (/^\S/.test(line)) within = false;
    if ((within && account.test(line)) || piped.test(line) || hereString.test(line)) yield [index, "a password"];
  }
}

function* ofEncoded(lines: readonly string[]): Iterable<Found> {
  for (const { index, text } of encodedParts(lines)) {
    const decoded = Buffer.from(text, "base64").toString("latin1");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell what is no text.
    if (/[\x00-\x08\x0e-\x1a]/.test(decoded)) continue;
    const inner = decoded.split(/\r\n|\r|\n/);
    const [first] = [...ofLines(inner), ...ofPasswordLists(inner)];
    if (first !== undefined) yield [index, `${first[1]}, encoded in Base64`];
  }
}

/** Runs of Base64; lines that are nothing else are one run. */
function* encodedParts(lines: readonly string[]): Iterable<{ readonly index: number; readonly text: string }> {
  let start = 0;
  let joined: string[] = [];
  for (const [index, line] of [...lines, ""].entries()) {
    const whole = /^\s*([A-Za-z0-9+/]{24,}={0,2})\s*$/.exec(line)?.[1];
    const tail = joined.length > 0 ? /^\s*([A-Za-z0-9+/]{1,24}={0,2})\s*$/.exec(line)?.[1] : undefined;
    const part = whole ?? tail;
    if (part !== undefined) {
      if (joined.length === 0) start = index;
      joined.push(part);
      continue;
    }
    if (joined.length > 0) yield { index: start, text: joined.join("") };
    joined = [];
    for (const [text] of line.matchAll(base64)) yield { index, text };
  }
}

/** Names a few credentials and their lines. */
export function credentialWords(credentials: readonly Credential[]): string {
  const shown = credentials.slice(0, 5).map(({ what, line }) => `${what} (line ${line})`);
  const more = credentials.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
