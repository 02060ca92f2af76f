/**
 * Does something soon after it is asked for, once for all that ask meanwhile; whoever asks on and on does not put it off.
 *
 * @param {() => void} run
 * @param {number} milliseconds
 * @returns {() => void}
 */
export function throttle(run, milliseconds) {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    setTimeout(() => {
      waits = false;
      run();
    }, milliseconds);
  };
}
