package desk

import (
	"net/http"

	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/secret"
	"cchc/web"
)

// propose brings a form with a reason to refuse it before an officer of the desk above: who
// works at a postal point or a contracted desk sends nobody away. There it is a draft that
// the officer opens, and receives or refuses.
func (d *Desk) propose(w http.ResponseWriter, r *http.Request) error {
	page, err := d.filled(r)
	if err != nil {
		return err
	}
	faults := checkPerson(page.Person, page.at)
	if page.Chosen == nil {
		faults = append(faults, refusal.Wrong("procedure", "Chưa chọn thủ tục, hoặc thủ tục không có trong danh mục."))
	}
	if tidy(page.Form.Get("reason")) == "" {
		faults = append(faults, refusal.Wrong("reason", "Phải ghi lý do."))
	}
	if err := faults.OrNil(); err != nil {
		return page.again(w, r, err)
	}
	if d.Beside.Drafts == nil || page.Form.Once() == "" {
		return page.again(w, r, refusal.TooEarlyOrLate("Mẫu này chưa giữ lại được. Hãy tải lại trang."))
	}
	keep := queue.Keep{Procedure: page.Chosen.Code, Form: secret.Digest(page.Form.Once())}
	if _, err := d.Beside.Drafts.Keep(r.Context(), page.act.Desk, keep, page.typed(), web.VisitOf(r).Stamp("")); err != nil {
		return page.again(w, r, err)
	}
	http.Redirect(w, r, "/desk/receive?done=propose", http.StatusSeeOther)
	return nil
}
