// Where a source comes to another verdict than a plain preview does, and why. Whatever is not listed is the same.

/** A form in which a stack is read. */
export type Source = "policy pack" | "in process" | "streamed preview" | "stack export" | "Terraform plan";

/** Findings that a source has in another way, or not at all. */
export interface Difference {
  /** Start of the finding, `<stack of the corpus>: <rule> <resource>: <message>`, with * for anything. */
  readonly finding: string;
  readonly why: string;
}

export const differences: Readonly<Record<Source, readonly Difference[]>> = {
  "policy pack": [],
  "in process": [],
  "streamed preview": [
    {
      finding: "*: droplet-behind-firewall ",
      why: "a stream does not show which resource an input comes from, without which the rule is undecided for the stack as a whole",
    },
    {
      finding: "*: undecided: *what was read does not s",
      why: "a stream does not show which resource an unknown value comes from",
    },
  ],
  "stack export": [],
  "Terraform plan": [
    {
      finding: "*: provider-token-secret default: ",
      why: "the configurations write the token of a local server into the provider, which the programs take from the environment",
    },
    {
      finding: "good-droplet: droplet-ssh-keys web: undecided: ",
      why: "Terraform plans a set with one unknown element as wholly unknown; Pulumi keeps the elements",
    },
    {
      finding: "unknowns: firewall-no-public-admin-ports web: undecided: ",
      why: "Terraform plans a set with one unknown element as wholly unknown; Pulumi keeps the elements",
    },
  ],
};
