-- Messages to people. A message is the way of a text to a person, not an act: what is done
-- about one by an officer stands in the trace as a decision.

CREATE TABLE message (
  id        BIGINT PRIMARY KEY,
  dossier   BIGINT NOT NULL, -- 0: a notice to staff
  staff     BIGINT NOT NULL,
  unit      BIGINT NOT NULL,
  desk      BIGINT NOT NULL,
  code      TEXT   NOT NULL,
  occasion  TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  queued_at TEXT   NOT NULL,
  next_at   TEXT   NOT NULL, -- '' when nothing is to come by itself
  expires   TEXT   NOT NULL,
  facts     TEXT   NOT NULL, -- JSON, '' once erased
  channel   TEXT   NOT NULL, -- '' until it is written
  lang      TEXT   NOT NULL,
  address   TEXT   NOT NULL, -- erased with the text
  subject   TEXT   NOT NULL,
  body      TEXT   NOT NULL,
  template  BIGINT NOT NULL, -- 0: the one that comes with the program
  digest    TEXT   NOT NULL, -- of the text, which stays
  stop      TEXT   NOT NULL, -- digest of the token in the link that stops messages
  asked     BIGINT NOT NULL,
  provider  TEXT   NOT NULL,
  says      TEXT   NOT NULL,
  ended_at  TEXT   NOT NULL
);
CREATE INDEX message_dossier ON message (dossier, id);
CREATE INDEX message_unit ON message (unit, id);
CREATE INDEX message_state ON message (state, id) WHERE state NOT IN ('sent', 'delivered', 'cancelled');
CREATE INDEX message_code ON message (code) WHERE code <> '';
CREATE UNIQUE INDEX message_stop_token ON message (stop) WHERE stop <> '';
CREATE INDEX message_kept ON message (ended_at) WHERE facts <> '' AND ended_at <> '';

-- Each handing over to a provider, written down before the call.
CREATE TABLE message_attempt (
  message     BIGINT NOT NULL,
  no          BIGINT NOT NULL,
  request     TEXT   NOT NULL,
  provider    TEXT   NOT NULL,
  channel     TEXT   NOT NULL,
  started_at  TEXT   NOT NULL,
  ended_at    TEXT   NOT NULL,
  outcome     TEXT   NOT NULL,
  provider_id TEXT   NOT NULL,
  says        TEXT   NOT NULL,
  PRIMARY KEY (message, no)
); -- without rowid
CREATE INDEX message_attempt_request ON message_attempt (request);

CREATE TABLE message_provider (
  name      TEXT   PRIMARY KEY,
  failures  BIGINT NOT NULL,
  shut      TEXT   NOT NULL,
  failed_at TEXT   NOT NULL,
  says      TEXT   NOT NULL,
  worked_at TEXT   NOT NULL
);

CREATE TABLE message_template (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  occasion  TEXT   NOT NULL,
  channel   TEXT   NOT NULL,
  lang      TEXT   NOT NULL,
  number    BIGINT NOT NULL,
  subject   TEXT   NOT NULL,
  body      TEXT   NOT NULL,
  external  TEXT   NOT NULL,
  accents   BOOLEAN NOT NULL,
  status    TEXT   NOT NULL,
  from_day  TEXT   NOT NULL,
  until_day TEXT   NOT NULL,
  edited_by BIGINT NOT NULL,
  approved  BIGINT NOT NULL
);
CREATE UNIQUE INDEX message_template_number ON message_template (occasion, channel, lang, number);

-- How the person of a dossier wants to be told, where that was said.
CREATE TABLE message_wish (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  head    BYTEA  NOT NULL,
  dossier BIGINT NOT NULL,
  way     TEXT   NOT NULL
);
CREATE UNIQUE INDEX message_wish_dossier ON message_wish (dossier);

-- Addresses that want nothing more, by digest.
CREATE TABLE message_stop (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  head    BYTEA  NOT NULL,
  channel TEXT   NOT NULL,
  address TEXT   NOT NULL,
  active  BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX message_stop_address ON message_stop (address, channel);

CREATE TABLE message_decision (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  head    BYTEA  NOT NULL,
  message BIGINT NOT NULL,
  act     TEXT   NOT NULL,
  reason  TEXT   NOT NULL
);
CREATE INDEX message_decision_message ON message_decision (message, id);

CREATE TABLE message_staff (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  head    BYTEA  NOT NULL,
  account BIGINT NOT NULL,
  email   TEXT   NOT NULL
);
CREATE UNIQUE INDEX message_staff_account ON message_staff (account);
