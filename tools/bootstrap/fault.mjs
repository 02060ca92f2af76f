/** A failure whose message says all that the reader needs: shown without a stack. */
export class Fault extends Error {}
