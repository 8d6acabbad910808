package notify

import (
	"regexp"
	"testing"

	domain "cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// wholeTable is a plan that reads every row of a table.
var wholeTable = regexp.MustCompile(`(?m)SCAN (message|message_attempt|message_wish|message_stop|message_staff|message_decision|dossier_person)$|Seq Scan on (message|message_\w+|dossier_person)\b`)

// sorted is a plan that sorts all that is found before it shows the first page.
var sorted = regexp.MustCompile(`USE TEMP B-TREE FOR ORDER BY|(?m)^\s*(->)?\s*Sort `)

// fromOneEnd is a plan that looks for messages by going through all of them by number.
var fromOneEnd = regexp.MustCompile(`(?m)SCAN message$|SEARCH message USING INTEGER PRIMARY KEY \(rowid[<>]\?\)$|using message_pkey on message[^\n]*\n\s*(Filter|Index Cond: \(+id [<>])`)

func plan(t *testing.T, d *db.DB, what, query string, args []any, bad ...*regexp.Regexp) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		text, err := tx.Explain(t.Context(), query, args...)
		for _, b := range bad {
			if err == nil && b.MatchString(text) {
				t.Errorf("%s:\n%s\n%s", what, query, text)
				return nil
			}
		}
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v\n%s", what, err, query)
	}
}

func TestNothingReadsAWholeTableOfMessages(t *testing.T) {
	filters := map[string]domain.Query{
		"by code": {Words: "H99.28-260302-0001"}, "by telephone": {Words: "0903123456"}, "by e-mail": {Words: "an@anson.example"},
		"by way": {Channel: domain.Zalo}, "by provider": {Provider: "sms"}, "by state and way": {State: domain.Sent, Channel: domain.SMS},
		"of one unit": {Within: []orgunit.ID{2}}, "of some units": {Within: []orgunit.ID{2, 3, 4}, State: domain.Failed},
	}
	for _, s := range domain.States {
		filters["in state "+string(s)] = domain.Query{State: s}
	}
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		for what, q := range filters {
			q.Limit = 50
			for _, q.After = range []domain.ID{0, 5} {
				query, args := listQuery(q)
				plan(t, d, what, query, args, wholeTable, fromOneEnd)
				if q.Within == nil { // else some pages are put together
					plan(t, d, what, query, args, sorted)
				}
			}
		}
		query, args := listQuery(domain.Query{Limit: 50, After: 7})
		plan(t, d, "everything", query, args, wholeTable, sorted)
		for what, q := range map[string]struct {
			query string
			args  []any
		}{
			"addresses of a dossier": {addressQuery, []any{1}}, "wish of a dossier": {wishQuery, []any{1}}, "stopped addresses": {stopQuery, []any{"x", "sms"}},
			"messages to take back": {cancelQuery(2), []any{1, "2026-03-03T02:00:00Z", "received", "apology"}}, "messages of an erased person": {forgetQuery, []any{1, "2026-03-03T02:00:00Z"}},
			"attempts": {attemptsQuery, []any{1}}, "a report": {requestQuery, []any{"r", "sms"}}, "a link that stops": {tokenQuery, []any{"x"}},
			"old texts": {forgetOldQuery, []any{"2026-03-03T02:00:00Z", 500}},
		} {
			plan(t, d, what, q.query, q.args, wholeTable, fromOneEnd, sorted)
		}
		plan(t, d, "the backlog", backlogQuery, nil, wholeTable, fromOneEnd)
		plan(t, d, "what to close", closeQuery, []any{"2026-03-03T02:00:00Z", 500}, wholeTable, fromOneEnd)
	})
}
