// With a file on the account, the pack counts the whole account: what the stack has already, once.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const droplets = (count: number) =>
  `for (let i = 1; i <= ${count}; i++)
  new digitalocean.Droplet("web-" + i, { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb" });`;
const settings = `account: governor.lock.json
providers: { digitalocean: { resources: { droplet: { max_per_account: 5 } } } }
rules: { droplet-in-vpc: disabled, droplet-ssh-keys: disabled, droplet-behind-firewall: disabled }
`;

interface Recorded {
  readonly id: string;
  readonly name: string;
}

/** What `governor account` would write of an account that has these Droplets. */
function accountOf(recorded: readonly Recorded[]): string {
  return JSON.stringify({
    account: 1,
    takenAt: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    team: { name: "shop" },
    limits: { droplet_limit: 25, reserved_ip_limit: 3, volume_limit: 100 },
    monthly: { low: 0, expected: 0, high: 0, unpriced: 0 },
    spent: null,
    unread: [],
    resources: recorded.map((one) => ({ kind: "Droplet", ...one, count: 1 })),
  });
}

const others: readonly Recorded[] = [
  { id: "900000001", name: "other-1" },
  { id: "900000002", name: "other-2" },
];

function dropletsOf(exported: string): readonly Recorded[] {
  const { deployment }: { readonly deployment: { readonly resources: readonly Stored[] } } = JSON.parse(exported);
  return deployment.resources.flatMap(({ type, id, outputs }) =>
    type.endsWith(":Droplet") && id !== undefined ? [{ id, name: outputs?.name ?? "" }] : [],
  );
}

interface Stored {
  readonly type: string;
  readonly id?: string;
  readonly outputs?: { readonly name?: string };
}

describe.skipIf(!hasEngine)("a quota of the account in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("counts what exists once, lets in what fits, and blocks the Droplet above the limit", async () => {
    const files = { "governor.lock.json": accountOf(others) };
    const dir = workbench.project({ program: droplets(2), settings, files });
    const program = readFileSync(join(dir, "index.js"), "utf8");
    const write = (count: number) => writeFileSync(join(dir, "index.js"), program.replace("i <= 2", `i <= ${count}`));
    const stack = await workbench.stack(dir);
    const first = await stack.up();
    expect(first.code, first.text).toBe(0);
    const own = dropletsOf(await stack.exported());
    expect(own).toHaveLength(2);
    writeFileSync(join(dir, "governor.lock.json"), accountOf([...others, ...own]));

    // 2 of others, 2 of its own: counted twice, the own would be over the limit of 5.
    const same = await stack.up("--expect-no-changes");
    expect(same.code, same.text).toBe(0);
    write(3);
    const fits = await stack.preview();
    expect(inShort(fits.policyEvents), fits.text).toEqual([]);
    expect(fits.code, fits.text).toBe(0);

    write(4);
    const over = await stack.preview();
    expect(over.code).not.toBe(0);
    expect(inShort(over.policyEvents), over.text).toEqual(["mandatory quota project-1-dev"]);
    expect(over.policyEvents[0]?.message).toContain('with this stack 6 Droplets in the account "shop" as of');
    const before = workbench.done().length;
    const up = await stack.up("--skip-preview");
    expect(up.code).not.toBe(0);
    expect(inShort(up.policyEvents), up.text).toEqual([expect.stringMatching(/^mandatory quota web-[34]$/)]);
    expect(workbench.done().slice(before).length, up.text).toBeLessThanOrEqual(1);
  });
});
