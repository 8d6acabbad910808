package design

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/workflow"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

func (p Room) submit(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, account.ChangeRules, "", func(id workflow.ID, visit *web.Visit, form layout.Form) error {
		_, err := p.Approval.Submit(r.Context(), id, web.Number[int](form.Get("version")), visit.Stamp(form.Once()))
		return err
	})
}

func (p Room) approve(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, account.PublishRules, "", func(id workflow.ID, visit *web.Visit, form layout.Form) error {
		_, err := p.Approval.Approve(r.Context(), id, web.Number[int](form.Get("version")), visit.Stamp(form.Once()))
		return err
	})
}

func (p Room) sendBack(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, account.PublishRules, "reason", func(id workflow.ID, visit *web.Visit, form layout.Form) error {
		_, err := p.Approval.Return(r.Context(), id, get(form, "reason"), visit.Stamp(form.Once()))
		return err
	})
}

func (p Room) publish(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, account.PublishRules, "", func(id workflow.ID, visit *web.Visit, form layout.Form) error {
		_, err := p.Approval.Publish(r.Context(), id, dayOf(get(form, "from")), get(form, "basis"), visit.Stamp(form.Once()))
		return err
	})
}

// dayOf reads a day as people write it; 0 for none: the rule asks for it.
func dayOf(text string) calendar.Day {
	y, m, d, err := vntext.ParseDate(text)
	if err != nil {
		return 0
	}
	return calendar.On(y, m, d)
}

// decide does one step of the approval and leads back to the workflow; a refusal stands on
// its page, at the field where the form has it.
func (p Room) decide(w http.ResponseWriter, r *http.Request, act account.Act, fields string, do func(workflow.ID, *web.Visit, layout.Form) error) error {
	visit, form, err := p.asked(r, act)
	if err != nil {
		return err
	}
	f, _, _, err := p.flow(r)
	if err != nil {
		return err
	}
	err = do(f.ID, visit, form)
	if bad, ok := form.Refused(err); ok {
		if len(bad.Errors) > 0 && !form.Values.Has(bad.Errors[0].Field) {
			bad = onField(bad, fields)
		}
		return p.one(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, address(f.ID), http.StatusSeeOther)
	return nil
}
