-- What large models cost: counters that limits are held with, and one row for each call.

-- Tokens and money of a day, reserved before a call and corrected after it.
CREATE TABLE llm_budget (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  scope text NOT NULL CHECK (scope IN ('workspace', 'visitor', 'conversation', 'turn')),
  scope_id uuid NOT NULL,
  -- YYYY-MM-DD in UTC.
  day text NOT NULL,
  tokens bigint NOT NULL,
  cost_micros bigint NOT NULL,
  PRIMARY KEY (workspace_id, scope, scope_id, day)
);

CREATE TABLE llm_call (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  conversation_id uuid REFERENCES conversation (id) ON DELETE CASCADE,
  turn_id uuid,
  purpose text NOT NULL,
  model text NOT NULL,
  -- The machine that was asked; null when nothing left this one.
  host text,
  -- Characters that were sent, and how many values of each type were hidden in them.
  sent_characters integer NOT NULL,
  redacted jsonb NOT NULL,
  prompt_tokens integer NOT NULL,
  completion_tokens integer NOT NULL,
  -- Millionths of a dollar.
  cost_micros bigint NOT NULL,
  outcome text NOT NULL,
  ms integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX llm_call_workspace_id_idx ON llm_call (workspace_id, created_at);
CREATE INDEX llm_call_conversation_id_idx ON llm_call (conversation_id);
