-- Time that runs out: when to look at a dossier next, who was told of what, and apologies.

-- Who is told how long before and after a due date: dated data.
CREATE TABLE lateness_rule (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL,
  salt       BYTEA  NOT NULL,
  head       BYTEA  NOT NULL,
  valid_from TEXT   NOT NULL UNIQUE,
  basis      TEXT   NOT NULL,
  stages     TEXT   NOT NULL
);

-- An apology with its one new date: one to a dossier.
CREATE TABLE apology (
  id          BIGINT  PRIMARY KEY,
  version     BIGINT  NOT NULL,
  salt        BYTEA   NOT NULL,
  head        BYTEA   NOT NULL,
  dossier     BIGINT  NOT NULL UNIQUE,
  code        TEXT    NOT NULL,
  unit        BIGINT  NOT NULL,
  procedure   BIGINT  NOT NULL,
  state       TEXT    NOT NULL,
  due         TEXT    NOT NULL,
  new_date    TEXT    NOT NULL,
  reason      TEXT    NOT NULL,
  drafted_at  TEXT    NOT NULL,
  signed_at   TEXT    NOT NULL,
  signer      BIGINT  NOT NULL,
  in_time     BOOLEAN NOT NULL,
  reported_at TEXT    NOT NULL,
  above       BIGINT  NOT NULL,
  report      TEXT    NOT NULL
);
CREATE INDEX apology_draft ON apology (due, id, unit) WHERE state = 'draft';
CREATE INDEX apology_signed ON apology (signed_at, id, unit) WHERE state = 'signed';
CREATE INDEX apology_reported ON apology (reported_at, id, unit, above) WHERE reported_at <> '';

-- When each open dossier is to be looked at next: the only thing that is asked each minute.
CREATE TABLE lateness_alarm (
  dossier BIGINT PRIMARY KEY,
  ring_at TEXT   NOT NULL
);
CREATE INDEX lateness_alarm_next ON lateness_alarm (ring_at, dossier);

-- What people were told: the bell.
CREATE TABLE notice (
  id      BIGINT PRIMARY KEY,
  account BIGINT NOT NULL, -- who is told
  kind    TEXT   NOT NULL,
  dossier BIGINT NOT NULL,
  step    BIGINT NOT NULL, -- 0: about the dossier, negative: a request to another agency
  due     TEXT   NOT NULL, -- the due date told of
  stage   TEXT   NOT NULL, -- which of the tellings about it
  at      TEXT   NOT NULL,
  by_id   BIGINT NOT NULL, -- who had it told, 0 the program
  words   TEXT   NOT NULL,
  read_at TEXT   NOT NULL
);
-- Each thing is told to each person once, however many programs run and were down.
CREATE UNIQUE INDEX notice_once ON notice (dossier, step, due, stage, account);
CREATE INDEX notice_box ON notice (account, id);
CREATE INDEX notice_unread ON notice (account, id) WHERE read_at = '';

-- What is late now, and what was: small however many years are stored.
CREATE INDEX dossier_running ON dossier (due_by, id, unit, procedure, promised) WHERE clock = 'running';
CREATE INDEX dossier_late ON dossier (due_by, id, unit, procedure, promised, kept) WHERE outcome = 'late';
-- Promises, for the letters of those that were imported or made in bulk.
CREATE INDEX dossier_promised ON dossier (id) WHERE promised <> '';
