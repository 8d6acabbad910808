package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// tamper does something in a transaction, verifies there, and undoes it.
func (p *playground) tamper(do func(tx *db.Tx)) (report store.Report) {
	p.t.Helper()
	err := p.s.DB.Alone(p.t.Context(), func(tx *db.Tx) (err error) {
		do(tx)
		report, err = store.VerifyIn(p.t.Context(), tx, store.Verification{Verifier: p.signer.Verifier()})
		if err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		p.t.Fatal(err)
	}
	return report
}

func (p *playground) exec(tx *db.Tx, query string, args ...any) {
	p.t.Helper()
	_, err := tx.Exec(p.t.Context(), query, args...)
	p.must(err)
}

// played runs a test on a small playground of each engine.
func played(t *testing.T, f func(p *playground)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		p := everything(t, d, 3, 40)
		f(p)
		p.green()
	})
}

func about(r store.Report, table, row string) bool {
	return slices.ContainsFunc(r.Findings, func(f store.Finding) bool {
		return f.Table == table && strings.Contains(f.Row, row)
	})
}

func TestErasingAPersonByRightLeavesVerifyGreenAndDeletingThemDoesNot(t *testing.T) {
	played(t, func(p *playground) {
		d := p.dossiers[slices.IndexFunc(p.dossiers, func(d dossier.Dossier) bool { return !d.IsOpen() && d.Seal != audit.ErasedSeal && d.Code != "" })]
		removed := p.tamper(func(tx *db.Tx) { p.exec(tx, `DELETE FROM dossier_person WHERE dossier = $1`, d.ID) })
		if !about(removed, "dossier_person", d.Code) {
			t.Errorf("a person deleted: %+v", removed)
		}
		_, err := p.s.Dossiers.Do(t.Context(), d.ID, dossier.ErasePerson{Basis: "Luật 91/2025"}, p.moment())
		p.must(err)
		p.green()
		p.seal()
	})
}

func TestEveryEmptiedTableIsFound(t *testing.T) {
	played(t, func(p *playground) {
		for _, table := range store.Protected {
			report := p.tamper(func(tx *db.Tx) { p.exec(tx, `DELETE FROM `+table) })
			if !slices.ContainsFunc(report.Findings, func(f store.Finding) bool { return f.Table == table }) && table != "event" || report.OK() {
				t.Errorf("%s emptied: %d findings, none about it: %+v", table, report.Found, report.Findings[:min(3, len(report.Findings))])
			}
		}
		all := p.tamper(func(tx *db.Tx) {
			for _, table := range store.Protected {
				if !strings.HasPrefix(table, "log_") {
					p.exec(tx, `DELETE FROM `+table)
				}
			}
		})
		if all.OK() {
			t.Error("everything but the log emptied, and nothing found")
		}
	})
}

func TestTwoRowsThatChangedPlacesAreFound(t *testing.T) {
	played(t, func(p *playground) {
		for _, table := range []string{"account", "dossier", "dossier_person", "orgunit", "procedure_version", "workflow_version"} {
			var a, b any
			report := p.tamper(func(tx *db.Tx) {
				v := &vandal{playground: p, tx: tx, table: table}
				v.names, v.key = v.catalogue(table)
				rows := v.rows("ORDER BY " + v.names[v.key[0]] + " LIMIT 2")
				a, b = rows[0][v.key[0]], rows[1][v.key[0]]
				rows[0][v.key[0]], rows[1][v.key[0]] = b, a
				for _, row := range rows {
					p.exec(tx, `DELETE FROM `+table+` WHERE `+v.names[v.key[0]]+` = $1`, row[v.key[0]])
				}
				for _, row := range rows {
					p.exec(tx, `INSERT INTO `+table+` VALUES (`+marks(len(row))+`)`, row...)
				}
			})
			if !about(report, table, fmt.Sprintf("#%v", a)) || !about(report, table, fmt.Sprintf("#%v", b)) {
				t.Errorf("%s: rows %v and %v changed places: %+v", table, a, b, report.Findings)
			}
		}
	})
}

func TestACopiedEventIsFound(t *testing.T) {
	played(t, func(p *playground) {
		d := p.dossiers[5]
		report := p.tamper(func(tx *db.Tx) {
			p.exec(tx, `INSERT INTO event SELECT subject, 1000, kind, act, at, by_id, unit, note, change, '', -1 FROM event WHERE subject = $1 AND version = 1`, d.ID)
		})
		if !about(report, "dossier", d.Code) {
			t.Errorf("an event copied: %+v", report.Findings)
		}
	})
}

// rechain is what somebody does who knows the format but has no key: change an event of a
// sealed dossier, make the row and the head fit, and return the subject's new leaves.
func (p *playground) rechain(tx *db.Tx, d *dossier.Dossier) map[int64]audit.Head {
	p.t.Helper()
	p.exec(tx, `UPDATE event SET note = 'đã sửa' WHERE subject = $1 AND version = 1`, d.ID)
	salt, err := db.Value[[]byte](p.t.Context(), tx, `SELECT salt FROM dossier WHERE id = $1`, d.ID)
	p.must(err)
	leaves := map[int64]audit.Head{}
	var chain audit.Chain
	var head audit.Head
	chain.Start(audit.Dossier, int64(d.ID), audit.Salt(salt))
	p.must(db.Each(p.t.Context(), tx, func(row db.Row) error {
		e := audit.Event{Kind: audit.Dossier, Subject: int64(d.ID)}
		var at string
		if err := row.Scan(&e.Version, &e.Act, &at, &e.By, &e.Unit, &e.Note, (*string)(&e.Change), &e.Key, &e.Leaf); err != nil {
			return err
		}
		e.At, err = time.Parse(time.RFC3339, at)
		head = chain.Next(&e)
		leaves[e.Leaf] = head
		return err
	}, `SELECT version, act, at, by_id, unit, note, change, key, leaf FROM event WHERE subject = $1 ORDER BY version`, d.ID))
	p.exec(tx, `UPDATE dossier SET head = $2 WHERE id = $1`, d.ID, head[:])
	return leaves
}

func TestAChainThatWasMadeToFitIsFoundByTheTiles(t *testing.T) {
	played(t, func(p *playground) {
		d := &p.dossiers[5]
		report := p.tamper(func(tx *db.Tx) { p.rechain(tx, d) })
		if report.Found != 1 || !about(report, "event", fmt.Sprintf("%s #%d/1", d.Code, d.ID)) {
			t.Errorf("an event and its chain changed: %+v", report.Findings)
		}
	})
}

// TestEventsAndTilesThatWereMadeToFitAreFoundByTheCheckpoints is about somebody who builds
// the whole log anew, and does not have its key.
func TestEventsAndTilesThatWereMadeToFitAreFoundByTheCheckpoints(t *testing.T) {
	played(t, func(p *playground) {
		d := &p.dossiers[5]
		rebuild := func(tx *db.Tx, keepNotes bool) {
			leaves := p.rechain(tx, d)
			forger := newSigner(p.t, 9)
			notes, err := db.All(t.Context(), tx, scanNote, `SELECT size, at, note FROM log_checkpoint ORDER BY size`)
			p.must(err)
			level0 := p.level0(tx, leaves)
			p.exec(tx, `DELETE FROM log_tile`)
			p.exec(tx, `DELETE FROM log_checkpoint`)
			log := audit.NewSealer(forger)
			for _, n := range notes {
				batch, err := log.Seal(level0[log.Last().Size:n.size], p.now)
				p.must(err)
				for _, tile := range batch.Tiles {
					p.exec(tx, `INSERT INTO log_tile VALUES ($1, $2, $3, $4) ON CONFLICT (level, idx) DO UPDATE SET width = excluded.width, hashes = excluded.hashes`,
						tile.Level, tile.Index, tile.Width(), tile.Hashes)
				}
				if !keepNotes {
					n.note = string(batch.Text)
				}
				p.exec(tx, `INSERT INTO log_checkpoint VALUES ($1, $2, $3)`, n.size, n.at, n.note)
			}
		}
		for _, keep := range []bool{false, true} {
			report := p.tamper(func(tx *db.Tx) { rebuild(tx, keep) })
			if !slices.ContainsFunc(report.Findings, func(f store.Finding) bool { return f.Table == "log_checkpoint" }) {
				t.Errorf("the log rebuilt, signatures kept %v: %+v", keep, report.Findings)
			}
		}
	})
}

type noteRow struct {
	size     int64
	at, note string
}

func scanNote(row db.Row) (n noteRow, err error) { return n, row.Scan(&n.size, &n.at, &n.note) }

// level0 is every leaf as the tiles have it, but for those given.
func (p *playground) level0(tx *db.Tx, but map[int64]audit.Head) (leaves []audit.Hash) {
	p.t.Helper()
	tiles, err := db.All(p.t.Context(), tx, func(row db.Row) (hashes []byte, err error) { return hashes, row.Scan(&hashes) },
		`SELECT hashes FROM log_tile WHERE level = 0 ORDER BY idx`)
	p.must(err)
	for hash := range slices.Chunk(bytes.Join(tiles, nil), len(audit.Hash{})) {
		leaves = append(leaves, audit.Hash(hash))
	}
	for leaf, head := range but {
		if leaf >= 0 {
			leaves[leaf] = head.Leaf()
		}
	}
	return leaves
}

func TestALogCutShortShowsOnlyAgainstACheckpointKeptElsewhere(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		long, short := everything(t, d, 3, 12), newSigner(t, 1)
		kept := long.green().Last
		other := store.Verification{Verifier: short.Verifier(), Held: []audit.Checkpoint{{Number: kept.Number, Size: kept.Size, Root: audit.Hash{1}}}}
		report, err := store.Verify(t.Context(), long.s, other)
		long.must(err)
		if !about(report, "log_checkpoint", fmt.Sprint(kept.Size)) {
			t.Errorf("against another checkpoint: %+v", report.Findings)
		}
	})
}

func TestFindingsAreCountedAndOnlyTheFirstAreKept(t *testing.T) {
	played(t, func(p *playground) {
		const many = store.Printed + 200
		report := p.tamper(func(tx *db.Tx) {
			for unit := range many {
				p.exec(tx, `INSERT INTO dossier_serial (unit, day, last) VALUES ($1, '2024-01-02', 1)`, 1000+unit)
			}
		})
		if report.Found < many || len(report.Findings) != store.Printed {
			t.Errorf("found %d, kept %d", report.Found, len(report.Findings))
		}
	})
}
