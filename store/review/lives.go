package review

import (
	"context"
	"fmt"
	"iter"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// span is the dossiers of one workflow that were finished in a period. Those refused,
// stopped or withdrawn did not go the whole way and tell nothing of it.
type span struct {
	flow     *workflow.Version
	from, to calendar.Day // to: first day no longer in it
}

// readAtOnce is how many dossiers' stories are read with one query.
const readAtOnce = 200

type closed struct {
	id   int64
	code string
	at   string
}

// procedures are the versions of the procedure that the workflow is of: the index of
// closed dossiers knows these, and leaves the rest alone.
func (s span) procedures(refs *store.Picture) []any { return versionsOf(refs, s.flow.Procedure) }

// versionsOf are the versions of a procedure, never none.
func versionsOf(refs *store.Picture, code string) (ids []any) {
	for _, v := range refs.Procedures {
		if v.Code == code {
			ids = append(ids, int64(v.ID))
		}
	}
	if len(ids) == 0 {
		ids = append(ids, int64(0)) // no such version: nothing is found
	}
	return ids
}

// dossiers lists those of the span in the order in which they were finished.
func (s span) dossiers(ctx context.Context, tx *db.Tx, refs *store.Picture) ([]closed, error) {
	args := s.procedures(refs)
	n := len(args)
	query := fmt.Sprintf(`SELECT id, code, closed_at FROM dossier
		WHERE closed_at >= $%d AND closed_at < $%d AND closed_at <> '' AND outcome IN ('early', 'on_time', 'late')
		AND procedure IN (%s) AND workflow = $%d ORDER BY closed_at, id`, n+1, n+2, book.Placeholders(n), n+3)
	args = append(args, dossier.Instant(s.from.Start()), dossier.Instant(s.to.Start()), int64(s.flow.ID))
	return db.All(ctx, tx, func(row db.Row) (c closed, err error) { return c, row.Scan(&c.id, &c.code, &c.at) }, query, args...)
}

// lives reads the stories of dossiers, and tells how many it has read.
func lives(ctx context.Context, tx *db.Tx, list []closed, read func(int) error) iter.Seq2[review.Life, error] {
	return func(yield func(review.Life, error) bool) {
		for start := 0; start < len(list); start += readAtOnce {
			part := list[start:min(start+readAtOnce, len(list))]
			stories, err := stories(ctx, tx, part)
			if err == nil {
				err = read(start + len(part))
			}
			if err != nil {
				yield(review.Life{}, err)
				return
			}
			for _, c := range part {
				life := stories[c.id]
				life.Dossier, life.Code = dossier.ID(c.id), c.code
				if life.Closed, err = dossier.ParseInstant(c.at); !yield(life, err) || err != nil {
					return
				}
			}
		}
	}
}

func stories(ctx context.Context, tx *db.Tx, part []closed) (map[int64]review.Life, error) {
	ids := make([]any, len(part))
	for i, c := range part {
		ids[i] = c.id
	}
	lives := map[int64]review.Life{}
	err := db.Each(ctx, tx, func(row db.Row) error {
		e, err := book.ScanEvent(row)
		life := lives[e.Subject]
		life.Events = append(life.Events, e)
		lives[e.Subject] = life
		return err
	}, `SELECT `+book.EventColumns+` FROM event WHERE subject IN (`+book.Placeholders(len(ids))+`) ORDER BY subject, version`, ids...)
	return lives, err
}
