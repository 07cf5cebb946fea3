-- How far a user has received of a service's messages: those to all subscribers, and those in its own history.
ALTER TABLE subscriptions ADD COLUMN delivered_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE boxes ADD COLUMN delivered_at INTEGER NOT NULL DEFAULT 0;
