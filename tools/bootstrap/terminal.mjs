const live = process.stdout.isTTY === true;
export const coloured = live && !process.env.NO_COLOR;
/** Whether a person is there who reads, and can press keys. */
export const attended = live && process.stdin.isTTY === true && !process.env.CI;

// A reader that has seen enough, such as `head`, ends the run and is not ours to explain.
process.stdout.once("error", () => process.exit(1));

/** The line that progress keeps rewriting; whatever else is printed goes above it. */
let liveLine = "";

/** @param {string} text */
export function say(text) {
  clearLiveLine();
  process.stdout.write(`${text}\n`);
  process.stdout.write(liveLine);
}

/** @param {string} text */
export function heading(text) {
  say(`\n${strong(text)}`);
}

/**
 * One aligned line: what is used, and from where.
 * @param {string} name
 * @param {string} value
 */
export function fact(name, value) {
  say(`  ${name.padEnd(14)} ${value}`);
}

/** @param {string} text */
export function strong(text) {
  return coloured ? `\u001b[1m${text}\u001b[22m` : text;
}

/** @param {number} started as performance.now() told it */
export function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * Shows that work goes on: one line that is kept up to date, or a plain line now and then where there is no terminal.
 * Work of less than two seconds is not worth a word.
 * @template T
 * @param {string} name
 * @param {(tell: (detail: string) => void) => Promise<T>} work
 */
export async function withProgress(name, work) {
  const started = performance.now();
  const patience = 2000;
  const every = live ? 250 : 10_000;
  let detail = "";
  const show = () => {
    const line = `  ${name} ... ${secondsSince(started)}${detail && `  ${detail}`}`;
    if (!live) return say(line);
    clearLiveLine();
    liveLine = line.slice(0, (process.stdout.columns || 80) - 1);
    process.stdout.write(liveLine);
  };
  let repeating = setTimeout(() => {
    show();
    repeating = setInterval(show, every);
  }, patience);
  try {
    return await work((text) => {
      detail = text;
    });
  } finally {
    clearInterval(repeating);
    clearLiveLine();
    liveLine = "";
  }
}

function clearLiveLine() {
  if (liveLine) process.stdout.write("\r\u001b[K");
}
