-- Making procedures simpler: proposals, and maps of how procedures really went.

CREATE TABLE proposal (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL,
  salt       BYTEA  NOT NULL,
  head       BYTEA  NOT NULL,
  year       BIGINT NOT NULL,
  unit       BIGINT NOT NULL,
  procedure  TEXT   NOT NULL,
  means      TEXT   NOT NULL,
  title      TEXT   NOT NULL,
  reason     TEXT   NOT NULL,
  basis      TEXT   NOT NULL,
  hourly     BIGINT NOT NULL,
  before     TEXT   NOT NULL,
  after      TEXT   NOT NULL,
  dossiers   BIGINT NOT NULL,
  minutes    BIGINT NOT NULL,
  state      TEXT   NOT NULL,
  decision   TEXT   NOT NULL,
  valid_from TEXT   NOT NULL,
  counted    BIGINT NOT NULL,
  real       TEXT   NOT NULL,
  sooner     BIGINT NOT NULL,
  measured   TEXT   NOT NULL,
  edited_by  BIGINT NOT NULL
);
CREATE INDEX proposal_year ON proposal (year, id);

-- Maps that were asked for; the log has what they are made of.
CREATE TABLE process_map (
  workflow BIGINT NOT NULL,
  from_day TEXT   NOT NULL,
  to_day   TEXT   NOT NULL, -- first day no longer in it
  asked    TEXT   NOT NULL,
  by_id    BIGINT NOT NULL,
  seen     BIGINT NOT NULL, -- dossiers read so far
  total    BIGINT NOT NULL, -- dossiers to be read
  done     TEXT   NOT NULL, -- '' while it is under way
  failure  TEXT   NOT NULL,
  chart    TEXT   NOT NULL, -- JSON
  PRIMARY KEY (workflow, from_day, to_day)
);
