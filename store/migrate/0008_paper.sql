-- Electronic papers of dossiers, the register of results, what served again.

CREATE TABLE paper (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  dossier   BIGINT NOT NULL, -- 0 until received
  pending   TEXT   NOT NULL, -- key of the form until then
  component TEXT   NOT NULL,
  name      TEXT   NOT NULL,
  kind      TEXT   NOT NULL,
  size      BIGINT NOT NULL,
  pages     BIGINT NOT NULL,
  content   TEXT   NOT NULL, -- address in the store of files, '' once destroyed
  origin    TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  reason    TEXT   NOT NULL,
  next      BIGINT NOT NULL,
  result    BIGINT NOT NULL,
  by_id     BIGINT NOT NULL,
  unit      BIGINT NOT NULL,
  at        TEXT   NOT NULL
);
CREATE INDEX paper_dossier ON paper (dossier, id) WHERE dossier <> 0;
CREATE INDEX paper_pending ON paper (pending) WHERE pending <> '';
CREATE INDEX paper_content ON paper (content) WHERE content <> '';

CREATE TABLE result_kind (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL,
  salt       BYTEA  NOT NULL,
  head       BYTEA  NOT NULL,
  name       TEXT   NOT NULL,
  pattern    TEXT   NOT NULL,
  months     BIGINT NOT NULL,
  procedures TEXT   NOT NULL,
  stands     TEXT   NOT NULL,
  valid_from TEXT   NOT NULL,
  until      TEXT   NOT NULL
);

CREATE TABLE result (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  series    TEXT   NOT NULL,
  number    BIGINT NOT NULL,
  code      TEXT   NOT NULL,
  kind      BIGINT NOT NULL,
  dossier   BIGINT NOT NULL,
  procedure TEXT   NOT NULL,
  unit      BIGINT NOT NULL,
  symbol    TEXT   NOT NULL,
  holder    TEXT   NOT NULL, -- keyed digest of the identity number
  seal      TEXT   NOT NULL, -- over result_holder
  issued    TEXT   NOT NULL,
  from_day  TEXT   NOT NULL,
  until     TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  reason    TEXT   NOT NULL,
  basis     TEXT   NOT NULL,
  next      BIGINT NOT NULL,
  paper     BIGINT NOT NULL,
  by_id     BIGINT NOT NULL,
  at        TEXT   NOT NULL
);
CREATE UNIQUE INDEX result_series ON result (series, number);
CREATE INDEX result_code ON result (code);
CREATE INDEX result_symbol ON result (symbol) WHERE symbol <> '';
CREATE INDEX result_holder_digest ON result (holder) WHERE holder <> '';
CREATE INDEX result_dossier ON result (dossier) WHERE dossier <> 0;
CREATE INDEX result_unit ON result (unit, issued);

-- Whose results they are, apart from the rows that are traced.
CREATE TABLE result_holder (
  result BIGINT PRIMARY KEY,
  salt   BYTEA  NOT NULL,
  name   TEXT   NOT NULL,
  born   TEXT   NOT NULL,
  id_no  TEXT   NOT NULL
);

CREATE TABLE result_use (
  id        BIGINT  PRIMARY KEY,
  version   BIGINT  NOT NULL,
  salt      BYTEA   NOT NULL,
  head      BYTEA   NOT NULL,
  result    BIGINT  NOT NULL,
  dossier   BIGINT  NOT NULL,
  pending   TEXT    NOT NULL,
  component TEXT    NOT NULL,
  purpose   TEXT    NOT NULL,
  consent   BOOLEAN NOT NULL,
  by_id     BIGINT  NOT NULL,
  unit      BIGINT  NOT NULL,
  at        TEXT    NOT NULL,
  paper     BIGINT  NOT NULL,
  dropped   BOOLEAN NOT NULL
);
CREATE INDEX result_use_dossier ON result_use (dossier) WHERE dossier <> 0;
CREATE INDEX result_use_pending ON result_use (pending) WHERE pending <> '';
CREATE INDEX result_use_result ON result_use (result);

-- How many components each dossier has, digitised, held already, reused: made anew from
-- the dossier, its papers and its uses with every change of them.
CREATE TABLE paper_need (
  dossier BIGINT PRIMARY KEY,
  unit    BIGINT NOT NULL,
  day     TEXT   NOT NULL, -- of receipt
  need    BIGINT NOT NULL,
  done    BIGINT NOT NULL,
  could   BIGINT NOT NULL,
  reused  BIGINT NOT NULL
);
CREATE INDEX paper_need_unit ON paper_need (unit, day);
