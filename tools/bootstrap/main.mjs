// Nothing newer than Node 14 may be loaded here before the version is known.
import { oldestNodeForBootstrap } from "./versions.mjs";

if (Number(process.versions.node.split(".")[0]) < oldestNodeForBootstrap) {
  console.error(
    `Node ${process.versions.node} is too old to set this repository up: install Node ${oldestNodeForBootstrap} or later.`,
  );
  process.exitCode = 2;
} else {
  import("./commands.mjs").then(({ main }) => main(process.argv.slice(2)));
}
