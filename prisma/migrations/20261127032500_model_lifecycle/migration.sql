-- What a workspace asks of its models, measuring as a job, and models whose files are gone.

-- Rows never change: the last version is in force, and all of them say who changed what.
CREATE TABLE model_settings (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  version integer NOT NULL,
  settings jsonb NOT NULL,
  by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, version)
);

-- The least confidence was part of the policy.
INSERT INTO model_settings (workspace_id, version, settings, by)
  SELECT id, 1, jsonb_build_object('automation', jsonb_build_object('minimumConfidence', policy -> 'minimumConfidence')),
    'switchboard'
  FROM workspace WHERE jsonb_exists(policy, 'minimumConfidence');
UPDATE workspace SET policy = policy - 'minimumConfidence' WHERE jsonb_exists(policy, 'minimumConfidence');

ALTER TABLE training_job DROP CONSTRAINT training_job_kind_check;
ALTER TABLE training_job ADD CONSTRAINT training_job_kind_check CHECK (kind IN ('train', 'check', 'measure'));
ALTER TABLE training_job ADD COLUMN started_at timestamptz;
-- A model is measured on a version by one job at a time.
CREATE UNIQUE INDEX training_job_measure_key ON training_job (model_id, dataset_version)
  WHERE kind = 'measure' AND status IN ('queued', 'running');

-- Fine-tuning beside the fast method, where it was tried.
ALTER TABLE model_version ADD COLUMN trial jsonb;
-- Its files were removed then.
ALTER TABLE model_version ADD COLUMN archived_at timestamptz;
