package paper

import (
	"context"
	"errors"
	"io"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/domain/scan"
	"cchc/kit/blob"
	"cchc/kit/db"
	"cchc/kit/filecheck"
	"cchc/store/book"
)

// Take takes a file in. It is judged before it is kept; a refused one leaves nothing. With
// replaces it stands in that paper's place, both in one commit.
func (s *Papers) Take(ctx context.Context, a scan.Add, replaces scan.ID, file io.Reader, by account.Stamp) (p scan.Paper, err error) {
	if a.Content, err = s.keep(ctx, file); err != nil {
		return p, err
	}
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		p, err = s.add(ctx, tx, a, replaces, m)
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return sheetBook.ByKey(ctx, s.DB, m.Key)
	}
	return p, err
}

// add keeps a paper's row within a transaction.
func (s *Papers) add(ctx context.Context, tx *db.Tx, a scan.Add, replaces scan.ID, m book.Moment) (p scan.Paper, err error) {
	p.ID = scan.ID(m.NewID())
	if replaces != 0 {
		old, err := sheetBook.Load(ctx, tx, int64(replaces))
		if err != nil || old.State.Dossier != a.Dossier || old.State.Pending != a.Pending {
			return p, errors.Join(missing(), err)
		}
		a.Component = old.State.Component
		replace := m
		replace.Key = ""
		if _, err := change(ctx, tx, replaces, scan.Replace{With: p.ID}, replace); err != nil {
			return p, err
		}
	}
	happened, err := a.Apply(&p, moment(m))
	if err != nil {
		return p, err
	}
	if err := sheetBook.Add(ctx, tx, &p, m.Event(happened.Act, happened.Note)); err != nil {
		return p, err
	}
	return p, recount(ctx, tx, p.Dossier)
}

// keep judges a stream and keeps it. One byte more than the limit is read, never the rest.
func (s *Papers) keep(ctx context.Context, file io.Reader) (c scan.Content, err error) {
	var found filecheck.Found
	bounded := io.LimitReader(filecheck.WithoutLocation(file), s.Limits.Bytes+1)
	info, err := s.Files.Put(ctx, bounded, func(content io.ReaderAt, size int64) (err error) {
		found, err = s.Limits.Judge(content, size)
		return err
	})
	var refused *filecheck.Refused
	if errors.As(err, &refused) {
		return c, scan.RefuseFile(string(refused.Reason), refused.Most)
	}
	return scan.Content{Address: string(info.Name), Kind: string(found.Kind), Size: info.Size, Pages: found.Pages}, err
}

func moment(m book.Moment) scan.Moment { return scan.Moment{By: m.By, Unit: m.Unit, At: m.At} }

func missing() error { return refusal.Missing("Không tìm thấy giấy tờ này.") }

// Do does an act upon a paper; the same key twice does it once.
func (s *Papers) Do(ctx context.Context, id scan.ID, act scan.Act, by account.Stamp) (p scan.Paper, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		if p, err = change(ctx, tx, id, act, m); err != nil {
			return err
		}
		return recount(ctx, tx, p.Dossier)
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return s.Get(ctx, id)
	}
	return p, err
}

func change(ctx context.Context, tx *db.Tx, id scan.ID, act scan.Act, m book.Moment) (scan.Paper, error) {
	return sheetBook.Change(ctx, tx, int64(id), func(p *scan.Paper) (audit.Event, error) {
		happened, err := act.Apply(p, moment(m))
		return m.Event(happened.Act, happened.Note), err
	})
}

// Open gives a paper's content to somebody. The look is in the trace before the first byte
// is read: who could not be written down sees nothing.
func (s *Papers) Open(ctx context.Context, id scan.ID, view scan.View, by account.Stamp) (p scan.Paper, content blob.Content, err error) {
	by.Key = "" // each look counts
	if p, err = s.Do(ctx, id, view, by); err != nil {
		return p, nil, err
	}
	content, err = s.Files.Open(ctx, blob.Name(p.Content))
	return p, content, err
}

// Get reads one paper.
func (s *Papers) Get(ctx context.Context, id scan.ID) (scan.Paper, error) {
	return sheetBook.Get(ctx, s.DB, int64(id), "Không tìm thấy giấy tờ này.")
}

// Of lists a dossier's papers, the oldest first, those replaced and removed too.
func (s *Papers) Of(ctx context.Context, id dossier.ID) ([]*scan.Paper, error) {
	return s.list(ctx, "WHERE dossier = $1 AND dossier <> 0 ORDER BY id", id)
}

// Pending lists the papers that wait for a form to be sent.
func (s *Papers) Pending(ctx context.Context, key string) ([]*scan.Paper, error) {
	return s.list(ctx, "WHERE pending = $1 AND pending <> '' AND state = 'kept' ORDER BY id", key)
}

func (s *Papers) list(ctx context.Context, where string, args ...any) (list []*scan.Paper, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = sheetBook.List(ctx, tx, where, args...)
		return err
	})
	return list, err
}

// Looks lists who looked at a dossier's papers, the latest first.
func (s *Papers) Looks(ctx context.Context, id dossier.ID, limit int) (list []scan.Look, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanLook, `SELECT p.id, p.component, e.act, e.by_id, e.unit, e.note, e.at FROM paper p JOIN event e ON e.subject = p.id
			WHERE p.dossier = $1 AND p.dossier <> 0 AND e.act IN ('view', 'download') ORDER BY e.at DESC, e.subject, e.version DESC LIMIT $2`, id, limit)
		return err
	})
	return list, err
}

func scanLook(row db.Row) (l scan.Look, err error) {
	var act, at string
	if err = row.Scan((*int64)(&l.Paper), &l.Component, &act, (*int64)(&l.By), (*int64)(&l.Unit), &l.Note, &at); err == nil {
		l.Download = act == "download"
		l.At, err = dossier.ParseInstant(at)
	}
	return l, err
}
