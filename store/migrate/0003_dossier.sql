-- A dossier is one flat row. Its identifier carries the second of its receipt, so a
-- range of time is a range of identifiers and the register needs no index of its own.

CREATE TABLE dossier (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL,
  salt        BYTEA  NOT NULL,
  head        BYTEA  NOT NULL,
  code        TEXT   NOT NULL,
  unit        BIGINT NOT NULL,
  desk        BIGINT NOT NULL,
  helped      BIGINT NOT NULL,
  moves       TEXT   NOT NULL,
  procedure   BIGINT NOT NULL,
  case_no     BIGINT NOT NULL,
  workflow    BIGINT NOT NULL,
  channel     TEXT   NOT NULL,
  state       TEXT   NOT NULL,
  clock       TEXT   NOT NULL,
  delivery    TEXT   NOT NULL,
  finance     TEXT   NOT NULL,
  received_at TEXT   NOT NULL,
  time_limit  TEXT   NOT NULL,
  due         TEXT   NOT NULL,
  original    TEXT   NOT NULL,
  promised    TEXT   NOT NULL,
  pauses      TEXT   NOT NULL,
  open        TEXT   NOT NULL,
  asked       BIGINT NOT NULL,
  fee         BIGINT NOT NULL,
  result_by   TEXT   NOT NULL,
  papers      TEXT   NOT NULL,
  closed_at   TEXT   NOT NULL,
  outcome     TEXT   NOT NULL,
  first       TEXT   NOT NULL,
  kept        TEXT   NOT NULL,
  handed_at   TEXT   NOT NULL,
  seal        TEXT   NOT NULL,
  -- derived, so that one comparison tells what is overdue: the last second in time
  due_by      TEXT   NOT NULL
);
CREATE UNIQUE INDEX dossier_code ON dossier (code) WHERE code <> '';
CREATE INDEX dossier_unit ON dossier (unit, id);
CREATE INDEX dossier_closed ON dossier (closed_at, outcome, unit, procedure) WHERE closed_at <> '';
CREATE INDEX dossier_unit_closed ON dossier (unit, outcome, closed_at) WHERE closed_at <> '';
-- What is owed now: small however many years are stored.
CREATE INDEX dossier_open ON dossier (unit, due_by, clock, procedure) WHERE clock IN ('running', 'paused');
CREATE INDEX dossier_to_return ON dossier (desk, closed_at) WHERE delivery = 'ready';

-- A person's data stand apart with a salt of their own, so that they can be erased.
CREATE TABLE dossier_person (
  dossier BIGINT PRIMARY KEY,
  salt    BYTEA NOT NULL,
  name    TEXT  NOT NULL,
  born    TEXT  NOT NULL,
  sex     TEXT  NOT NULL,
  id_no   TEXT  NOT NULL,
  address TEXT  NOT NULL,
  phone   TEXT  NOT NULL,
  email   TEXT  NOT NULL,
  content TEXT  NOT NULL -- what is asked for, in words
);

-- Folded words of names and numbers: search without accents, on both engines alike.
CREATE TABLE dossier_word (
  word    TEXT   NOT NULL,
  dossier BIGINT NOT NULL,
  PRIMARY KEY (word, dossier)
); -- without rowid

-- Open steps, the lists of "my work": derived from dossier.open.
CREATE TABLE dossier_work (
  dossier BIGINT NOT NULL,
  step    BIGINT NOT NULL,
  unit    BIGINT NOT NULL,
  role    TEXT   NOT NULL,
  holder  BIGINT NOT NULL,
  since   TEXT   NOT NULL,
  step_by TEXT   NOT NULL, -- the step's own time, '' none
  due_by  TEXT   NOT NULL, -- the dossier's
  clock   TEXT   NOT NULL,
  PRIMARY KEY (dossier, step)
); -- without rowid
CREATE INDEX dossier_work_unit ON dossier_work (unit, due_by, dossier);
CREATE INDEX dossier_work_holder ON dossier_work (holder, due_by, dossier) WHERE holder > 0;

-- The last serial of a unit and day, so that codes have no gap.
CREATE TABLE dossier_serial (
  unit BIGINT NOT NULL,
  day  TEXT   NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (unit, day)
); -- without rowid

-- Counters per month: procedure 0 is all of them. Kept in the transaction of the act.
CREATE TABLE dossier_tally (
  procedure       BIGINT NOT NULL,
  month           TEXT   NOT NULL, -- '2022-12'
  unit            BIGINT NOT NULL,
  received_direct BIGINT NOT NULL,
  received_online BIGINT NOT NULL,
  received_post   BIGINT NOT NULL,
  early           BIGINT NOT NULL,
  on_time         BIGINT NOT NULL,
  late            BIGINT NOT NULL,
  refused         BIGINT NOT NULL,
  stopped         BIGINT NOT NULL,
  withdrawn       BIGINT NOT NULL,
  moved_in        BIGINT NOT NULL,
  moved_out       BIGINT NOT NULL,
  due_met         BIGINT NOT NULL, -- by the month of the due date: closed in time
  due_missed      BIGINT NOT NULL, --   closed late
  due_open        BIGINT NOT NULL, --   still owed
  PRIMARY KEY (procedure, month, unit)
); -- without rowid
