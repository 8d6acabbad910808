-- A workflow is submitted, sent back or approved before it is published.
ALTER TABLE workflow_version ADD COLUMN returned TEXT NOT NULL DEFAULT '';
ALTER TABLE workflow_version ADD COLUMN approved_by BIGINT NOT NULL DEFAULT 0;

-- What a draft would have done to the dossiers of a month: one result for a draft and month.
CREATE TABLE workflow_rehearsal (
  workflow BIGINT NOT NULL,
  month    TEXT   NOT NULL, -- '2022-12'
  asked    TEXT   NOT NULL,
  by_id    BIGINT NOT NULL,
  mapping  TEXT   NOT NULL, -- JSON: content of a new step → content of the old step whose times it takes
  steps    BIGINT NOT NULL, -- fingerprint of the steps that were played
  total    BIGINT NOT NULL, -- dossiers to play, 0 until they are counted
  done     BIGINT NOT NULL,
  ended    TEXT   NOT NULL, -- '' while it runs
  result   TEXT   NOT NULL, -- JSON
  PRIMARY KEY (workflow, month)
); -- without rowid
