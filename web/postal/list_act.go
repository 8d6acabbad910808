package postal

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// change does something to the list of the address and leads back to it.
func (p *Room) change(w http.ResponseWriter, r *http.Request, done string, sides func(*postal.List) []orgunit.ID, do func(*postal.List, layout.Form) error) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	l, err := p.load(r, account.CarryPost, sides)
	if err != nil {
		return err
	}
	err = do(&l, form)
	if again, ok := form.Refused(err); ok {
		return p.show(w, r, l, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/postal/lists/"+l.Number+"?done="+done, http.StatusSeeOther)
	return nil
}

// put adds the dossier of a code that was typed or scanned.
func (p *Room) put(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, "put", giver, func(l *postal.List, form layout.Form) error {
		file, err := p.find(r, words(form, "code"))
		if err != nil {
			return err
		}
		return p.Lists.Put(r.Context(), l.ID, file.ID, web.VisitOf(r).Stamp(form.Once()))
	})
}

func (p *Room) drop(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, "drop", giver, func(l *postal.List, form layout.Form) error {
		return p.Lists.Check(r.Context(), l.ID, web.Number[postal.ID](form.Get("item")), postal.Check{State: postal.Dropped}, web.VisitOf(r).Stamp(form.Once()))
	})
}

// check answers for one item: of the row that was pressed, or of the code that was scanned.
func (p *Room) check(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, "check", taker, func(l *postal.List, form layout.Form) error {
		which, err := p.which(r, l, form)
		if err != nil {
			return err
		}
		act := postal.Check{State: postal.ItemState(form.Get("state")), Reason: words(form, "reason")}
		if act.State == postal.Dropped {
			return refusal.Wrong("state", "Chọn đã nhận đủ, thiếu hoặc hư hỏng.")
		}
		return p.Lists.Check(r.Context(), l.ID, which, act, web.VisitOf(r).Stamp(form.Once()))
	})
}

func (p *Room) which(r *http.Request, l *postal.List, form layout.Form) (postal.ID, error) {
	if form.Get("item") != "" {
		return web.Number[postal.ID](form.Get("item")), nil
	}
	file, err := p.find(r, words(form, "code"))
	if err != nil {
		return 0, err
	}
	lines, err := p.Lists.Lines(r.Context(), l.ID)
	for _, one := range lines {
		if one.Item.Dossier == file.ID {
			return one.Item.ID, nil
		}
	}
	if err == nil {
		err = refusal.Wrong("code", "Hồ sơ %s không có trong bảng kê này.", file.Code)
	}
	return 0, err
}

func (p *Room) take(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, "take", taker, func(l *postal.List, form layout.Form) error {
		return p.Lists.TakeRest(r.Context(), l.ID, web.VisitOf(r).Stamp(form.Once()))
	})
}

func (p *Room) give(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, "give", giver, func(l *postal.List, form layout.Form) error {
		return p.Lists.Do(r.Context(), l.ID, postal.Give{}, web.VisitOf(r).Stamp(form.Once()))
	})
}

func (p *Room) abandon(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, "abandon", giver, func(l *postal.List, form layout.Form) error {
		return p.Lists.Do(r.Context(), l.ID, postal.Abandon{Reason: words(form, "reason")}, web.VisitOf(r).Stamp(form.Once()))
	})
}

// printed counts a print and leads to the print view.
func (p *Room) printed(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	l, err := p.load(r, account.CarryPost, both)
	if err != nil {
		return err
	}
	if err := p.Lists.Do(r.Context(), l.ID, postal.Print{}, web.VisitOf(r).Stamp(form.Once())); err != nil {
		return err
	}
	http.Redirect(w, r, "/postal/lists/"+l.Number+"/sheet", http.StatusSeeOther)
	return nil
}
