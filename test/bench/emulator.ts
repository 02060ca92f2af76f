// What the emulator costs and what it carries: its start and its memory when idle, two thousand Droplets created by 50 clients,
// ten thousand objects listed, and an upload of 1 GiB in parts, by its peak memory.
//
//   node test/bench/emulator.ts [starts, default 10]
//
// Needs what `npm run build` makes, and 1 GiB in the temporary folder.
import { cpus } from "node:os";
import { setLimits, startEmulator } from "@infrafabric/emulator";
import { median } from "./median.ts";
import { presign, type Signer } from "./presign.ts";
import { sendAll } from "./send.ts";
import { type Server, startGovernor } from "./server.ts";

const [starts = 10] = process.argv.slice(2).map(Number);
const mostStartSeconds = 0.6;
const mostMemoryMiB = 256;
let kept = true;

function wanted(what: string, isKept: boolean): void {
  kept &&= isKept;
  console.log(`  ${what} wanted: ${isKept ? "kept" : "BROKEN"}`);
}

const inMiB = (memory: number | undefined): string => (memory === undefined ? "unknown" : `${memory.toFixed(0)} MiB`);

async function start(): Promise<void> {
  const servers: { readonly started: number; readonly memory: number | undefined }[] = [];
  // The first start fills the caches of the machine.
  for (let round = 0; round <= starts; round += 1) {
    const server = await startGovernor();
    if (round > 0) servers.push({ started: server.started, memory: server.memory("now") });
    await server.stop();
  }
  const seconds = median(servers.map(({ started }) => started)) / 1_000;
  console.log(
    `start to first answer ${seconds.toFixed(2)} s, memory then ${inMiB(median(servers.map(({ memory = Number.NaN }) => memory)))}`,
  );
  wanted(`at most ${mostStartSeconds} s`, seconds <= mostStartSeconds);
}

async function droplets(): Promise<void> {
  const count = 2_000;
  const clients = 50;
  const emulator = await startEmulator();
  try {
    setLimits(emulator.cloud.accountOf("bench"), { droplets: count, reservedIps: 0, volumes: 0 });
    const headers = { authorization: "Bearer bench", "content-type": "application/json" };
    const url = `${emulator.url}/v2/droplets`;
    const created = await sendAll(
      Array.from({ length: count }, (_, index) => ({
        method: "POST",
        url,
        headers,
        body: JSON.stringify({ name: `web-${index}`, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" }),
      })),
      clients,
    );
    const ids = created.texts.map((text): number => JSON.parse(text).droplet.id);
    const pages = await sendAll(
      Array.from({ length: count / 200 }, (_, page) => ({
        method: "GET",
        url: `${url}?per_page=200&page=${page + 1}`,
        headers,
      })),
      1,
    );
    const droplets = pages.texts.flatMap(
      (text): { id: number; networks: { v4: { ip_address: string }[] } }[] => JSON.parse(text).droplets,
    );
    const addresses = droplets.flatMap(({ networks }) => networks.v4.map(({ ip_address }) => ip_address));
    console.log(
      `${count} Droplets created by ${clients} clients in ${created.seconds.toFixed(2)} s, listed in ${pages.seconds.toFixed(2)} s`,
    );
    const isWhole =
      new Set(droplets.map(({ id }) => id)).size === count && droplets.every(({ id }) => ids.includes(id));
    wanted(`all ${count}, each with addresses of its own,`, isWhole && new Set(addresses).size === addresses.length);
  } finally {
    await emulator.close();
  }
}

async function objects(signer: Signer): Promise<void> {
  const count = 10_000;
  await sendAll([{ method: "PUT", url: presign(signer, "PUT", "/many") }], 1);
  const put = await sendAll(
    Array.from({ length: count }, (_, index) => ({
      method: "PUT",
      url: presign(signer, "PUT", `/many/${String(index).padStart(5, "0")}`),
      body: "x",
    })),
    16,
  );
  const keys = new Set<string>();
  let seconds = 0;
  let token: string | undefined;
  do {
    const query = { "list-type": "2", ...(token === undefined ? {} : { "continuation-token": token }) };
    const page = await sendAll([{ method: "GET", url: presign(signer, "GET", "/many", query) }], 1);
    seconds += page.seconds;
    const [text = ""] = page.texts;
    for (const [, key = ""] of text.matchAll(/<Key>([^<]*)</g)) keys.add(key);
    token = /<NextContinuationToken>([^<]*)</.exec(text)?.[1];
  } while (token !== undefined);
  console.log(`${count} objects put in ${put.seconds.toFixed(1)} s, listed in ${seconds.toFixed(2)} s`);
  wanted(`all ${count}`, keys.size === count);
}

async function upload(signer: Signer & Server): Promise<void> {
  const parts = 64;
  const partBytes = 16 * 1024 ** 2;
  await sendAll([{ method: "PUT", url: presign(signer, "PUT", "/large") }], 1);
  const path = "/large/file";
  const begun = await sendAll([{ method: "POST", url: presign(signer, "POST", path, { uploads: "" }) }], 1);
  const uploadId = /<UploadId>([^<]*)</.exec(begun.texts[0] ?? "")?.[1] ?? "";
  function* requests() {
    // No two parts are alike, or they would be kept once.
    for (let number = 1; number <= parts; number += 1) {
      const url = presign(signer, "PUT", path, { partNumber: String(number), uploadId });
      yield { method: "PUT", url, body: new Uint8Array(partBytes).fill(number) };
    }
  }
  const sent = await sendAll(requests(), 4);
  const listed = await sendAll([{ method: "GET", url: presign(signer, "GET", path, { uploadId }) }], 1);
  const etags = [...(listed.texts[0] ?? "").matchAll(/<ETag>([^<]*)</g)].map(([, etag = ""]) => etag);
  const body = `<CompleteMultipartUpload>${etags
    .map((etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`)
    .join("")}</CompleteMultipartUpload>`;
  await sendAll([{ method: "POST", url: presign(signer, "POST", path, { uploadId }), body }], 1);
  const head = await fetch(presign(signer, "HEAD", path), { method: "HEAD" });
  const peak = signer.memory("peak");
  const speed = (parts * partBytes) / 1024 ** 2 / sent.seconds;
  console.log(
    `1 GiB in ${parts} parts in ${sent.seconds.toFixed(1)} s, ${speed.toFixed(0)} MiB/s; memory at most ${inMiB(peak)}`,
  );
  wanted("all of it", head.headers.get("content-length") === String(parts * partBytes));
  if (peak !== undefined) wanted(`at most ${mostMemoryMiB} MiB of memory`, peak <= mostMemoryMiB);
}

await start();
await droplets();
for (const carry of [objects, upload]) {
  const server = await startGovernor();
  try {
    await carry(server);
  } finally {
    await server.stop();
  }
}
console.log(`medians of ${starts}, Node.js ${process.version}, ${cpus().length} cores`);
if (!kept) process.exitCode = 1;
