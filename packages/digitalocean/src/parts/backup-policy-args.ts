/** How often DigitalOcean backs a Droplet up. */
export const BackupPlan = {
  /** Every day, for 30 % of the Droplet's price. */
  Daily: "daily",
  /** Once a week, for 20 % of the Droplet's price. */
  Weekly: "weekly",
} as const;
export type BackupPlan = (typeof BackupPlan)[keyof typeof BackupPlan];

/** A day of the week. */
export const Weekday = {
  Sunday: "SUN",
  Monday: "MON",
  Tuesday: "TUE",
  Wednesday: "WED",
  Thursday: "THU",
  Friday: "FRI",
  Saturday: "SAT",
} as const;
export type Weekday = (typeof Weekday)[keyof typeof Weekday];

/** When DigitalOcean backs a Droplet up. */
export interface BackupPolicyArgs {
  /** `daily` (+30 % of the Droplet's price) or `weekly` (+20 %). Default: `weekly`. */
  plan?: BackupPlan;
  /** Day of a weekly backup, `SUN` to `SAT`. Default: `SUN`. */
  weekday?: Weekday;
  /** Hour at which the four-hour window starts, UTC: 0, 4, 8, 12, 16 or 20. Default: 4. */
  hour?: number;
}
