CREATE TABLE job (
	id         BIGINT PRIMARY KEY,
	kind       TEXT NOT NULL,
	unique_key TEXT NOT NULL,
	payload    TEXT NOT NULL,
	run_at     TEXT NOT NULL,                  -- not before; while leased: the end of the lease
	lease      BIGINT NOT NULL DEFAULT 0,      -- a random number of the worker that has it, 0 for nobody
	attempts   BIGINT NOT NULL DEFAULT 0,      -- leases given so far
	again      BOOLEAN NOT NULL DEFAULT FALSE, -- put once more while being done
	dead_at    TEXT NOT NULL DEFAULT '',
	failure    TEXT NOT NULL DEFAULT ''        -- the error of the last attempt
);
CREATE INDEX job_ready ON job (run_at, id) WHERE dead_at = '';
CREATE INDEX job_dead ON job (dead_at, id) WHERE dead_at <> '';
CREATE UNIQUE INDEX job_unique ON job (kind, unique_key) WHERE unique_key <> '' AND dead_at = '';
