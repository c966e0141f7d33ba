-- Articles that are not for everybody at all times: few, and asked for in every search.
CREATE INDEX document_limited_idx ON document (workspace_id)
  WHERE valid_from IS NOT NULL OR valid_until IS NOT NULL OR audiences <> '{}' OR products <> '{}';
CREATE INDEX document_workspace_id_language_idx ON document (workspace_id, language);
