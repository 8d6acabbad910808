package papers

import (
	"fmt"
	"io"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/web"
	"cchc/web/layout"
)

// resultView is one result with where it served again.
type resultView struct {
	layout.Frame
	resultRow
	Form      layout.Form
	Notes     []layout.Note
	Facts     []layout.Fact
	Uses      []usedRow
	Digitised bool
	MayAdd    bool
	MayRevoke bool
	Self      string
}

type usedRow struct {
	*result.Use
	File, Who, Unit string
}

var resultPage = layout.Parse[resultView](files, "result.html")

// oneResult loads the result of the address, once the visitor may do an act upon it.
func (p *Room) oneResult(r *http.Request, act account.Act) (*web.Visit, result.Listed, error) {
	v := web.VisitOf(r)
	found, err := p.Results.Result(r.Context(), number[result.ID](r.PathValue("id")))
	if err != nil {
		return v, found, err
	}
	return v, found, v.Must(act, found.Unit)
}

func (p *Room) result(w http.ResponseWriter, r *http.Request) error {
	v, found, err := p.oneResult(r, account.ReadPaper)
	if err != nil {
		return err
	}
	return p.showResult(w, r, v, found, layout.Form{}, http.StatusOK)
}

func (p *Room) showResult(w http.ResponseWriter, r *http.Request, v *web.Visit, found result.Listed, form layout.Form, status int) error {
	kinds, err := p.Results.Kinds(r.Context())
	if err != nil {
		return err
	}
	page := resultView{resultRow: resultRows(v, kinds, []result.Listed{found})[0], Form: form, Digitised: found.Paper != 0}
	page.Frame.Self, page.AsOf = fmt.Sprintf("/papers/results/%d", found.ID), v.At
	page.Self = page.Frame.Self
	page.Crumbs = []layout.Link{{Text: v.T("Sổ kết quả"), Href: "/papers/results"}, {Text: found.Code}}
	page.MayAdd, page.MayRevoke = v.May(account.IssueResult, found.Unit), v.May(account.RevokeResult, found.Unit) && found.State == result.Valid
	page.Facts = page.facts(v)
	if r.URL.Query().Get("done") == "issued" {
		page.Notes = append(page.Notes, layout.Note{Class: "ok", Text: v.T("Đã ghi vào sổ kết quả: %s.", found.Code)})
	}
	uses, err := p.Results.UsesOf(r.Context(), found.ID)
	if err != nil {
		return err
	}
	for _, u := range uses {
		names, err := p.Names(r.Context(), []account.ID{u.By})
		if err != nil {
			return err
		}
		code, err := p.codeOf(r, u.Dossier)
		if err != nil {
			return err
		}
		page.Uses = append(page.Uses, usedRow{u, code, names[u.By], v.Units.Name(u.Unit)})
	}
	return resultPage.Render(w, r, status, page)
}

func (page *resultView) facts(v *web.Visit) (list []layout.Fact) {
	add := func(name, value, href string) {
		if value != "" {
			list = append(list, layout.Fact{Name: v.T(name), Value: value, Href: href})
		}
	}
	add("Loại kết quả", page.KindName, "")
	add("Số, ký hiệu", page.Symbol, "")
	add("Người được cấp", page.Holder.Name, "")
	add("Ngày sinh", bornAs(page.Holder.Born), "")
	add("Số giấy tờ", page.Holder.IDNo, "")
	add("Đơn vị cấp", page.Unit, "")
	add("Hồ sơ", page.File, "/desk/dossiers/"+page.File)
	add("Ngày cấp", page.Issued.Vietnamese(), "")
	if page.Until != 0 {
		add("Hết hiệu lực", page.Until.Vietnamese(), "")
	} else {
		add("Hết hiệu lực", v.T("vô thời hạn"), "")
	}
	add("Lý do thu hồi, thay thế", page.Reason, "")
	add("Căn cứ", page.Basis, "")
	return list
}

// digitise takes in the document of a result.
func (p *Room) digitise(w http.ResponseWriter, r *http.Request) error {
	v, found, err := p.oneResult(r, account.IssueResult)
	if err != nil {
		return err
	}
	var t taking
	err = t.take(w, r, func(form layout.Form, n int, name string, file io.Reader) (scan.Paper, error) {
		a := scan.Add{Dossier: found.Dossier, Name: name, Origin: scan.Issued, Result: int64(found.ID)}
		return p.Papers.Take(r.Context(), a, 0, file, v.Stamp(keyOf(form, n)))
	})
	if err == nil {
		_, err = p.Results.Act(r.Context(), found.ID, result.Digitise{Paper: t.taken[len(t.taken)-1].ID}, v.Stamp(""))
	}
	return p.acted(w, r, v, found, t.form, err)
}

// acted answers an act upon a result: with its page, or with the form again.
func (p *Room) acted(w http.ResponseWriter, r *http.Request, v *web.Visit, found result.Listed, form layout.Form, err error) error {
	if err != nil {
		if again, ok := form.Refused(err); ok {
			again.Values.Del("once")
			return p.showResult(w, r, v, found, again, http.StatusUnprocessableEntity)
		}
		return err
	}
	http.Redirect(w, r, fmt.Sprintf("/papers/results/%d", found.ID), http.StatusSeeOther)
	return nil
}

// revoke ends a result; with the code of a newer one it is replaced by that.
func (p *Room) revoke(w http.ResponseWriter, r *http.Request) error {
	v, found, err := p.oneResult(r, account.RevokeResult)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	var act result.Act = result.Revoke{Reason: tidy(form.Get("reason")), Basis: tidy(form.Get("basis"))}
	if code := tidy(form.Get("with")); code != "" {
		newer, err := p.Results.ByCode(r.Context(), code)
		if refusal.KindOf(err) == refusal.NotFound {
			err = refusal.Wrong("with", "Không có kết quả %s trong sổ.", code)
			return p.acted(w, r, v, found, form, err)
		}
		if err != nil {
			return err
		}
		act = result.Replace{Reason: tidy(form.Get("reason")), Basis: tidy(form.Get("basis")), With: &newer.Result}
	}
	_, err = p.Results.Act(r.Context(), found.ID, act, v.Stamp(form.Once()))
	return p.acted(w, r, v, found, form, err)
}
