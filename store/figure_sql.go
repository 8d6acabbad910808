package store

import (
	"strconv"
	"strings"
	"time"

	"cchc/domain/dossier"
	"cchc/kit/ident"
)

// sql is a query being written, piece by piece, with its arguments: each ? becomes the
// next number, so that a condition can stand anywhere.
type sql struct {
	text strings.Builder
	args []any
}

func (q *sql) add(text string, args ...any) {
	for i, piece := range strings.Split(text, "?") {
		if i > 0 {
			q.args = append(q.args, args[i-1])
			q.text.WriteString("$" + strconv.Itoa(len(q.args)))
		}
		q.text.WriteString(piece)
	}
}

// in is a list of identifiers; an empty one holds for nothing.
func (q *sql) in(ids []int64) {
	if len(ids) == 0 {
		q.add(" IS NULL")
		return
	}
	q.add(" IN (")
	for i, id := range ids {
		if i > 0 {
			q.add(", ")
		}
		q.add("?", id)
	}
	q.add(")")
}

func (q *sql) String() string { return q.text.String() }

// stamp is an instant as columns hold it. Every one has the same length, so that texts
// compare as instants do.
func stamp(t time.Time) string { return dossier.Instant(t) }

// firstID bounds receipts: identifiers grow with the time of receipt.
func firstID(t time.Time) int64 { return ident.First(t) }

// What follows reads the short texts of dossier.MoveText and dossier.PauseText in words
// that both engines know: ltrim strips leading digits, an instant has 20 characters.
const (
	digits = "'0123456789'"
	// intakeUnit is dossier.ReceivedBy: the unit that the first move left, or the unit.
	intakeUnit = `CASE WHEN moves = '' THEN unit ELSE CAST(substr(moves, 1, length(moves) - length(ltrim(moves, ` + digits + `))) AS BIGINT) END`
	fromTo     = `ltrim(ltrim(rest, ` + digits + `), ' ')` // the first move without the unit it left
	afterTo    = `ltrim(` + fromTo + `, ` + digits + `)`   // … and without the unit it went to
	// hops follow the moves, oldest first, as far as they had happened at the instant that is
	// to be written behind.
	hops = `CASE WHEN moves = '' THEN unit ELSE (
		WITH RECURSIVE hop (rest, holder) AS (
			SELECT moves, ` + intakeUnit + `
			UNION ALL
			SELECT substr(` + afterTo + `, 23), CAST(substr(` + fromTo + `, 1, length(` + fromTo + `) - length(` + afterTo + `)) AS BIGINT)
			FROM hop WHERE rest <> '' AND substr(` + afterTo + `, 2, 20) <= `
	// heldBy is the unit that had the dossier at an instant (?).
	heldBy = hops + `?) SELECT holder FROM hop ORDER BY length(rest) LIMIT 1) END`
	// owedBy is the unit that had the dossier when it fell due: dossier.HeldBy. It sorts
	// nothing, so that lists keep the order of their index.
	owedBy = hops + `due_by) SELECT holder FROM hop WHERE rest = '' OR substr(` + afterTo + `, 2, 20) > due_by) END`
	// wasPaused says whether the clock stood at an instant (?): more pauses had begun than
	// had ended, by the events, which tell the past as it was.
	wasPaused = `(pauses <> '' AND (SELECT coalesce(sum(CASE WHEN act IN ('supply', 'resume') THEN -1 ELSE 1 END), 0) FROM event
		WHERE subject = id AND at <= ? AND act IN ('request_supplement', 'request_supplement_late', 'pause_for_payment', 'supply', 'resume')) > 0)`
)

// isOpen is what the index of open dossiers holds.
const isOpen = `clock IN ('running', 'paused')`
