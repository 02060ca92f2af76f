/** An error that the SDK shows as it is; from an engine its words would come in `details`. */
export interface Failure extends Error {
  details: string;
}

/** How a monitor answers a request of the SDK. */
export type Answer<T> = (error: Failure | null, response?: T) => void;

/** Makes an error for an answer. */
export function failure(details: string): Failure {
  return Object.assign(new Error(details), { details });
}
