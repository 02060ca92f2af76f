import { createServer } from "node:http";
import { startEmulator } from "@infrafabric/emulator";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { openClient } from "../client/client.ts";
import { oauthOrigin } from "./oauth-origin.ts";
import { type OAuthTokens, oauthToken } from "./oauth-token.ts";

const application = { clientId: "app", clientSecret: "app-secret" };

afterEach(() => {
  vi.useRealTimers();
});

/** An emulator with an application's first pair of tokens, and all that the application has saved since. */
async function opened(options: { readonly expiresIn?: number } = {}) {
  const first = { token: "first", refreshToken: "dor_v1_first", account: "owner", ...options };
  const emulator = await startEmulator({ tokens: [first] });
  onTestFinished(() => emulator.close());
  const saved: OAuthTokens[] = [];
  const source = (more: Partial<Parameters<typeof oauthToken>[0]> = {}) =>
    oauthToken({
      ...application,
      refreshToken: "dor_v1_first",
      onRefreshed: (tokens) => void saved.push(tokens),
      url: emulator.url,
      ...more,
    });
  return { emulator, saved, source };
}

describe("a token of OAuth", () => {
  it("is refreshed once for all requests that the API refused", async () => {
    const { emulator, saved, source } = await opened({ expiresIn: 3600 });
    emulator.cloud.clock.advance(3_600_000);
    const client = openClient({ token: source({ accessToken: "first" }), url: emulator.url });
    const names = await Promise.all(
      Array.from(
        { length: 20 },
        async () => (await client.vpcs.create({ name: "net", region: "nyc3" }).catch(() => undefined))?.name,
      ),
    );
    expect(names).toContain("net");
    expect(saved).toHaveLength(1);
    expect(emulator.cloud.accountOf("owner").id).toBe(emulator.cloud.accountOf(saved[0]?.accessToken ?? "").id);
  });

  it("is refreshed before it ends, and used until then", async () => {
    const { saved, source } = await opened({ expiresIn: 7200 });
    vi.useFakeTimers({ toFake: ["Date"] });
    const ask = source();
    const first = await ask({});
    expect(first).toBe(saved[0]?.accessToken);
    vi.advanceTimersByTime(7_200_000 - 6 * 60_000);
    expect(await ask({})).toBe(first);
    vi.advanceTimersByTime(2 * 60_000);
    const [second, third] = await Promise.all([ask({}), ask({ rejected: first })]);
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    expect(saved).toHaveLength(2);
    // A request that was refused with the old token gets the new one, without another refresh.
    expect(await ask({ rejected: first })).toBe(second);
    expect(saved).toHaveLength(2);
  });

  it("is used only once the new pair is saved, and the pair is not lost", async () => {
    const { source } = await opened();
    let isFull = true;
    const saved: OAuthTokens[] = [];
    const ask = source({
      onRefreshed: async (tokens) => {
        saved.push(tokens);
        if (isFull) throw new Error("disk is full");
      },
    });
    await expect(ask({})).rejects.toThrow("the refreshed token was not saved: disk is full");
    isFull = false;
    expect(await ask({})).toBe(saved[0]?.accessToken);
    expect(saved[1]).toEqual(saved[0]);
  });

  it("says what to do when the refresh token is used up, and shows no secret", async () => {
    const { source } = await opened();
    await source()({});
    const late = source();
    const error = await late({}).catch((reason: unknown) => reason);
    expect(String(error)).toContain("was used before or revoked (401). Authorise the application again");
    expect(JSON.stringify(error) + String(error)).not.toMatch(/dor_v1|app-secret/);
  });

  it("is not followed elsewhere, and an answer of another form is refused", async () => {
    let answer: { readonly status: number; readonly body: string } = { status: 200, body: '{"access_token": 5}' };
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const part of request) body += String(part);
      bodies.push(`${request.url} ${body}`);
      response.writeHead(answer.status, { location: "http://127.0.0.1:1/" }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const ask = oauthToken({ ...application, refreshToken: "dor_v1_x", onRefreshed: () => {}, url });
    await expect(ask({})).rejects.toThrow("answered in an unexpected form");
    answer = { status: 302, body: "" };
    await expect(ask({})).rejects.toThrow("answered with 302");
    // Gateways log queries, so the secret goes in the body.
    expect(bodies[0]).toMatch(/^\/v1\/oauth\/refresh grant_type=refresh_token&refresh_token=dor_v1_x&client_id=app/);
    server.close();
    server.closeAllConnections();
    await expect(ask({})).rejects.toThrow("did not answer");
  });
});

describe("where OAuth is", () => {
  it("is DigitalOcean's for its API, and the other API's for any other", () => {
    expect(oauthOrigin("https://api.digitalocean.com")).toBe("https://cloud.digitalocean.com");
    expect(oauthOrigin("http://127.0.0.1:4777")).toBe("http://127.0.0.1:4777");
  });
});
