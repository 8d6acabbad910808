-- Filing before receipt, and dossiers whose data cannot be right.

-- When the papers were posted or sent online, and the working minutes until the receipt:
-- "2026-01-08T02:15:00Z 480", '' for most.
ALTER TABLE dossier ADD COLUMN filed TEXT NOT NULL DEFAULT '';
-- By the time of receipt, which the identifier carries.
CREATE INDEX dossier_filed ON dossier (id, unit, filed) WHERE filed <> '';

-- What a dossier's own row shows to be wrong: derived from it. Few, however many years.
CREATE TABLE dossier_fault (
  dossier BIGINT NOT NULL,
  kind    BIGINT NOT NULL, -- quality.Kind
  unit    BIGINT NOT NULL,
  PRIMARY KEY (dossier, kind)
); -- without rowid
CREATE INDEX dossier_fault_kind ON dossier_fault (kind, dossier, unit);

INSERT INTO dossier_fault (dossier, kind, unit) SELECT id, 1, unit FROM dossier WHERE received_at <> '' AND due = '';
INSERT INTO dossier_fault (dossier, kind, unit) SELECT id, 2, unit FROM dossier WHERE received_at <> '' AND (
  closed_at <> '' AND closed_at < received_at OR handed_at <> '' AND (handed_at < closed_at OR handed_at < received_at) OR brought_at <> '' AND brought_at < closed_at);
INSERT INTO dossier_fault (dossier, kind, unit) SELECT id, 4, unit FROM dossier
  WHERE received_at <> '' AND closed_at = received_at AND outcome IN ('early', 'on_time', 'late') AND time_limit <> '0 workdays';
INSERT INTO dossier_fault (dossier, kind, unit) SELECT id, 5, unit FROM dossier WHERE received_at <> '' AND finance = 'due' AND state = 'issued';

-- People without a name: see quality.NoPerson.
CREATE INDEX dossier_person_nobody ON dossier_person (dossier) WHERE name = '';
