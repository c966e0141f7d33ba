-- A workspace's change to other languages, or to another encoder, until it is done: passages are embedded in the new
-- space, then the intents are trained in it, then both are switched at once.
CREATE TABLE language_change (
  workspace_id uuid PRIMARY KEY REFERENCES workspace (id) ON DELETE CASCADE,
  languages text[] NOT NULL,
  -- The encoder that reads them.
  encoder text NOT NULL,
  stage text NOT NULL DEFAULT 'encoder',
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  -- Why it stands still; it goes on when somebody asks again.
  error text,
  requested_by text NOT NULL,
  lease_owner text,
  lease_until timestamptz,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
