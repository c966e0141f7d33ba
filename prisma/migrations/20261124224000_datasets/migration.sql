-- Training data: rows that never change, and versions as intervals over them.

-- One a workspace; whoever changes its rows locks it.
CREATE TABLE dataset (
  workspace_id uuid PRIMARY KEY REFERENCES workspace (id) ON DELETE CASCADE,
  -- The number that the next version gets.
  draft integer NOT NULL DEFAULT 1
);

-- An edit removes a row and adds another. A row is part of version n when since <= n, and until is null or > n.
CREATE TABLE dataset_row (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  text text NOT NULL,
  -- The text without case, punctuation and spacing: what a reader would call the same message.
  words text NOT NULL,
  intent text NOT NULL,
  -- Given once, for good: what was trained on is never measured with, and the other way round.
  part text NOT NULL CHECK (part IN ('train', 'test')),
  source text NOT NULL CHECK (source IN ('pack', 'import', 'console', 'correction')),
  conversation_id uuid REFERENCES conversation (id) ON DELETE SET NULL,
  message_seq integer,
  since integer NOT NULL,
  until integer,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX dataset_row_workspace_id_intent_idx ON dataset_row (workspace_id, intent);
CREATE INDEX dataset_row_workspace_id_words_idx ON dataset_row (workspace_id, words);
CREATE INDEX dataset_row_conversation_id_idx ON dataset_row (conversation_id);

CREATE TABLE dataset_version (
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  number integer NOT NULL,
  -- SHA-256 of texts, intents and parts: the identity of what it holds.
  hash text NOT NULL,
  train_rows integer NOT NULL,
  test_rows integer NOT NULL,
  intents integer NOT NULL,
  note text NOT NULL DEFAULT '',
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, number)
);
