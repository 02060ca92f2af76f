/** Milliseconds of CPU that some work takes: unlike the time on the clock, they are the same on a busy machine. */
export function cpuOf(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** The least of three runs: what else the process does only adds to it. */
export function leastCpuOf(work: () => void): number {
  return Math.min(cpuOf(work), cpuOf(work), cpuOf(work));
}
