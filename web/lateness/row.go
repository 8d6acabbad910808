package lateness

import (
	"context"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/web"
	"cchc/web/layout"
)

// row is a late dossier as a list shows it.
type row struct {
	Tag      layout.Tag
	Code     string
	Href     string // the dossier
	Name     string // of the procedure
	Unit     string
	Holder   string // who has it
	Step     string
	Received calendar.Day
	Due      calendar.Day
	Apology  layout.Tag
	Letter   string // address of the apology
	MayPress bool
	Days     int // working days late
	file     rules.Row
	promised calendar.Day
}

// shown makes rows of what the store lists, with the names of who has each.
func (p *Pages) shown(ctx context.Context, v *web.Visit, ref Reference, list []rules.Row) ([]row, error) {
	var ids []account.ID
	for _, l := range list {
		for _, w := range l.Open {
			ids = append(ids, w.Holder)
		}
	}
	names, err := p.Names(ctx, ids)
	if err != nil {
		return nil, err
	}
	rows := make([]row, len(list))
	for i, l := range list {
		rows[i] = shownRow(v, ref, l, names)
	}
	return rows, nil
}

func shownRow(v *web.Visit, ref Reference, l rules.Row, names map[account.ID]string) row {
	c := ref.Calendar(l.Unit)
	r := row{
		Tag: layout.Standing(&l.Dossier, c, v.At), Code: l.Code, Href: dossierPath + l.Code, Name: nameOf(ref, &l.Dossier), Unit: v.Units.Name(l.Unit),
		Received: calendar.DayOf(l.Received), Due: l.Due.Day, Letter: letterPath + "/" + l.Code, file: l, promised: l.Promised,
		Apology: apologyTag(&l, v.At), MayPress: l.IsOpen() && v.May(account.PressLateness, l.Unit),
	}
	end := v.At
	if !l.Closed.IsZero() {
		end = l.Closed
	}
	r.Days = max(0, c.WorkDaysBetween(l.Due.Day, calendar.DayOf(end)))
	var holders, steps []string
	flow := ref.Workflow(l.Workflow)
	for _, w := range l.Open {
		who := names[w.Holder]
		if who == "" {
			who = v.T("chưa ai nhận")
		}
		if w.Unit != l.Unit {
			who += ", " + v.Units.Name(w.Unit)
		}
		holders = append(holders, who)
		step := strconv.Itoa(w.Step)
		if flow != nil && flow.Step(w.Step) != nil {
			step += ". " + flow.Step(w.Step).Content
		}
		steps = append(steps, step)
	}
	r.Holder, r.Step = strings.Join(holders, "; "), strings.Join(steps, "; ")
	return r
}

func nameOf(ref Reference, d *dossier.Dossier) string {
	if version := ref.Procedure(d.Procedure); version != nil {
		return version.Name
	}
	return ""
}

// apologyTag says how a late dossier stands to its apology.
func apologyTag(l *rules.Row, now time.Time) layout.Tag {
	day := []any{l.Promised.Vietnamese()}
	switch {
	case l.Dossier.Kept == dossier.KeptIt:
		return layout.Tag{Class: "ok", Sign: "✓", Format: "Giữ hẹn lại %s", Args: day}
	case l.Promised != 0 && (l.Dossier.Kept == dossier.BrokeIt || l.Promised < calendar.DayOf(now)):
		return layout.Tag{Class: "over", Sign: "✕", Format: "Thất hứa %s", Args: day}
	case l.Promised != 0:
		return layout.Tag{Class: "soon", Sign: "◔", Format: "Hẹn lại %s", Args: day}
	case l.Letter.State == rules.Drafted:
		return layout.Plain("Chờ ký")
	}
	return layout.Tag{Class: "over", Sign: "✕", Format: "Chưa xin lỗi"}
}
