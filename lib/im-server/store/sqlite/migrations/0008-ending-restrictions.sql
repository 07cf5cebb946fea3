CREATE INDEX client_lists_until ON client_lists (until) WHERE until IS NOT NULL;
