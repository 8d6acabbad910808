-- The trace: every act upon every subject, and the log that seals it.
-- Instants are UTC text '2026-01-08T02:15:00Z', days are local text '2026-01-08', '' is none.

CREATE TABLE event (
  subject BIGINT NOT NULL,
  version BIGINT NOT NULL,
  kind    TEXT   NOT NULL,
  act     TEXT   NOT NULL,
  at      TEXT   NOT NULL,
  by_id   BIGINT NOT NULL,
  unit    BIGINT NOT NULL,
  note    TEXT   NOT NULL,
  change  TEXT   NOT NULL,
  key     TEXT   NOT NULL, -- idempotency key, '' none
  leaf    BIGINT NOT NULL, -- position in the log, -1 until sealed
  PRIMARY KEY (subject, version)
); -- without rowid

CREATE UNIQUE INDEX event_key ON event (key) WHERE key <> '';
CREATE UNIQUE INDEX event_leaf ON event (leaf) WHERE leaf >= 0;
CREATE INDEX event_unsealed ON event (subject, version) WHERE leaf < 0;

CREATE TABLE log_tile (
  level  BIGINT NOT NULL,
  idx    BIGINT NOT NULL,
  width  BIGINT NOT NULL,
  hashes BYTEA  NOT NULL,
  PRIMARY KEY (level, idx)
);

CREATE TABLE log_checkpoint (
  size BIGINT PRIMARY KEY,
  at   TEXT NOT NULL,
  note TEXT NOT NULL -- signed note, see docs/log-format.md
);
