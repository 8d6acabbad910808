-- What falls due in a period, at the edges that counters by month do not cover, and in lists.
CREATE INDEX dossier_due ON dossier (due_by, outcome, unit, procedure, moves) WHERE due_by <> '';
-- The few that went from one unit to another: see figure_edge.go.
CREATE INDEX dossier_moved ON dossier (closed_at) WHERE moves <> '';
