package lateness

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// adopted bounds the letters that one commit adopts.
const adopted = 100

// adopt writes the letters of promises that were made without a follower, from the event
// that tells of each.
func (l *Lateness) adopt(ctx context.Context) error {
	for after := dossier.ID(0); ; {
		var ids []dossier.ID
		err := l.DB.Write(ctx, func(tx *db.Tx) (err error) {
			ids, err = db.All(ctx, tx, scanID, `SELECT id FROM dossier AS d WHERE promised <> '' AND id > $1
				AND NOT EXISTS (SELECT 1 FROM apology AS a WHERE a.dossier = d.id) ORDER BY id LIMIT $2`, after, adopted)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := l.adoptOne(ctx, tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(ids) == 0 {
			return err
		}
		after = ids[len(ids)-1]
	}
}

func (l *Lateness) adoptOne(ctx context.Context, tx *db.Tx, id dossier.ID) error {
	d, err := l.Dossiers.Hold(ctx, tx, id)
	if err != nil {
		return err
	}
	e, err := db.One(ctx, tx, book.ScanEvent, `SELECT `+book.EventColumns+` FROM event
		WHERE subject = $1 AND act IN ('extend', 'extend_late') ORDER BY version LIMIT 1`, id)
	if isMissing(err) {
		return nil // promised in a life before this system: nobody knows by whom
	}
	if err != nil {
		return err
	}
	before, err := letterOf(ctx, tx, id)
	if err != nil {
		return err
	}
	_, err = apply(ctx, tx, before, sealedBy(&d, e), store.Moment{At: e.At, By: account.ID(e.By), Unit: orgunit.ID(e.Unit)}, e.Note)
	return err
}

func sealedBy(d *dossier.Dossier, e audit.Event) lateness.Sign {
	return lateness.Sign{File: d, By: account.ID(e.By), Reason: e.Note, InTime: e.Act == "extend"}
}
