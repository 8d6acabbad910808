package store

import (
	"context"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/db"
)

// nextCode takes the unit's next serial of the day. The row is held until the transaction
// ends and undone with it, so codes are in order and without a gap; receipts at one unit
// on one day wait for each other here and nowhere else.
func nextCode(ctx context.Context, tx *db.Tx, refs *Picture, d *file) (string, error) {
	day := calendar.DayOf(d.Received)
	serial, err := db.Value[int64](ctx, tx, `
		INSERT INTO dossier_serial (unit, day, last) VALUES ($1, $2, 1)
		ON CONFLICT (unit, day) DO UPDATE SET last = dossier_serial.last + 1
		RETURNING last`, d.Unit, day.String())
	if err != nil {
		return "", err
	}
	return dossier.Code(refs.Units().Unit(d.Unit).Code, day, serial), nil
}
