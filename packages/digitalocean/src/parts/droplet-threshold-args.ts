/** From where on an alert about a Droplet is sent. */
export interface DropletThresholdArgs {
  /** CPU utilization, percent. Default: 80. */
  cpu?: number;
  /** Memory utilization, percent. Default: 85. */
  memory?: number;
  /** Disk utilization, percent. Default: 80. */
  disk?: number;
  /** Load over five minutes. Default: twice the vCPUs of the size. */
  load?: number;
}
