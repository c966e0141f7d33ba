-- Training: jobs, what came out of them, and which model is live, in the shadow, or was.

CREATE TABLE training_job (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('train', 'check')),
  dataset_version integer NOT NULL,
  method text NOT NULL CHECK (method IN ('head', 'finetune')),
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  stage text NOT NULL DEFAULT '',
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  -- The curve: [{"stage", "step", "loss"?, "accuracy"?}].
  points jsonb NOT NULL DEFAULT '[]',
  error text,
  -- What a check found.
  report jsonb,
  model_id uuid REFERENCES model_version (id) ON DELETE SET NULL,
  attempts integer NOT NULL DEFAULT 0,
  cancel_requested boolean NOT NULL DEFAULT false,
  lease_owner text,
  lease_until timestamptz,
  requested_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
CREATE INDEX training_job_workspace_id_idx ON training_job (workspace_id, created_at DESC);
CREATE INDEX training_job_model_id_idx ON training_job (model_id);

ALTER TABLE model_version ADD COLUMN dataset_version integer;
ALTER TABLE model_version ADD COLUMN method text NOT NULL DEFAULT 'head';
-- What it would have changed in recent conversations, and what messages were like when it was trained.
ALTER TABLE model_version ADD COLUMN replay jsonb;
ALTER TABLE model_version ADD COLUMN reference jsonb;

CREATE INDEX turn_workspace_id_idx ON turn (workspace_id, created_at DESC);

-- A model on the test part of a version: two models are compared on the same rows.
CREATE TABLE model_evaluation (
  model_id uuid NOT NULL REFERENCES model_version (id) ON DELETE CASCADE,
  dataset_version integer NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  report jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (model_id, dataset_version)
);
CREATE INDEX model_evaluation_workspace_id_idx ON model_evaluation (workspace_id);

-- Every change of the pointer, oldest first; the way back is the one before.
CREATE TABLE model_promotion (
  id bigserial PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  model_id uuid NOT NULL REFERENCES model_version (id) ON DELETE CASCADE,
  previous_id uuid REFERENCES model_version (id) ON DELETE SET NULL,
  kind text NOT NULL CHECK (kind IN ('seed', 'promote', 'rollback')),
  -- Why it went live although the gate was closed.
  reason text,
  by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX model_promotion_workspace_id_idx ON model_promotion (workspace_id, id DESC);
CREATE INDEX model_promotion_model_id_idx ON model_promotion (model_id);
CREATE INDEX model_promotion_previous_id_idx ON model_promotion (previous_id);

ALTER TABLE workspace ADD COLUMN shadow_model_id uuid REFERENCES model_version (id) ON DELETE SET NULL;

-- What the model in the shadow said beside the live one.
CREATE TABLE shadow_record (
  model_id uuid NOT NULL REFERENCES model_version (id) ON DELETE CASCADE,
  turn_id uuid NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  text text NOT NULL,
  -- The intent that would be answered; null when the message goes on to other steps.
  live_intent text,
  shadow_intent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (model_id, turn_id)
);
CREATE INDEX shadow_record_workspace_id_idx ON shadow_record (workspace_id);
CREATE INDEX shadow_record_conversation_id_idx ON shadow_record (conversation_id);
