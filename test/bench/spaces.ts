// How many requests a second the emulator's Spaces answers, against moto's server, which is the usual stand-in for S3 in
// tests: the same requests, from the same client, sixteen at once, in turns. The emulator checks every signature and
// writes every object to a file; moto does neither.
//
//   node test/bench/spaces.ts path/to/moto_server [rounds, default 5] [objects, default 500]
//
// Needs what `npm run build` makes, and a moto_server: pip install "moto[server]".
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { median } from "./median.ts";
import { presign, type Signer } from "./presign.ts";
import { type Sent, sendAll } from "./send.ts";
import { startGovernor, startServer } from "./server.ts";

const [moto = "moto_server", ...numbers] = process.argv.slice(2);
const [rounds = 5, objects = 500] = numbers.map(Number);
const concurrency = 16;
const leastRatio = 1;

const requestsFor: Readonly<Record<string, (signer: Signer, round: number) => Sent[]>> = {
  "put 1 KiB": (signer, round) =>
    each(objects, (index) => ({
      ...at(signer, "PUT", keyOf(round, index)),
      // No two are alike: the emulator keeps the same bytes once.
      body: keyOf(round, index).padEnd(1024),
    })),
  "get 1 KiB": (signer, round) => each(objects, (index) => at(signer, "GET", keyOf(round, index))),
  "list 100 keys": (signer, round) =>
    each(objects / 5, () => at(signer, "GET", "", { "list-type": "2", prefix: `${round}/`, "max-keys": "100" })),
};

const keyOf = (round: number, index: number) => `/${round}/${index}`;
const each = (count: number, make: (index: number) => Sent) => Array.from({ length: count }, (_, index) => make(index));
const at = (signer: Signer, method: string, key: string, query: Record<string, string> = {}): Sent => ({
  method,
  url: presign(signer, method, `/bench${key}`, query),
});

if (!existsSync(moto)) {
  console.error(`SKIPPED: no moto_server at ${moto}; pip install "moto[server]" brings one`);
  process.exit(2);
}
const ours = await startGovernor();
const theirs = await startServer((port) => [moto, ["--host", "127.0.0.1", "--port", port]], "/moto-api/");
try {
  const signers = { ours, theirs: { url: theirs.url, accessKey: "key", secret: "secret" } };
  for (const signer of Object.values(signers)) await sendAll([at(signer, "PUT", "")], 1);
  const rates = new Map(Object.keys(requestsFor).map((name) => [name, { ours: [0], theirs: [0] }]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, requests] of Object.entries(requestsFor)) {
      for (const who of ["ours", "theirs"] as const) {
        const sent = requests(signers[who], round);
        const { seconds } = await sendAll(sent, concurrency);
        // The first round warms both up, and its place is taken.
        const known = rates.get(name)?.[who];
        if (round === 1) known?.splice(0);
        known?.push(sent.length / seconds);
      }
    }
    process.stderr.write(`\rround ${round} of ${rounds} `);
  }
  process.stderr.write("\n");
  let kept = true;
  console.log("requests a second   emulator     moto  ratio");
  for (const [name, { ours, theirs }] of rates) {
    const ratio = median(ours) / median(theirs);
    kept &&= ratio >= leastRatio;
    console.log(
      `${name.padEnd(19)} ${median(ours).toFixed(0).padStart(8)} ${median(theirs).toFixed(0).padStart(8)} ${ratio.toFixed(1).padStart(6)}`,
    );
  }
  console.log(`at least ${leastRatio} times as many as moto wanted: ${kept ? "kept" : "BROKEN"}`);
  console.log(`medians of ${rounds}, ${concurrency} at once, Node.js ${process.version}, ${cpus().length} cores`);
  if (!kept) process.exitCode = 1;
} finally {
  await Promise.all([ours.stop(), theirs.stop()]);
}
