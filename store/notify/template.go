package notify

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/calendar"
	domain "cchc/domain/notify"
	"cchc/kit/db"
	"cchc/store/book"
)

const inOrder = "ORDER BY occasion, channel, lang, number"

// Templates lists every version of every template, without those that come with the program.
func (s *Messages) Templates(ctx context.Context) (list []*template, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = templateBook.List(ctx, tx, inOrder)
		return err
	})
	return list, err
}

// Template reads one version.
func (s *Messages) Template(ctx context.Context, id domain.TemplateID) (template, error) {
	return templateBook.Get(ctx, s.DB, int64(id), "Không tìm thấy mẫu tin nhắn này.")
}

// DraftTemplate begins the next version of the words for an occasion, a way and a language.
func (s *Messages) DraftTemplate(ctx context.Context, o domain.Occasion, c domain.Channel, l domain.Lang, by account.Stamp) (template, error) {
	return s.templates(ctx, by, func(tx *db.Tx, list []*template, m book.Moment) (t template, err error) {
		if t, err = domain.NewDraft(o, c, l, list, m.Day(), int64(by.By)); err != nil {
			return t, err
		}
		t.ID = domain.TemplateID(m.NewID())
		return t, templateBook.Add(ctx, tx, &t, m.Event("draft", ""))
	})
}

// SaveTemplate writes a draft over; to.Version is the one that was read.
func (s *Messages) SaveTemplate(ctx context.Context, to template, by account.Stamp) (template, error) {
	return s.templates(ctx, by, func(tx *db.Tx, _ []*template, m book.Moment) (template, error) {
		return templateBook.Edited(ctx, tx, int64(to.ID), to.Version, m.Event("edit", ""), func(t *template) error { return t.Edit(to, int64(by.By)) })
	})
}

// ApproveTemplate puts a draft in use from a day on, by a second person.
func (s *Messages) ApproveTemplate(ctx context.Context, id domain.TemplateID, from calendar.Day, by account.Stamp) (template, error) {
	return s.templates(ctx, by, func(tx *db.Tx, list []*template, m book.Moment) (template, error) {
		var ended *template
		t, err := templateBook.Change(ctx, tx, int64(id), func(t *template) (e event, err error) {
			if ended, err = t.Approve(list, from, m.Day(), int64(by.By)); err == nil {
				err = book.SecondPerson(ctx, tx, int64(id), int64(by.By))
			}
			return m.Event("approve", ""), err
		})
		if err != nil || ended == nil {
			return t, err
		}
		m.Key = ""
		_, err = templateBook.Change(ctx, tx, int64(ended.ID), func(old *template) (event, error) {
			old.Until = from
			return m.Event("supersede", ""), nil
		})
		return t, err
	})
}

// templates does one thing to templates, once for its key.
func (s *Messages) templates(ctx context.Context, by account.Stamp, do func(*db.Tx, []*template, book.Moment) (template, error)) (t template, err error) {
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, by.Key); err != nil {
			return err
		}
		list, err := templateBook.List(ctx, tx, inOrder)
		if err != nil {
			return err
		}
		t, err = do(tx, list, book.Moment(by))
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return templateBook.ByKey(ctx, s.DB, by.Key)
	}
	return t, err
}
