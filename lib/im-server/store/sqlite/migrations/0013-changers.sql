-- Who replaced the text: 0 is the master key; null: not kept then. `operation` is the master key holder's own name for
-- the change.
ALTER TABLE message_versions ADD COLUMN changed_by INTEGER;
ALTER TABLE message_versions ADD COLUMN operation TEXT;
