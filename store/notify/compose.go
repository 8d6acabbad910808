package notify

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/kit/db"
)

// pending is a message with everything that its next step and its words depend on.
type pending struct {
	domain.Situation
	templates []*template
	name      string
	made      int    // attempts so far, of every round
	seal      string // of the person's data, for the secret of the tracking link
}

// context reads it, as it is now: an address that was corrected meanwhile counts, and a
// wish to be told nothing is honoured up to the last moment.
func (d *Delivery) context(ctx context.Context, tx *db.Tx, m *message, now time.Time) (c *pending, err error) {
	c = &pending{Situation: domain.Situation{Lines: d.Lines, Pause: cmp.Or(d.Pause, 30*time.Second), Now: now}}
	all, err := attempts(ctx, tx, m.ID)
	if err != nil {
		return nil, err
	}
	c.made = len(all)
	c.Attempts = slices.DeleteFunc(all, func(a attempt) bool { return a.Started.Before(m.Round()) })
	if c.Health, err = healths(ctx, tx); err != nil {
		return nil, err
	}
	if c.templates, err = templateBook.List(ctx, tx, inOrder); err != nil {
		return nil, err
	}
	if m.Staff != 0 {
		c.Addresses.Email, err = emailOf(ctx, tx, m.Staff)
	} else {
		err = c.person(ctx, tx, m.Dossier)
	}
	if err != nil {
		return nil, err
	}
	stopped, err := stopsOf(ctx, tx, c.Addresses)
	if err != nil {
		return nil, err
	}
	c.Stopped = func(way domain.Channel) bool { return m.Staff == 0 && stopped[way] }
	c.Words = func(way domain.Channel) bool { return c.find(m, way, d.today()) != nil }
	return c, nil
}

func (c *pending) find(m *message, way domain.Channel, on calendar.Day) *template {
	return domain.Find(c.templates, m.Occasion, way, cmp.Or(c.Wish.Lang, domain.Vietnamese), on)
}

func (c *pending) person(ctx context.Context, tx *db.Tx, id dossier.ID) (err error) {
	if c.Wish, err = wishOf(ctx, tx, id); err != nil {
		return err
	}
	if c.Addresses, err = addressesOf(ctx, tx, id); err != nil {
		return err
	}
	rows, err := db.All(ctx, tx, func(row db.Row) (r [2]string, err error) {
		err = row.Scan(&r[0], &r[1])
		return r, err
	}, `SELECT p.name, d.seal FROM dossier_person p JOIN dossier d ON d.id = p.dossier WHERE p.dossier = $1`, id)
	if len(rows) == 1 {
		c.name, c.seal = rows[0][0], rows[0][1]
	}
	return err
}

// write fills the words in for the way that was decided on. The link in an e-mail opens the
// whole story of the dossier; the one in a text on a locked screen only what everybody may
// see of a code.
//
// The facts that it was filled with are given back.
func (d *Delivery) write(m *message, c *pending, way domain.Channel, token string) (words *template, facts domain.Facts) {
	facts = maps.Clone(m.Facts)
	facts[domain.Name] = c.name
	if m.Code != "" {
		facts[domain.Link] = d.BaseURL + "/track/" + m.Code
		if way == domain.Email {
			facts[domain.Link] += "?s=" + dossier.TrackingSecret(&dossier.Dossier{Code: m.Code, Seal: c.seal})
		}
	}
	stop := ""
	if token != "" {
		stop = d.BaseURL + "/stop/" + token
		facts[domain.StopLink] = stop
	}
	words = c.find(m, way, d.today())
	m.Text = words.Write(facts)
	m.Text.Address, m.Text.Stop = c.Addresses.At(way), stop
	m.Digest = digest(m.Text)
	return words, facts
}
