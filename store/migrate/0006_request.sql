-- Several agencies at once, and people who stand in for others.

-- What other agencies were asked for, JSON, '' for most dossiers.
ALTER TABLE dossier ADD COLUMN requests TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN brought_at TEXT NOT NULL DEFAULT '';

-- Requests that wait for an answer, the lists of who is asked: derived from dossier.requests.
CREATE TABLE dossier_request (
  dossier    BIGINT  NOT NULL,
  no         BIGINT  NOT NULL,
  unit       BIGINT  NOT NULL, -- asked
  by_unit    BIGINT  NOT NULL, -- that asks
  sent_at    TEXT    NOT NULL,
  due_by     TEXT    NOT NULL, -- the request's own
  PRIMARY KEY (dossier, no)
); -- without rowid
CREATE INDEX dossier_request_unit ON dossier_request (unit, due_by, dossier);

ALTER TABLE account ADD COLUMN substitute BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN away_from TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN away_until TEXT NOT NULL DEFAULT '';
CREATE INDEX account_substitute ON account (substitute) WHERE substitute > 0;
