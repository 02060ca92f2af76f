/** What the data team gives to the others. */
export interface DataOutputs {
  /** The private host of the database. */
  readonly host: string;
  readonly port: number;
  /** How to connect through the pool of connections, with the password: a secret. */
  readonly poolUri: string;
  readonly bucketName: string;
}
