-- The waiting hall of a desk, forms put aside, certified copies.

CREATE TABLE queue_hall (
  id       BIGINT PRIMARY KEY,
  version  BIGINT NOT NULL,
  salt     BYTEA  NOT NULL,
  head     BYTEA  NOT NULL,
  desk     BIGINT NOT NULL,
  series   TEXT   NOT NULL,
  classes  TEXT   NOT NULL,
  stations TEXT   NOT NULL,
  kiosk    TEXT   NOT NULL -- digest of the token in the kiosk's address
);
CREATE UNIQUE INDEX queue_hall_desk ON queue_hall (desk);
CREATE UNIQUE INDEX queue_hall_kiosk ON queue_hall (kiosk) WHERE kiosk <> '';

CREATE TABLE queue_ticket (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  desk      BIGINT NOT NULL,
  day       TEXT   NOT NULL,
  series    TEXT   NOT NULL,
  number    BIGINT NOT NULL,
  class     TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  station   BIGINT NOT NULL,
  wanted    BIGINT NOT NULL,
  calls     BIGINT NOT NULL,
  officer   BIGINT NOT NULL,
  taken_at  TEXT   NOT NULL,
  first_at  TEXT   NOT NULL,
  last_at   TEXT   NOT NULL,
  served_at TEXT   NOT NULL,
  ended_at  TEXT   NOT NULL,
  dossiers  TEXT   NOT NULL
);
-- One person, one number: what the lock of the desk promises, the index keeps.
CREATE UNIQUE INDEX queue_ticket_number ON queue_ticket (desk, day, series, number);
CREATE INDEX queue_ticket_state ON queue_ticket (desk, day, state, taken_at);
CREATE INDEX queue_ticket_last ON queue_ticket (desk, day, last_at);

CREATE TABLE counter_draft (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  desk      BIGINT NOT NULL,
  by_id     BIGINT NOT NULL,
  kept_at   TEXT   NOT NULL,
  expires   TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  procedure TEXT   NOT NULL,
  form      TEXT   NOT NULL,
  dossier   BIGINT NOT NULL
);
CREATE UNIQUE INDEX counter_draft_open ON counter_draft (desk, form) WHERE state = 'open';
CREATE INDEX counter_draft_desk ON counter_draft (desk, expires);

-- What was typed into them: erased with the end of the draft.
CREATE TABLE counter_draft_text (
  draft BIGINT PRIMARY KEY,
  form  TEXT   NOT NULL
);

CREATE TABLE certified_copy (
  id        BIGINT  PRIMARY KEY,
  version   BIGINT  NOT NULL,
  salt      BYTEA   NOT NULL,
  head      BYTEA   NOT NULL,
  unit      BIGINT  NOT NULL,
  desk      BIGINT  NOT NULL,
  year      BIGINT  NOT NULL,
  number    BIGINT  NOT NULL,
  book      BIGINT  NOT NULL,
  day       TEXT    NOT NULL,
  person    TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  copies    BIGINT  NOT NULL,
  pages     BIGINT  NOT NULL,
  fee       BIGINT  NOT NULL,
  signer    TEXT    NOT NULL,
  by_id     BIGINT  NOT NULL,
  cancelled BOOLEAN NOT NULL,
  note      TEXT    NOT NULL,
  search    TEXT    NOT NULL -- folded words of person, kind and number
);
CREATE UNIQUE INDEX certified_copy_number ON certified_copy (unit, year, number);
CREATE INDEX certified_copy_unit ON certified_copy (unit, id);
CREATE INDEX certified_copy_day ON certified_copy (unit, day);
