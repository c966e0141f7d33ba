import type { GateCheck } from '@switchboard/contracts';

/** No such model in this workspace. */
export class ModelNotFoundError extends Error {
  readonly code = 'model-not-found';
  constructor(readonly modelId: string) {
    super(`there is no model version ${modelId}`);
  }
}

/** Its files were removed: it can be looked at, and no more. */
export class ModelArchivedError extends Error {
  readonly code = 'model-archived';
  constructor(readonly modelId: string) {
    super(`the files of the model version ${modelId} were removed; train on its data version to have it again`);
  }
}

/** It reads the vectors of another encoder than the one that the workspace is searched with. */
export class OtherEncoderError extends Error {
  readonly code = 'other-encoder';
  constructor(
    readonly modelId: string,
    readonly trainedOn: string,
    readonly servedBy: string,
  ) {
    super(
      `the model version ${modelId} was trained on ${trainedOn}, and the workspace is served by ${servedBy}: change the languages, or train on its data version again`,
    );
  }
}

/** The candidate and the live model were not both tried on the same messages yet. */
export class UnmeasuredError extends Error {
  readonly code = 'unmeasured';
  constructor(readonly modelId: string) {
    super(`the model version ${modelId} is not measured beside the live one yet: POST /v1/models/${modelId}/measure`);
  }
}

/** The candidate is not good enough to go live; `failed` says by which rules. */
export class GateClosedError extends Error {
  readonly code = 'gate-closed';
  constructor(readonly failed: readonly GateCheck[]) {
    super(`the gate is closed: ${failed.map(({ rule }) => rule).join(', ')}. To go live all the same, give a reason.`);
  }
}

/** No model was live before this one. */
export class NothingToRollBackError extends Error {
  readonly code = 'nothing-to-roll-back';
  constructor() {
    super('no other model was live before this one');
  }
}

/** The model is from before dataset versions: there is no test part that it certainly was not trained on. */
export class NotMeasuredError extends Error {
  readonly code = 'not-measured';
  constructor(readonly modelId: string) {
    super(`the model version ${modelId} belongs to no version of the training data`);
  }
}
