package desk

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// returnView is what waits at the counter to be handed over.
type returnView struct {
	layout.Frame
	Form layout.Form
	Rows []row
	More bool
	Post bool // the visitor sends results by post
}

var returnPage = layout.Parse[returnView](files, "return.html")

// mostToReturn is how many waiting results one page shows.
const mostToReturn = 200

// returning shows the box for a code and what waits. A code leads to
// its hand-over, or to the dossier that has nothing to hand over.
func (d *Desk) returning(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	page := returnView{Form: form}
	if typed := form.Get("code"); typed != "" {
		file, err := d.byTyped(r, typed)
		if err == nil {
			to := "/desk/dossiers/" + file.Code
			if file.Delivery == dossier.Ready {
				to += "/hand-over"
			}
			http.Redirect(w, r, to, http.StatusSeeOther)
			return nil
		}
		if refusal.KindOf(err) == 0 {
			return err
		}
		page.Form.Errors = refusal.List{refusal.Wrong("code", "Không có hồ sơ nào mang mã “%s”.", typed)}
	}
	rules, err := d.Rules(r.Context())
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	desks, _ := v.Reach(account.HandOver)
	list, err := d.Counter.ToReturn(r.Context(), desks, mostToReturn+1)
	if err != nil {
		return err
	}
	if page.More = len(list) > mostToReturn; page.More {
		list = list[:mostToReturn]
	}
	page.Rows, page.AsOf, page.Post = rows(v, rules, list), v.At, v.MayAnywhere(account.OrderPost)
	return returnPage.Render(w, r, http.StatusOK, page)
}

// byTyped finds a dossier by a code as it was typed, pasted or scanned.
func (d *Desk) byTyped(r *http.Request, typed string) (dossier.Dossier, error) {
	code, ok := dossier.NormalCode(typed)
	if !ok {
		return dossier.Dossier{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	return d.Files.ByCode(r.Context(), code)
}
