/** What the platform gives to the other teams. A change of it is a change for them: their programs are checked against it. */
export interface PlatformOutputs {
  readonly vpcId: string;
  /** The DNS zone, in which each team has names. */
  readonly zone: string;
  readonly projectId: string;
  /** The tag of the Droplets that may connect to databases. */
  readonly clientTag: string;
}
