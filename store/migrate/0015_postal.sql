-- What the public post and contracted desks do for the one-stop shop.

CREATE TABLE postal_list (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  number    TEXT   NOT NULL UNIQUE,
  way       TEXT   NOT NULL,
  point     BIGINT NOT NULL,
  desk      BIGINT NOT NULL,
  state     TEXT   NOT NULL,
  by_id     BIGINT NOT NULL,
  opened_at TEXT   NOT NULL,
  last_item BIGINT NOT NULL,
  items     BIGINT NOT NULL,
  left_over BIGINT NOT NULL, -- items not answered for
  prints    BIGINT NOT NULL,
  given_by  BIGINT NOT NULL,
  given_at  TEXT   NOT NULL,
  taken_by  BIGINT NOT NULL,
  closed_at TEXT   NOT NULL,
  reason    TEXT   NOT NULL
);
CREATE INDEX postal_list_point ON postal_list (point, id);
CREATE INDEX postal_list_desk ON postal_list (desk, id);

CREATE TABLE postal_item (
  id       BIGINT PRIMARY KEY,
  version  BIGINT NOT NULL,
  salt     BYTEA  NOT NULL,
  head     BYTEA  NOT NULL,
  list     BIGINT NOT NULL,
  no       BIGINT NOT NULL,
  dossier  BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  state    TEXT   NOT NULL,
  reason   TEXT   NOT NULL,
  by_id    BIGINT NOT NULL,
  at       TEXT   NOT NULL
);
CREATE INDEX postal_item_list ON postal_item (list, no);
CREATE INDEX postal_item_dossier ON postal_item (dossier, id);
-- A dossier is on at most one list that is not answered for.
CREATE UNIQUE INDEX postal_item_once ON postal_item (dossier) WHERE state = 'listed';

CREATE TABLE postal_order (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL,
  salt        BYTEA  NOT NULL,
  head        BYTEA  NOT NULL,
  number      TEXT   NOT NULL UNIQUE,
  dossier     BIGINT NOT NULL,
  desk        BIGINT NOT NULL,
  state       TEXT   NOT NULL,
  cod         BIGINT NOT NULL,
  tracking    TEXT   NOT NULL,
  by_id       BIGINT NOT NULL,
  opened_at   TEXT   NOT NULL,
  accepted_at TEXT   NOT NULL,
  status_at   TEXT   NOT NULL,
  collected   BIGINT NOT NULL,
  taker       TEXT   NOT NULL,
  reason      TEXT   NOT NULL
);
CREATE INDEX postal_order_dossier ON postal_order (dossier, id);
-- One order of a dossier is on its way at a time.
CREATE UNIQUE INDEX postal_order_live ON postal_order (dossier) WHERE state IN ('waiting', 'sending', 'accepted', 'transit', 'undelivered');
CREATE INDEX postal_order_desk ON postal_order (desk, id);
CREATE INDEX postal_order_day ON postal_order (accepted_at) WHERE accepted_at <> '';

CREATE TABLE postal_notice (
  id        BIGINT PRIMARY KEY,
  version   BIGINT NOT NULL,
  salt      BYTEA  NOT NULL,
  head      BYTEA  NOT NULL,
  reference TEXT   NOT NULL UNIQUE,
  number    TEXT   NOT NULL,
  tracking  TEXT   NOT NULL,
  status    TEXT   NOT NULL,
  at        TEXT   NOT NULL,
  taker     TEXT   NOT NULL,
  reason    TEXT   NOT NULL,
  collected BIGINT NOT NULL,
  order_id  BIGINT NOT NULL,
  verdict   TEXT   NOT NULL
);
CREATE INDEX postal_notice_order ON postal_notice (order_id, id);
CREATE INDEX postal_notice_parked ON postal_notice (id) WHERE verdict IN ('unknown', 'clashes');

CREATE TABLE postal_run (
  id          BIGINT PRIMARY KEY,
  version     BIGINT NOT NULL,
  salt        BYTEA  NOT NULL,
  head        BYTEA  NOT NULL,
  day         TEXT   NOT NULL,
  at          TEXT   NOT NULL,
  by_id       BIGINT NOT NULL,
  our_count   BIGINT NOT NULL,
  their_count BIGINT NOT NULL,
  our_sum     BIGINT NOT NULL,
  their_sum   BIGINT NOT NULL,
  equal       BIGINT NOT NULL,
  mended      BIGINT NOT NULL,
  differences TEXT   NOT NULL
);

CREATE TABLE desk_service (
  id      BIGINT PRIMARY KEY,
  version BIGINT NOT NULL,
  salt    BYTEA  NOT NULL,
  head    BYTEA  NOT NULL,
  desk    BIGINT NOT NULL,
  by_id   BIGINT NOT NULL,
  at      TEXT   NOT NULL,
  topic   TEXT   NOT NULL,
  minutes BIGINT NOT NULL
);
CREATE INDEX desk_service_desk ON desk_service (desk, at, id);

-- The last number of a series and year: lists of the giving unit, orders with unit 0.
CREATE TABLE postal_serial (
  unit BIGINT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (unit, year)
); -- without rowid

-- Dossiers by the place that helped, where that is not the desk.
CREATE INDEX dossier_helped ON dossier (helped, id) WHERE helped <> 0;
CREATE INDEX dossier_to_post ON dossier (desk, closed_at, id) WHERE delivery = 'ready' AND result_by = 'post';
CREATE INDEX dossier_helped_ready ON dossier (helped, closed_at) WHERE delivery = 'ready' AND helped <> 0;
