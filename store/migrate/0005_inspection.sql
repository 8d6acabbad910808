-- Verifications that were asked for on a page, and what they found.

CREATE TABLE log_inspection (
  asked    TEXT   PRIMARY KEY,
  by_id    BIGINT NOT NULL,
  done     TEXT   NOT NULL, -- '' while it is under way
  events   BIGINT NOT NULL,
  leaves   BIGINT NOT NULL,
  found    BIGINT NOT NULL,
  findings TEXT   NOT NULL  -- the first of them, one a line
);
