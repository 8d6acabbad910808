package desk

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// mostTogether is how many dossiers one list of receipts holds.
const mostTogether = 50

// next is what may follow a receipt: the same person's next procedure, and the list of
// what the person handed in so far.
type next struct {
	Same, List string
	Money      string // the receipt for the fee, "" for none
}

// nextOf is offered on the dossier's page right after a receipt to who received.
func nextOf(r *http.Request, d *dossier.Dossier) *next {
	v, query := web.VisitOf(r), r.URL.Query()
	if query.Get("done") != "receive" || !v.May(account.ReceiveDossier, cmp.Or(d.Helped, d.Desk)) {
		return nil
	}
	codes := together(query.Get("with"))
	same := url.Values{"same": {d.Code}}
	n := &next{}
	if len(codes) > 0 {
		same.Set("with", strings.Join(codes, ","))
		n.List = "/desk/receive/list?" + url.Values{"of": {strings.Join(append(codes, d.Code), ",")}}.Encode()
	}
	n.Same = "/desk/receive?" + same.Encode()
	return n
}

// together are the codes of an address that are codes, each once.
func together(text string) (codes []string) {
	for typed := range strings.SplitSeq(text, ",") {
		if code, ok := dossier.NormalCode(typed); ok && !slices.Contains(codes, code) && len(codes) < mostTogether {
			codes = append(codes, code)
		}
	}
	return codes
}

// samePerson is a form for the person of a dossier that was just received at this desk.
func (d *Desk) samePerson(r *http.Request, query url.Values) (layout.Form, error) {
	file, person, err := d.ownFile(r, query.Get("same"))
	if err != nil {
		return layout.Form{}, err
	}
	codes := together(strings.Join([]string{query.Get("with"), file.Code}, ","))
	return layout.Filled("card", person.IDNo, "for", person.IDNo, "name", person.Name, "born", shownBirth(person.Born), "sex", person.Sex,
		"address", person.Address, "phone", person.Phone, "email", person.Email, "with", strings.Join(codes, ","), "result", string(file.ResultBy)), nil
}

// ownFile is a dossier whose person the visitor may read.
func (d *Desk) ownFile(r *http.Request, code string) (dossier.Dossier, dossier.Person, error) {
	normal, ok := dossier.NormalCode(code)
	if !ok {
		return dossier.Dossier{}, dossier.Person{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	file, err := d.Files.ByCode(r.Context(), normal)
	if err != nil {
		return file, dossier.Person{}, err
	}
	if err := mustAny(web.VisitOf(r), account.ReadDossier, file.Concerns()); err != nil {
		return file, dossier.Person{}, err
	}
	person, err := d.Files.Person(r.Context(), file.ID)
	return file, person, err
}

// receivedView is the list of what one person handed in, to print.
type receivedView struct {
	layout.Frame
	Sheet template.HTML
}

var receivedPage = layout.Parse[receivedView](files, "received.html")

func (d *Desk) receivedList(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	rules, err := d.Rules(r.Context())
	if err != nil {
		return err
	}
	var rows [][]string
	var who dossier.Person
	var sum int64
	for _, code := range together(r.URL.Query().Get("of")) {
		file, person, err := d.ownFile(r, code)
		if err != nil {
			return err
		}
		if who.Name != "" && (person.Name != who.Name || person.IDNo != who.IDNo) {
			return refusal.Wrong("", "Hồ sơ %s là của người khác, không chung một danh sách.", code)
		}
		who = person
		if version := rules.Procedure(file.Procedure); version != nil {
			rows = append(rows, []string{strconv.Itoa(len(rows) + 1), file.Code, contentOf(version, file.Case), file.FirstDue().Day.Vietnamese(), vntext.Number(file.Fee)})
		}
		sum += file.Fee
	}
	if len(rows) == 0 {
		return refusal.Missing("Không có hồ sơ nào trong danh sách.")
	}
	page := receivedView{Sheet: receivedSheet(giver(rules, v.Account.Unit, v.User), who, rows, sum, v.At).HTML()}
	page.Kind = layout.Paper
	return receivedPage.Render(w, r, http.StatusOK, page)
}

// receivedSheet is the list on paper. Each dossier keeps its own receipt.
func receivedSheet(giver paper.Giver, who dossier.Person, rows [][]string, sum int64, at time.Time) paper.Sheet {
	plain := func(text string) paper.Run { return paper.Run{Text: text} }
	bold := func(text string) paper.Run { return paper.Run{Text: text, Face: paper.Bold} }
	year, month, day := at.In(calendar.Local).Date()
	s := paper.Sheet{Title: "Danh sách hồ sơ đã tiếp nhận", Size: paper.A5, At: at}
	s.Parts = []paper.Part{
		paper.Centred{plain(giver.Desk)}, paper.Name("DANH SÁCH HỒ SƠ ĐÃ TIẾP NHẬN"),
		paper.Para{plain("Người nộp: "), bold(who.Name)}, paper.Para{plain("Ngày tiếp nhận: " + vntext.DateWords(year, month, day) + ".")},
		paper.Table{Caption: "Hồ sơ:", Rows: rows, Columns: []paper.Column{
			{Title: "STT", Share: 7, Centre: true}, {Title: "Mã hồ sơ", Share: 30}, {Title: "Nội dung", Share: 33}, {Title: "Hẹn trả", Share: 16, Centre: true}, {Title: "Phí, lệ phí (đ)", Share: 14, Centre: true}}},
		paper.Para{plain("Tổng phí, lệ phí: "), bold(vntext.Number(sum) + " đồng.")},
		paper.Para{plain("Mỗi hồ sơ có giấy hẹn riêng.")},
	}
	return s
}
