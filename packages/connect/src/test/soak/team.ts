import * as z from "zod";
import { waitForActions } from "../../actions/wait-for-actions.ts";
import type { Client } from "../../client/client.ts";
import type { Clock } from "../../client/clock.ts";
import * as schemas from "../../collections/schemas.ts";
import { ApiError } from "../../errors/api-error.ts";
import { act } from "./act.ts";

const sizes = ["s-1vcpu-1gb", "s-1vcpu-2gb"] as const;
const reservedIpAnswer = z.object({ reserved_ip: z.object({ ip: z.string() }) });

interface OwnDroplet {
  readonly id: number;
  readonly name: string;
  size: string;
}

interface OwnVolume {
  readonly id: string;
  readonly name: string;
  /** Id of the Droplet that it is attached to. */
  on: number | undefined;
}

/** What a team works with. */
export interface TeamParts {
  readonly client: Client;
  readonly clock: Clock;
  readonly random: () => number;
  /** Word that its names begin with. */
  readonly name: string;
}

/** A team that works on resources of its own, and knows what should be there. */
export class Team {
  readonly droplets: OwnDroplet[] = [];
  readonly volumes: OwnVolume[] = [];
  readonly snapshots: string[] = [];
  /** How often each kind of work was done. */
  readonly done: Record<string, number> = {};
  /** Its reserved IP, and the id of the Droplet that has it. */
  ip: { readonly address: string; on: number | undefined } | undefined;
  readonly #parts: TeamParts;
  #count = 0;

  constructor(parts: TeamParts) {
    this.#parts = parts;
  }

  /** Works until a time, milliseconds since 1970. */
  async work(until: number): Promise<void> {
    const { client, clock, random } = this.#parts;
    const { reserved_ip } = await client.send("POST", "/v2/reserved_ips", {
      body: { region: "nyc3" },
      schema: reservedIpAnswer,
    });
    this.ip = { address: reserved_ip.ip, on: undefined };
    while (this.droplets.length < 3) await this.#createDroplet();
    while (clock.now() < until) {
      await clock.wait((1 + random() * 19) * 60_000);
      await this.#workOnce();
    }
  }

  async #workOnce(): Promise<void> {
    const kinds: readonly (readonly [string, boolean, () => Promise<void>])[] = [
      ["create", this.droplets.length < 8, () => this.#createDroplet()],
      ["delete", this.#idle().length > 0 && this.droplets.length > 3, () => this.#deleteDroplet()],
      ["resize", true, () => this.#resize()],
      ["snapshot", true, () => this.#snapshot()],
      ["failover", true, () => this.#failOver()],
      ["attach", this.volumes.length < 5, () => this.#attachVolume()],
      ["detach", this.volumes.length > 0, () => this.#deleteVolume()],
    ];
    const possible = kinds.filter(([, isPossible]) => isPossible);
    const [name, , work] = this.#pick(possible);
    await work();
    this.done[name] = (this.done[name] ?? 0) + 1;
  }

  async #createDroplet(): Promise<void> {
    const { client, clock } = this.#parts;
    const name = this.#nextName("web");
    const body = { name, region: "nyc3", size: sizes[0], image: "ubuntu-24-04-x64", tags: [this.#parts.name] };
    const { id } = await this.#untilThereIsRoom(() => client.droplets.create(body));
    const actions = await this.#whenSeen(`/v2/droplets/${id}/actions`);
    await waitForActions(client, actions, { clock, timeoutSeconds: 3600 });
    this.droplets.push({ id, name, size: sizes[0] });
  }

  async #deleteDroplet(): Promise<void> {
    const droplet = this.#pick(this.#idle());
    await this.#parts.client.droplets.delete(droplet.id);
    this.droplets.splice(this.droplets.indexOf(droplet), 1);
  }

  async #resize(): Promise<void> {
    const droplet = this.#pick(this.droplets);
    const size = droplet.size === sizes[0] ? sizes[1] : sizes[0];
    await this.#act(`/v2/droplets/${droplet.id}`, { type: "power_off" });
    await this.#act(`/v2/droplets/${droplet.id}`, { type: "resize", size });
    await this.#act(`/v2/droplets/${droplet.id}`, { type: "power_on" });
    droplet.size = size;
  }

  async #snapshot(): Promise<void> {
    const { client } = this.#parts;
    const name = this.#nextName("snapshot");
    await this.#act(`/v2/droplets/${this.#pick(this.droplets).id}`, { type: "snapshot", name });
    this.snapshots.push(name);
    if (this.snapshots.length <= 5) return;
    const oldest = this.snapshots.shift();
    for await (const { id, name: one } of client.snapshots.list({ resource_type: "droplet" }))
      if (one === oldest) await client.send("DELETE", `/v2/snapshots/${id}`);
  }

  /** Moves the reserved IP to another Droplet, as when one fails. */
  async #failOver(): Promise<void> {
    const { ip } = this;
    const others = this.droplets.filter(({ id }) => id !== ip?.on);
    if (ip === undefined || others.length === 0) return;
    const path = `/v2/reserved_ips/${ip.address}`;
    if (ip.on !== undefined) await this.#act(path, { type: "unassign" });
    ip.on = undefined;
    const { id } = this.#pick(others);
    await this.#act(path, { type: "assign", droplet_id: id });
    ip.on = id;
  }

  async #attachVolume(): Promise<void> {
    const { client } = this.#parts;
    const name = this.#nextName("data");
    const { id } = await client.volumes.create({ name, region: "nyc3", size_gigabytes: 10 });
    const volume: OwnVolume = { id, name, on: undefined };
    this.volumes.push(volume);
    const droplet = this.#pick(this.droplets);
    await this.#act(`/v2/volumes/${id}`, { type: "attach", droplet_id: droplet.id, region: "nyc3" });
    volume.on = droplet.id;
  }

  async #deleteVolume(): Promise<void> {
    const volume = this.#pick(this.volumes);
    if (volume.on !== undefined)
      await this.#act(`/v2/volumes/${volume.id}`, { type: "detach", droplet_id: volume.on, region: "nyc3" });
    volume.on = undefined;
    await this.#parts.client.volumes.delete(volume.id);
    this.volumes.splice(this.volumes.indexOf(volume), 1);
  }

  #act(resource: string, body: Readonly<Record<string, unknown>> & { readonly type: string }) {
    return act(this.#parts.client, this.#parts.clock, resource, body);
  }

  /** Those that nothing hangs on. */
  #idle(): readonly OwnDroplet[] {
    const used = new Set([this.ip?.on, ...this.volumes.map(({ on }) => on)]);
    return this.droplets.filter(({ id }) => !used.has(id));
  }

  /** A region that is full has room again later. */
  async #untilThereIsRoom<T>(create: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await create();
      } catch (error) {
        if (!(error instanceof ApiError) || !error.message.includes("out of capacity")) throw error;
        await this.#parts.clock.wait(60_000);
      }
    }
  }

  /** Ids of the actions of what was just created, which the API may not show at first. */
  async #whenSeen(path: string): Promise<readonly number[]> {
    const { client, clock } = this.#parts;
    for (;;) {
      const ids: number[] = [];
      try {
        for await (const { id } of client.items(path, "actions", schemas.action)) ids.push(id);
        return ids;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
        await clock.wait(5000);
      }
    }
  }

  #nextName(word: string): string {
    this.#count += 1;
    return `${this.#parts.name}-${word}-${this.#count}`;
  }

  #pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.#parts.random() * list.length)];
    if (found === undefined) throw new Error("there is nothing to pick from");
    return found;
  }
}
