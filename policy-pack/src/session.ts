import type { Rule } from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";
import { Run } from "./run";
import type { GivenSettings } from "./settings";

/** What the policies of one pack share: the operation that the engine is carrying out. */
export class Session {
  private current: Run | undefined;

  constructor(
    private readonly rules: readonly Rule[],
    private readonly given: GivenSettings,
  ) {}

  /** The operation, once its settings were found to be right. Where they were not, that was reported, and blocks. */
  get run(): Run | undefined {
    return this.current;
  }

  /**
   * The operation that a resource belongs to: a new one where none is under way, or where this one saw the resource
   * before.
   *
   * @throws SettingsError for settings in the pack's configuration that are wrong.
   */
  runFor(urn: string, packConfig: object): Run {
    if (this.current === undefined || this.current.saw(urn)) {
      this.current = undefined;
      this.current = new Run(this.given.of(packConfig), this.rules, {
        project: pulumi.getProject(),
        stack: pulumi.getStack(),
        preview: pulumi.runtime.isDryRun(),
      });
    }
    return this.current;
  }
}
