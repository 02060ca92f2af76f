/** A failure whose message says all that the reader needs: shown without a stack. */
export class Failure extends Error {}

/** What is there, or what came, cannot be trusted: nothing else is tried in its place. */
export class Untrusted extends Failure {}
