-- Signing in. None of this is a subject: it comes and goes, and the trace has what lasts.
-- Tokens are kept as digests only.

CREATE TABLE session (
  digest  TEXT   PRIMARY KEY,
  account BIGINT NOT NULL,
  stage   TEXT   NOT NULL CHECK (stage IN ('code', 'in')), -- waits for the second factor, or is in
  created TEXT   NOT NULL,
  seen    TEXT   NOT NULL,
  expires TEXT   NOT NULL,
  agent   TEXT   NOT NULL
);
CREATE INDEX session_account ON session (account, created);
CREATE INDEX session_expires ON session (expires);

CREATE TABLE invitation (
  digest  TEXT   PRIMARY KEY,
  account BIGINT NOT NULL,
  by_id   BIGINT NOT NULL,
  created TEXT   NOT NULL,
  expires TEXT   NOT NULL,
  used    TEXT   NOT NULL -- '' while it can be used
);
CREATE INDEX invitation_account ON invitation (account);

-- Failed sign-ins. Keys are digests: people type passwords into the field for the login.
CREATE TABLE sign_in_failure (
  key      TEXT   PRIMARY KEY,
  failures BIGINT NOT NULL,
  until    TEXT   NOT NULL, -- no attempt before
  forget   TEXT   NOT NULL
);
CREATE INDEX sign_in_failure_forget ON sign_in_failure (forget);

-- Machines from which a login was used before.
CREATE TABLE sign_in_machine (
  key    TEXT PRIMARY KEY,
  forget TEXT NOT NULL
);
CREATE INDEX sign_in_machine_forget ON sign_in_machine (forget);

-- The last step of the second factor that was spent: a code is accepted once.
CREATE TABLE totp_used (
  account BIGINT PRIMARY KEY,
  step    BIGINT NOT NULL
);
