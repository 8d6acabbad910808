package paper

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/db"
	"cchc/store/book"
)

// Issue enters a result under the next number of its series. The same key twice is one
// entry.
func (s *Papers) Issue(ctx context.Context, e result.Entry, by account.Stamp) (r result.Result, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		refs, err := s.References.Firm(ctx, tx)
		if err != nil {
			return err
		}
		if e.Issue.Unit = refs.Units().Unit(e.Unit); e.Issue.Unit == nil {
			return refusal.Wrong("unit", "Không có đơn vị này.")
		}
		r, err = s.enter(ctx, tx, e, m)
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return resultBook.ByKey(ctx, s.DB, m.Key)
	}
	return r, err
}

func (s *Papers) enter(ctx context.Context, tx *db.Tx, e result.Entry, m book.Moment) (r result.Result, err error) {
	if e.Issue.Issued != 0 && e.Kind.ID != 0 {
		if e.Number, err = nextNumber(ctx, tx, e.Kind.Series(e.Issue.Unit, e.Issued)); err != nil {
			return r, err
		}
	}
	sealed := e.Holder.Sealed()
	e.Seal = sealed.Seal()
	if e.Holder.IDNo != "" {
		e.Issue.Holder = s.Digest(e.Holder.IDNo)
	}
	r.ID = result.ID(m.NewID())
	happened, err := e.Issue.Apply(&r, result.Moment{By: m.By, At: m.At})
	if err != nil {
		return r, err
	}
	if err := resultBook.Add(ctx, tx, &r, m.Event(happened.Act, happened.Note)); err != nil {
		return r, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO result_holder (result, salt, name, born, id_no) VALUES ($1, $2, $3, $4, $5)`,
		r.ID, sealed.Salt, sealed.Name, sealed.Born, sealed.IDNo)
	return r, err
}

// nextNumber is the next of a series. Whoever enters into one waits for who is before.
func nextNumber(ctx context.Context, tx *db.Tx, series string) (int, error) {
	turn := fnv.New64a()
	turn.Write([]byte("result " + series))
	if _, err := tx.Exec(ctx, tx.TakeTurn(), int64(turn.Sum64()>>1)); err != nil {
		return 0, err
	}
	last, err := db.Value[int](ctx, tx, `SELECT coalesce(max(number), 0) FROM result WHERE series = $1`, series)
	return last + 1, err
}

// Act does an act upon a result; the same key twice does it once.
func (s *Papers) Act(ctx context.Context, id result.ID, act result.Act, by account.Stamp) (r result.Result, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		r, err = resultBook.Change(ctx, tx, int64(id), func(r *result.Result) (audit.Event, error) {
			happened, err := act.Apply(r, result.Moment{By: m.By, At: m.At})
			return m.Event(happened.Act, happened.Note), err
		})
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return resultBook.ByKey(ctx, s.DB, m.Key)
	}
	return r, err
}

// Digitise takes in the document of a result that has none, or a better one.
func (s *Papers) Digitise(ctx context.Context, id result.ID, paper scan.ID, by account.Stamp) (result.Result, error) {
	return s.Act(ctx, id, result.Digitise{Paper: paper}, by)
}

// ByCode finds a result by its code.
func (s *Papers) ByCode(ctx context.Context, code string) (result.Listed, error) {
	return s.one(ctx, "r.code = $1", code)
}

// Result reads one result with its holder.
func (s *Papers) Result(ctx context.Context, id result.ID) (result.Listed, error) {
	return s.one(ctx, "r.id = $1", id)
}

func (s *Papers) one(ctx context.Context, where string, args ...any) (l result.Listed, err error) {
	list, err := s.listed(ctx, where+" ORDER BY r.id DESC LIMIT 1", args...)
	if err != nil {
		return l, err
	}
	if len(list) == 0 {
		return l, refusal.Missing("Không tìm thấy kết quả này.")
	}
	return list[0], nil
}

// Register reads a piece of the register, the newest first.
func (s *Papers) Register(ctx context.Context, q result.Query) ([]result.Listed, error) {
	where, args := conditions(q)
	if q.Before != 0 {
		args = append(args, q.Before)
		where += fmt.Sprintf(" AND r.id < $%d", len(args))
	}
	args = append(args, q.Limit)
	return s.listed(ctx, fmt.Sprintf("%s ORDER BY r.id DESC LIMIT $%d", where, len(args)), args...)
}

// Count counts what Register lists over all its pages.
func (s *Papers) Count(ctx context.Context, q result.Query) (n int64, err error) {
	where, args := conditions(q)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		n, err = db.Value[int64](ctx, tx, `SELECT count(*) FROM result r WHERE `+where, args...)
		return err
	})
	return n, err
}

var resultNames = "r.id, r.version, r.salt, r.head, r." + strings.Join(resultBook.Names, ", r.")

func (s *Papers) listed(ctx context.Context, where string, args ...any) (list []result.Listed, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanListed, `SELECT `+resultNames+`, coalesce(h.salt, r.salt), coalesce(h.name, ''), coalesce(h.born, ''), coalesce(h.id_no, ''), coalesce(d.code, '')
			FROM result r LEFT JOIN result_holder h ON h.result = r.id LEFT JOIN dossier d ON d.id = r.dossier WHERE `+where, args...)
		return err
	})
	return list, err
}

// tail reads further columns behind those of a row.
type tail struct {
	row  db.Row
	more []any
}

func (t tail) Scan(dest ...any) error { return t.row.Scan(append(dest, t.more...)...) }

// scanListed compares the holder with the seal in the register's row: a name that was
// changed behind the program's back is not shown as whose result it is.
func scanListed(row db.Row) (l result.Listed, err error) {
	var h result.SealedHolder
	k, err := resultBook.Scan(tail{row, []any{&h.Salt, &h.Name, &h.Born, &h.IDNo, &l.File}})
	if err != nil {
		return l, err
	}
	l.Result, l.Holder = k.State, h.Holder
	if h.Seal() != l.Seal && h.Holder != (result.Holder{}) {
		return l, fmt.Errorf("the holder of result %s was changed behind the program's back", l.Code)
	}
	return l, nil
}

// conditions of a query. A list of no units asks for nothing.
func conditions(q result.Query) (string, []any) {
	parts := []string{"r.id > 0"}
	var args []any
	add := func(condition string, values ...any) {
		var marks []any
		for _, v := range values {
			args = append(args, v)
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		parts = append(parts, fmt.Sprintf(condition, marks...))
	}
	if q.Units != nil {
		marks := []string{"0"}
		for _, u := range q.Units {
			args = append(args, u)
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		parts = append(parts, "r.unit IN ("+strings.Join(marks, ", ")+")")
	}
	if q.Kind != 0 {
		add("r.kind = %s", q.Kind)
	}
	if q.State != "" {
		add("r.state = %s", string(q.State))
	}
	switch q.Paper {
	case "yes":
		parts = append(parts, "r.paper <> 0")
	case "no":
		parts = append(parts, "r.paper = 0")
	}
	if q.From != 0 {
		add("r.issued >= %s", q.From.String())
	}
	if q.To != 0 {
		add("r.issued <= %s", q.To.String())
	}
	if q.Code != "" {
		add("(r.code = %s OR r.symbol = %s)", q.Code, q.Code)
	}
	if q.Holder != "" {
		add("r.holder = %s", q.Holder)
	}
	return strings.Join(parts, " AND "), args
}

// OfDossier lists the results that a dossier ended in.
func (s *Papers) OfDossier(ctx context.Context, id dossier.ID) ([]result.Listed, error) {
	return s.listed(ctx, "r.dossier = $1 AND r.dossier <> 0 ORDER BY r.id", id)
}

// DigestOf is what an identity number is looked up by.
func (s *Papers) DigestOf(idNo string) string {
	if idNo == "" {
		return ""
	}
	return s.Digest(idNo)
}
