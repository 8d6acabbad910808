-- What the acts look up. One number says whether a picture in memory is still true.

CREATE TABLE reference (
  only_row   BIGINT PRIMARY KEY CHECK (only_row = 1),
  generation BIGINT NOT NULL
);
INSERT INTO reference (only_row, generation) VALUES (1, 1);

CREATE TABLE orgunit (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL,
  salt       BYTEA  NOT NULL,
  head       BYTEA  NOT NULL,
  code       TEXT   NOT NULL,
  name       TEXT   NOT NULL,
  level      TEXT   NOT NULL CHECK (level IN ('tinh', 'huyen', 'xa')),
  block      TEXT   NOT NULL,
  parent     BIGINT NOT NULL,
  valid_from TEXT   NOT NULL,
  until      TEXT   NOT NULL,
  heirs      TEXT   NOT NULL,
  names      TEXT   NOT NULL,
  basis      TEXT   NOT NULL
);

CREATE TABLE account (
  id       BIGINT  PRIMARY KEY,
  version  BIGINT  NOT NULL,
  salt     BYTEA   NOT NULL,
  head     BYTEA   NOT NULL,
  login    TEXT    NOT NULL UNIQUE,
  name     TEXT    NOT NULL,
  title    TEXT    NOT NULL,
  unit     BIGINT  NOT NULL,
  roles    TEXT    NOT NULL,
  locked   BOOLEAN NOT NULL,
  password TEXT    NOT NULL,
  totp     TEXT    NOT NULL,
  language TEXT    NOT NULL,
  search   TEXT    NOT NULL, -- folded name and login
  name_key TEXT    NOT NULL  -- sort key, given name first
);
CREATE INDEX account_name ON account (name_key, id);
CREATE INDEX account_unit ON account (unit, name_key, id);

CREATE TABLE calendar (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  head    BYTEA  NOT NULL,
  marks   TEXT   NOT NULL,
  hours   TEXT   NOT NULL
);

CREATE TABLE procedure_version (
  id            BIGINT PRIMARY KEY,
  version       BIGINT NOT NULL,
  salt          BYTEA  NOT NULL,
  head          BYTEA  NOT NULL,
  code          TEXT   NOT NULL,
  number        BIGINT NOT NULL,
  name          TEXT   NOT NULL,
  field         TEXT   NOT NULL,
  levels        TEXT   NOT NULL,
  status        TEXT   NOT NULL,
  valid_from    TEXT   NOT NULL,
  until         TEXT   NOT NULL,
  decision      BIGINT NOT NULL,
  ended         BIGINT NOT NULL,
  offers        TEXT   NOT NULL,
  cases         TEXT   NOT NULL,
  applicants    TEXT   NOT NULL,
  result        TEXT   NOT NULL,
  conditions    TEXT   NOT NULL,
  basis         TEXT   NOT NULL,
  online_grade  TEXT   NOT NULL,
  on_supplement TEXT   NOT NULL,
  edited_by     BIGINT NOT NULL,
  UNIQUE (code, number)
);

CREATE TABLE procedure_decision (
  id        BIGINT  PRIMARY KEY,
  version   BIGINT  NOT NULL,
  salt      BYTEA   NOT NULL,
  head      BYTEA   NOT NULL,
  number    TEXT    NOT NULL,
  signed    TEXT    NOT NULL,
  effective TEXT    NOT NULL,
  title     TEXT    NOT NULL,
  changes   TEXT    NOT NULL,
  published BOOLEAN NOT NULL,
  edited_by BIGINT  NOT NULL
);

CREATE TABLE workflow_version (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL,
  salt       BYTEA  NOT NULL,
  head       BYTEA  NOT NULL,
  procedure  TEXT   NOT NULL,
  case_no    BIGINT NOT NULL,
  number     BIGINT NOT NULL,
  name       TEXT   NOT NULL,
  status     TEXT   NOT NULL,
  valid_from TEXT   NOT NULL,
  until      TEXT   NOT NULL,
  basis      TEXT   NOT NULL,
  steps      TEXT   NOT NULL,
  edited_by  BIGINT NOT NULL,
  UNIQUE (procedure, case_no, number)
);
