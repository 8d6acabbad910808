package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"cchc/domain/account"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/sheet"
	"cchc/store/book"
)

// Imports take in files of other systems, all or nothing.
type Imports struct{ store *Store }

// Imports of this store.
func (s *Store) Imports() Imports { return Imports{s} }

// importing is one file on its way in, within a transaction.
type importing struct {
	intake.Job
	tx     *db.Tx
	refs   *Picture
	rows   []intake.Row
	m      Moment
	faults intake.Faults
	report *intake.Report
}

// Import reads a file, checks every row, and keeps all of it or nothing. The report has
// the faults; an error is a file that cannot be read at all, or a fault of the program.
// The very same file a second time does nothing.
func (s Imports) Import(ctx context.Context, job intake.Job, by account.Stamp) (report intake.Report, err error) {
	table, err := readFile(job)
	if err != nil {
		return report, err
	}
	m := Moment(by)
	m.Key = fileKey(job)
	if job.Kind == intake.Calendar {
		return s.calendar(ctx, job, table, m)
	}
	err = s.store.DB.Alone(ctx, func(tx *db.Tx) error {
		report = newReport(job, table)
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		refs, err := s.picture(ctx, tx, job.Kind)
		if err != nil {
			return err
		}
		in := &importing{Job: job, tx: tx, refs: refs, rows: rowsOf(table), m: m, report: &report}
		if err := in.keep(ctx); err != nil {
			return err
		}
		if err := in.faults.OrNil(); err != nil {
			report.Faults = refusal.Of(err)
			return errDryRun
		}
		if job.Dry {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	if errors.Is(err, book.ErrDoneBefore) {
		report.Before, err = true, nil
	}
	if len(report.Faults) > 0 {
		report.Kept = 0
	}
	return report, err
}

// picture is what the rows are checked against. Files of reference data wait for other
// writers of them and put every older picture out of date; files of dossiers hold off what
// would move dossiers.
func (s Imports) picture(ctx context.Context, tx *db.Tx, kind intake.Kind) (*Picture, error) {
	if kind == intake.Dossiers {
		return s.store.References.Firm(ctx, tx)
	}
	if err := bumpReferences(ctx, tx); err != nil {
		return nil, err
	}
	return readPicture(ctx, tx, 0)
}

// keep checks the rows and writes them; what is wrong is in in.faults afterwards.
func (in *importing) keep(ctx context.Context) error {
	switch in.Kind {
	case intake.Units:
		return in.units(ctx)
	case intake.Procedures:
		return in.procedures(ctx)
	case intake.Workflows:
		return in.workflows(ctx)
	case intake.Dossiers:
		return in.dossiers(ctx)
	}
	return refusal.Wrong("kind", "Không nhập được loại tệp này.")
}

// wrong takes the refusals of an error as the file's faults; a fault of the program goes on.
func (in *importing) wrong(err error) error {
	list := refusal.Of(err)
	if err != nil && list == nil {
		return err
	}
	in.faults.List = append(in.faults.List, list...)
	return nil
}

func (in *importing) units(ctx context.Context) error {
	units, err := orgunit.Import(in.refs.Units(), in.rows, func() orgunit.ID { return orgunit.ID(in.m.NewID()) }, "Nhập từ tệp "+in.File)
	if err := in.wrong(err); err != nil || len(in.faults.List) > 0 {
		return err
	}
	in.report.Kept, in.report.Known = len(units), len(in.rows)-len(units)
	return addEach(ctx, in, unitBook, units, "establish")
}

// addEach keeps new subjects; the first one's event carries the file's key.
func addEach[S any](ctx context.Context, in *importing, b *book.Book[S], list []S, act string) error {
	for i := range list {
		if err := b.Add(ctx, in.tx, &list[i], in.m.Event(act, in.File)); err != nil {
			return err
		}
		in.m.Key = ""
		in.progress(i+1, len(list))
	}
	return nil
}

func (in *importing) progress(done, all int) {
	if in.Progress != nil && (done%500 == 0 || done == all) {
		in.Progress(done, all)
	}
}

// WriteFaults gives the file back with the sentences of a report beside its rows.
func (Imports) WriteFaults(w io.Writer, job intake.Job, report intake.Report) error {
	table, err := readFile(job)
	if err != nil {
		return err
	}
	return sheet.WriteFaults(w, table, report.Lines())
}

func readFile(job intake.Job) (*sheet.Table, error) {
	table, err := sheet.Read(job.File, bytes.NewReader(job.Data), sheet.Form{Fields: importForms[job.Kind]})
	var bad *sheet.BadFile
	if errors.As(err, &bad) {
		return nil, refusal.Wrong("file", "%s.", bad.Reason)
	}
	return table, err
}

func newReport(job intake.Job, table *sheet.Table) intake.Report {
	report := intake.Report{Kind: job.Kind, Rows: len(table.Rows), Unknown: table.Unknown, Titles: map[string]string{}}
	for _, f := range importForms[job.Kind] {
		report.Titles[f.Key] = f.Titles[0]
	}
	return report
}

// fileKey is the idempotency key of a file: its content, for its purpose.
func fileKey(job intake.Job) string {
	sum := sha256.Sum256(job.Data)
	key := "import-" + string(job.Kind) + "-" + hex.EncodeToString(sum[:16])
	if job.Draft {
		key += "-draft"
	}
	return key
}

// fileRow is a row of a sheet as the rules read it.
type fileRow struct{ row sheet.Row }

func (r fileRow) Line() int                { return r.row.Line }
func (r fileRow) Get(column string) string { return r.row.Get(column) }

func rowsOf(table *sheet.Table) []intake.Row {
	rows := make([]intake.Row, len(table.Rows))
	for i, r := range table.Rows {
		rows[i] = fileRow{r}
	}
	return rows
}
