/** Something that DigitalOcean measures, and from where on it raises an alert. */
export interface Metric {
  /** What the name of the alert ends with. */
  readonly suffix: string;
  /** What is measured, as DigitalOcean calls it. */
  readonly type: string;
  readonly value: number;
  readonly words: string;
}
