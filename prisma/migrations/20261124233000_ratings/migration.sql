-- What visitors think of a bot message.
ALTER TABLE message ADD COLUMN rating text CHECK (rating IN ('helpful', 'not-helpful'));
CREATE INDEX message_turn_id_idx ON message (turn_id);
