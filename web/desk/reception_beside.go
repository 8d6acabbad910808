package desk

import (
	"context"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/queue"
	"cchc/web"
)

// Beside is what stands beside the reception: other rooms fill it in, and the form works
// without any of it.
type Beside struct {
	Hall    Hall
	Drafts  Drafts
	Held    Held
	Uploads Uploads
	Purse   Purse
}

// Hall is the queue: whom an officer has at the counter.
type Hall interface {
	Current(ctx context.Context, officer account.ID, on calendar.Day, desk orgunit.ID) (t queue.Ticket, ok bool, err error)
	Do(ctx context.Context, id queue.TicketID, a queue.Act, by account.Stamp) (queue.Ticket, error)
}

// Drafts keeps forms put aside.
type Drafts interface {
	Keep(ctx context.Context, desk orgunit.ID, a queue.Keep, form map[string][]string, by account.Stamp) (queue.Draft, error)
	Get(ctx context.Context, id queue.DraftID, at time.Time) (queue.KeptDraft, error)
	ByForm(ctx context.Context, desk orgunit.ID, form string, at time.Time) (queue.KeptDraft, error)
	End(ctx context.Context, id queue.DraftID, a queue.DraftAct, by account.Stamp) error
}

// Held knows which components the State already has of a person, by their number in the
// case, from 1. They are ticked at first; the officer decides.
type Held interface {
	Held(ctx context.Context, idNo string, v *procedure.Version, c *procedure.Case) (map[int]HeldPaper, error)
}

// HeldPaper is a paper that is in the store.
type HeldPaper struct {
	ID    string // of the store
	Words string // "Giấy khai sinh số 125/2021, UBND xã Hòa Lâm"
}

// Uploads ties papers to a dossier: those that were uploaded while the form was typed, by
// the fields named "upload" that it carries, and those of the store that were reused.
type Uploads interface {
	Attach(ctx context.Context, d dossier.Dossier, uploads, held []string, by account.Stamp) error
}

// current is the ticket that the officer has at the station, nil for none.
func (d *Desk) current(ctx context.Context, v *web.Visit) (*queue.Ticket, error) {
	if d.Beside.Hall == nil {
		return nil, nil
	}
	t, ok, err := d.Beside.Hall.Current(ctx, v.Account.ID, calendar.DayOf(v.At), v.Account.Unit)
	if err != nil || !ok {
		return nil, err
	}
	return &t, nil
}

// held ticks what is in the store when a case's list is shown for the first time.
func (p *reception) held(ctx context.Context, known Held) error {
	if known == nil || p.Case == nil || len(p.Person.IDNo) < 9 {
		return nil
	}
	papers, err := known.Held(ctx, p.Person.IDNo, p.Chosen, p.Case)
	if err != nil {
		return err
	}
	first := p.Form.Get("shown") != p.Shown()
	for i := range p.Papers {
		line := &p.Papers[i]
		if h, ok := papers[line.No]; ok {
			line.Held = &h
			line.Ticked = line.Ticked || first
		}
	}
	return nil
}

// reused are the papers of the store that stand for a component.
func (p *reception) reused() (ids []string) {
	for _, line := range p.Papers {
		if line.Ticked && line.Held != nil {
			ids = append(ids, line.Held.ID)
		}
	}
	return ids
}

// settle tells the neighbours of a receipt. The dossier is kept by then: what fails here
// is in the log and hides nothing from the officer.
func (d *Desk) settle(ctx context.Context, v *web.Visit, page *reception, done dossier.Dossier) {
	faults := map[string]error{}
	if page.Ticket != nil {
		_, faults["ticket"] = d.Beside.Hall.Do(ctx, page.Ticket.ID, queue.Received{Dossier: int64(done.ID)}, v.Stamp(""))
	}
	if d.Beside.Drafts != nil {
		faults["draft"] = d.useDraft(ctx, v, page, done)
	}
	if uploads, held := page.Uploads(), page.reused(); d.Beside.Uploads != nil && len(uploads)+len(held) > 0 {
		faults["uploads"] = d.Beside.Uploads.Attach(ctx, done, uploads, held, v.Stamp(""))
	}
	for what, err := range faults {
		if err != nil {
			v.Fault("received, but not settled: "+what, err)
		}
	}
}
