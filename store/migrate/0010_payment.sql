-- What dossiers owe and how it was paid. Amounts are whole đồng.

CREATE TABLE payment_order (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL,
  salt        BYTEA  NOT NULL,
  head        BYTEA  NOT NULL,
  code        TEXT   NOT NULL UNIQUE,
  dossier     BIGINT NOT NULL,
  unit        BIGINT NOT NULL,
  desk        BIGINT NOT NULL,
  lines       TEXT   NOT NULL,
  total       BIGINT NOT NULL,
  state       TEXT   NOT NULL,
  method      TEXT   NOT NULL,
  opened_at   TEXT   NOT NULL,
  by_id       BIGINT NOT NULL,
  received    BIGINT NOT NULL,
  paid_at     TEXT   NOT NULL,
  reference   TEXT   NOT NULL,
  link        TEXT   NOT NULL,
  refunded    BIGINT NOT NULL,
  reason      TEXT   NOT NULL
);
CREATE INDEX payment_order_dossier ON payment_order (dossier, id);
-- One order of a dossier waits for money at a time.
CREATE UNIQUE INDEX payment_order_waits ON payment_order (dossier) WHERE state IN ('open', 'short', 'over');
CREATE INDEX payment_order_open ON payment_order (unit, id) WHERE state IN ('open', 'short', 'over');
CREATE INDEX payment_order_paid ON payment_order (paid_at, id) WHERE paid_at <> '';
CREATE INDEX payment_order_unit ON payment_order (unit, paid_at, id) WHERE paid_at <> '';

CREATE TABLE payment_receipt (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  number    TEXT   NOT NULL UNIQUE,
  desk      BIGINT NOT NULL,
  order_id  BIGINT NOT NULL,
  amount    BIGINT NOT NULL,
  cashier   BIGINT NOT NULL,
  drawer    BIGINT NOT NULL,
  issued_at TEXT   NOT NULL,
  cancelled TEXT   NOT NULL,
  reason    TEXT   NOT NULL,
  instead   TEXT   NOT NULL,
  prints    BIGINT NOT NULL
);
CREATE INDEX payment_receipt_desk ON payment_receipt (desk, issued_at, id);
CREATE INDEX payment_receipt_order ON payment_receipt (order_id);
CREATE INDEX payment_receipt_drawer ON payment_receipt (drawer);

CREATE TABLE payment_drawer (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL,
  salt        BYTEA  NOT NULL,
  head        BYTEA  NOT NULL,
  desk        BIGINT NOT NULL,
  officer     BIGINT NOT NULL,
  day         TEXT   NOT NULL,
  state       TEXT   NOT NULL,
  change_sum  BIGINT NOT NULL, -- small change it was opened with
  expected    BIGINT NOT NULL,
  counted     BIGINT NOT NULL,
  explanation TEXT   NOT NULL,
  to_id       BIGINT NOT NULL,
  opened_at   TEXT   NOT NULL,
  counted_at  TEXT   NOT NULL,
  handed_at   TEXT   NOT NULL
);
CREATE UNIQUE INDEX payment_drawer_open ON payment_drawer (officer) WHERE state = 'open';
CREATE INDEX payment_drawer_desk ON payment_drawer (desk, day, id);

-- Money that sources outside told of, each notice once.
CREATE TABLE payment_credit (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  source    TEXT   NOT NULL,
  reference TEXT   NOT NULL,
  code      TEXT   NOT NULL,
  amount    BIGINT NOT NULL,
  at        TEXT   NOT NULL,
  purpose   TEXT   NOT NULL,
  order_id  BIGINT NOT NULL,
  verdict   TEXT   NOT NULL,
  UNIQUE (source, reference, amount)
);
CREATE INDEX payment_credit_day ON payment_credit (source, at) WHERE verdict = 'applied';

CREATE TABLE payment_difference (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  source    TEXT   NOT NULL,
  day       TEXT   NOT NULL,
  reference TEXT   NOT NULL,
  kind      TEXT   NOT NULL,
  order_id  BIGINT NOT NULL,
  unit      BIGINT NOT NULL,
  code      TEXT   NOT NULL,
  ours      BIGINT NOT NULL,
  theirs    BIGINT NOT NULL,
  at        TEXT   NOT NULL,
  credit    BIGINT NOT NULL,
  opened_at TEXT   NOT NULL,
  settled   TEXT   NOT NULL,
  by_id     BIGINT NOT NULL,
  how       TEXT   NOT NULL,
  reason    TEXT   NOT NULL,
  UNIQUE (source, reference)
);
CREATE INDEX payment_difference_open ON payment_difference (unit, id) WHERE settled = '';
CREATE INDEX payment_difference_order ON payment_difference (order_id);

CREATE TABLE payment_run (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL,
  salt        BYTEA  NOT NULL,
  head        BYTEA  NOT NULL,
  source      TEXT   NOT NULL,
  day         TEXT   NOT NULL,
  at          TEXT   NOT NULL,
  by_id       BIGINT NOT NULL,
  our_count   BIGINT NOT NULL,
  our_sum     BIGINT NOT NULL,
  their_count BIGINT NOT NULL,
  their_sum   BIGINT NOT NULL,
  equal       BIGINT NOT NULL,
  differ      BIGINT NOT NULL,
  explained   BIGINT NOT NULL
);

CREATE TABLE payment_refund (
  id         BIGINT PRIMARY KEY,
  version    BIGINT NOT NULL,
  salt       BYTEA  NOT NULL,
  head       BYTEA  NOT NULL,
  order_id   BIGINT NOT NULL,
  credit     BIGINT NOT NULL,
  unit       BIGINT NOT NULL,
  desk       BIGINT NOT NULL,
  amount     BIGINT NOT NULL,
  reason     TEXT   NOT NULL,
  way        TEXT   NOT NULL,
  state      TEXT   NOT NULL,
  asked_by   BIGINT NOT NULL,
  asked_at   TEXT   NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_at TEXT   NOT NULL,
  answer     TEXT   NOT NULL,
  reference  TEXT   NOT NULL,
  drawer     BIGINT NOT NULL,
  done_at    TEXT   NOT NULL
);
CREATE INDEX payment_refund_order ON payment_refund (order_id);
CREATE INDEX payment_refund_unit ON payment_refund (unit, id);
CREATE INDEX payment_refund_done ON payment_refund (done_at) WHERE done_at <> '';

CREATE TABLE payment_beneficiary (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  head    BYTEA  NOT NULL,
  unit    BIGINT NOT NULL UNIQUE,
  bank    TEXT   NOT NULL,
  name    TEXT   NOT NULL,
  number  TEXT   NOT NULL,
  holder  TEXT   NOT NULL
);

-- The last number of a series and year: orders (desk 0), and the receipts of each desk.
CREATE TABLE payment_serial (
  desk BIGINT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (desk, year)
); -- without rowid
