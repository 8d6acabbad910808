package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// vandal changes a database behind the program's back, one statement at a time.
type vandal struct {
	*playground
	tx     *db.Tx
	table  string
	names  []string // columns
	key    []int    // positions of the primary key
	row    []any    // the row that was picked
	did    string   // what was done, for the log
	places []string // by any of these the row or its owner may be named
}

var errUndo = errors.New("undo")

func TestThreeHundredRandomChangesBehindTheProgramsBackAreAllFoundAndNamed(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		p := everything(t, d, 2, 40)
		p.green()
		for round, hits := uint64(0), 0; hits < 300; round++ {
			p.r = rand.New(rand.NewPCG(round, 7))
			err := d.Alone(t.Context(), func(tx *db.Tx) error {
				v := &vandal{playground: p, tx: tx}
				if v.strike() {
					hits++
					v.look(round)
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) && !errors.Is(err, db.ErrConflict) && !strings.Contains(err.Error(), "CHECK") && !strings.Contains(err.Error(), "check") {
				t.Fatalf("round %d: %v", round, err)
			}
		}
		p.green()
	})
}

// strike picks table, row and column, and does something that makes a difference; false
// when the statement could not be kept, or meant nothing.
func (v *vandal) strike() bool {
	v.table = store.Protected[v.r.IntN(len(store.Protected))]
	v.names, v.key = v.catalogue(v.table)
	if !v.pick() {
		return false
	}
	nothing := v.table == "dossier_tally" && !slices.ContainsFunc(v.row[3:], func(n any) bool { return n != int64(0) })
	v.place(v.row)
	switch v.r.IntN(4) {
	case 0:
		return !nothing && v.exec("DELETE FROM "+v.table+" WHERE "+v.where(), v.keyValues()...)
	case 1:
		row := slices.Clone(v.row)
		for i := range row {
			alone := slices.Contains([]string{"leaf", "key", "code", "login"}, v.names[i]) // unique, so a copy would be refused
			if alone || v.r.IntN(4) == 0 {
				row[i] = v.another(i)
			}
		}
		k := v.key[v.r.IntN(len(v.key))]
		row[k] = v.another(k)
		v.place(row)
		return !nothing && v.exec("INSERT INTO "+v.table+" ("+strings.Join(v.names, ", ")+") VALUES ("+marks(len(row))+")", row...)
	}
	i := v.r.IntN(len(v.names))
	row := slices.Clone(v.row)
	row[i] = v.another(i)
	v.place(row)
	if nothing && slices.Contains(v.key, i) || same(row[i], v.row[i]) {
		return false
	}
	return v.exec(fmt.Sprintf("UPDATE %s SET %s = $%d WHERE %s", v.table, v.names[i], len(v.key)+1, v.where()), append(v.keyValues(), row[i])...)
}

func (v *vandal) exec(query string, args ...any) bool {
	v.did = fmt.Sprintf("%.200s %.300v", query, args)
	n, err := v.tx.Exec(v.t.Context(), query, args...)
	return err == nil && n == 1
}

// look fails unless verify names the row or its owner.
func (v *vandal) look(round uint64) {
	report, err := store.VerifyIn(v.t.Context(), v.tx, store.Verification{Verifier: v.signer.Verifier()})
	if err != nil {
		v.t.Fatalf("round %d, %s: %v", round, v.did, err)
	}
	for _, f := range report.Findings {
		if f.Text == "" || f.Row == "" {
			v.t.Errorf("round %d, %s: found without a name or a text: %+v", round, v.did, f)
		}
	}
	if !slices.ContainsFunc(report.Findings, v.named) {
		v.t.Errorf("round %d, %s: found %d, none names one of %v: %+v", round, v.did, report.Found, v.places, report.Findings)
	}
}

func (v *vandal) named(f store.Finding) bool {
	if v.table == "log_checkpoint" {
		return f.Table == v.table
	}
	return slices.ContainsFunc(v.places, func(place string) bool {
		return regexp.MustCompile(`(^|\D)` + regexp.QuoteMeta(place) + `(\D|$)`).MatchString(f.Row)
	})
}

// place notes by what a row may be called.
func (v *vandal) place(row []any) {
	get := func(name string) any { return row[slices.Index(v.names, name)] }
	var place string
	switch v.table {
	case "event":
		place = fmt.Sprintf("#%v", get("subject"))
	case "log_tile":
		place = fmt.Sprintf("%v/%v", get("level"), get("idx"))
	case "log_checkpoint":
		place = fmt.Sprint(get("size"))
	case "dossier_person", "dossier_word", "dossier_work", "dossier_request", "dossier_fault":
		place = fmt.Sprintf("#%v", get("dossier"))
	case "dossier_serial":
		place = fmt.Sprintf("#%v/%v", get("unit"), get("day"))
	case "dossier_tally":
		place = fmt.Sprintf("#%v/%v/%v", get("procedure"), get("month"), get("unit"))
	default:
		place = fmt.Sprintf("#%v", get("id"))
	}
	v.places = append(v.places, place)
}

func (v *vandal) where() string {
	parts := make([]string, len(v.key))
	for i, k := range v.key {
		parts[i] = fmt.Sprintf("%s = $%d", v.names[k], i+1)
	}
	return strings.Join(parts, " AND ")
}

func (v *vandal) keyValues() []any {
	values := make([]any, len(v.key))
	for i, k := range v.key {
		values[i] = v.row[k]
	}
	return values
}

// pick takes a random row.
func (v *vandal) pick() bool {
	rows := v.rows("ORDER BY " + strings.Join(v.names[:2], ", "))
	if len(rows) == 0 {
		return false
	}
	v.row = rows[v.r.IntN(len(rows))]
	return true
}

func (v *vandal) rows(rest string) [][]any {
	list, err := db.All(v.t.Context(), v.tx, func(row db.Row) ([]any, error) {
		values, dest := make([]any, len(v.names)), make([]any, len(v.names))
		for i := range values {
			dest[i] = &values[i]
		}
		return values, row.Scan(dest...)
	}, "SELECT "+strings.Join(v.names, ", ")+" FROM "+v.table+" "+rest)
	v.must(err)
	return list
}

// another is a value for column i of the same type that differs from the row's.
func (v *vandal) another(i int) any {
	switch old := v.row[i].(type) {
	case int64:
		return old + []int64{1, -1, 2, 1000, 1 << 40, -old, v.r.Int64N(1 << 40), 1 - 2*old}[v.r.IntN(8)]
	case bool:
		return !old
	case []byte:
		changed := bytes.Clone(old)
		if v.r.IntN(4) == 0 {
			return changed[:v.r.IntN(len(changed))]
		}
		changed[v.r.IntN(len(changed))] ^= 1 << v.r.IntN(8)
		return changed
	case string:
		return v.anotherText(i, old)
	}
	v.t.Fatalf("%s.%s holds a %T", v.table, v.names[i], v.row[i])
	return nil
}

// anotherText is another row's text, or the same written a little differently.
func (v *vandal) anotherText(i int, old string) string {
	texts := []string{old + " ", old + "0", "x" + old, strings.TrimSuffix(old, "Z") + "+00:00", strings.ToUpper(old) + "!", ""}
	for _, row := range v.rows("LIMIT 30") {
		texts = append(texts, row[i].(string))
	}
	texts = slices.DeleteFunc(texts, func(s string) bool { return s == old })
	return texts[v.r.IntN(len(texts))]
}

func same(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

func marks(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(list, ", ")
}
