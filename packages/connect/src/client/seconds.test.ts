import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openWebhook } from "../events/webhook.ts";
import { listen } from "../test/listen.ts";
import { openBoth } from "../test/open.ts";
import { commandToken } from "../token/command-token.ts";
import { openClient } from "./client.ts";
import { systemClock } from "./clock.ts";

const anything = z.unknown();
const secret = `whsec_${Buffer.alloc(32).toString("base64")}`;

describe("a time", () => {
  it.each([2.01, 0.9999, 1e9, Number.POSITIVE_INFINITY])(
    "of %d seconds is one to wait for an answer",
    async (seconds) => {
      const { emulator } = await openBoth();
      const client = openClient({ token: "t", url: emulator.url, timeoutSeconds: seconds, deadlineSeconds: seconds });
      expect(await client.get("/v2/account", anything)).toHaveProperty("account");
      const token = commandToken([process.execPath, "-p", "'from-command'"], { timeoutSeconds: seconds });
      expect(await token({})).toBe("from-command");
    },
  );

  it("of a fraction is one for an endpoint", async () => {
    const url = await listen((_request, response) => response.writeHead(204).end());
    const webhook = openWebhook({ url: `${url}/`, secret, timeoutSeconds: 2.01 });
    const data = {
      id: 1,
      status: "completed",
      type: "create",
      started_at: "2026-01-01T00:00:00Z",
      resource_type: "droplet",
    } as const;
    await expect(
      webhook.deliver({ id: "1", type: "droplet.create.completed", timestamp: data.started_at, data }),
    ).resolves.toBe(undefined);
  });

  it("of months is waited for, not for a millisecond", async () => {
    const controller = new AbortController();
    const waiting = systemClock.wait(60 * 86_400_000, controller.signal).then(
      () => "over",
      () => "aborted",
    );
    setTimeout(() => controller.abort(), 50);
    expect(await waiting).toBe("aborted");
  });

  it("that is none is refused wherever it is given", () => {
    const none = "is NaN: a number of seconds above 0 is expected";
    expect(() =>
      openWebhook({ url: "https://host/", secret, timeoutSeconds: Number.NaN, deadlineSeconds: Number.NaN }),
    ).toThrow(`timeoutSeconds ${none}\ndeadlineSeconds ${none}`);
    expect(() => commandToken(["", "a"], { timeoutSeconds: Number.NaN })).toThrow(
      `command names no program\ntimeoutSeconds ${none}`,
    );
  });
});
