import { type Evaluation, evaluate, type Finding, rules, type Settings, type StackView } from "@infrafabric/governor";
import { governorVersion, type Proof, settingsDigest } from "@infrafabric/governor/internal";

/** What a gate makes of a preview. */
export interface GateJudgement {
  readonly evaluation: Evaluation;
  /** Why the pack's judgement is not to be trusted, one sentence each. */
  readonly distrust: readonly string[];
}

/** Judges a preview a second time, and holds what the pack proves against it. */
export function judgePreview(stack: StackView, settings: Settings, proof: Proof | undefined): GateJudgement {
  const second = evaluate(stack, settings, rules);
  if (proof === undefined) {
    return {
      evaluation: second,
      distrust: [
        "the policy pack did not prove that it judged this preview: something else ran in its place, or it stopped early",
      ],
    };
  }
  // The pack sees secrets and dependencies in full, and so decides what a preview's JSON leaves open.
  const decided = second.findings.filter(({ status }) => status !== "undecided");
  const seen = new Set(decided.map(keyOf));
  return {
    evaluation: {
      ...second,
      findings: [...decided, ...proof.findings.filter((finding) => !seen.has(keyOf(finding)))],
      notices: [
        ...second.notices,
        ...proof.notices.filter((notice) => !second.notices.some(({ message }) => message === notice.message)),
      ],
    },
    distrust: distrustOf(stack, settings, proof),
  };
}

function keyOf({ fingerprint, status }: Finding): string {
  return `${fingerprint} ${status}`;
}

function distrustOf(stack: StackView, settings: Settings, proof: Proof): readonly string[] {
  const judged = new Set(proof.resources);
  const governed = stack.resources.filter(({ kind, managed }) => kind !== undefined && managed);
  const missing = governed.filter(({ urn }) => !judged.has(urn));
  const isSame = `${proof.project}/${proof.stack}` === `${stack.project}/${stack.stack}`;
  return [
    ...(isSame
      ? []
      : [`the policy pack judged ${proof.project}/${proof.stack}, the preview is of ${stack.project}/${stack.stack}`]),
    ...(proof.version === governorVersion
      ? []
      : [
          `the policy pack has version ${proof.version} of the governor, the gate ${governorVersion}: install a single version`,
        ]),
    ...(proof.floor === floorDigest(settings)
      ? []
      : ["the policy pack stands under another floor than the gate's --floor"]),
    ...(proof.settings === settingsDigest(settings) ? [] : ["the policy pack used other settings than the gate found"]),
    ...(missing.length === 0
      ? []
      : [
          `the policy pack did not judge ${missing.length} of ${governed.length} resources, such as ${missing[0]?.urn}`,
        ]),
  ];
}

function floorDigest({ floor }: Settings): string | null {
  return floor === undefined ? null : settingsDigest(floor);
}
