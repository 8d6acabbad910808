package desk

import (
	"fmt"
	"net/url"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web/paper"
)

func noForm(code string) error {
	return refusal.Missing("Hồ sơ %s không có giấy tờ này.", code)
}

// sheet makes a paper from the dossier as its act left it.
func (p *printing) sheet(i paper.Issued, size paper.Size) (paper.Sheet, error) {
	at := i.Version - 1
	if at >= len(p.past) {
		return paper.Sheet{}, noForm(p.file.Code)
	}
	then, e := &p.past[at], p.events[at]
	slip := p.slip(i, then, size)
	signer := paper.Signer{Name: p.names[account.ID(e.By)]}
	switch i.Form.Kind {
	case paper.ReceiptForm:
		return p.receipt(i, then, size)
	case paper.RefusalForm:
		return paper.Refusal{Slip: slip, Reason: e.Note}.Sheet()
	case paper.SupplementForm:
		return paper.Supplement{Slip: slip, Missing: paper.Lines(e.Note), Stage: p.stage(then), Advisor: slip.Clerk}.Sheet()
	case paper.ApologyForm:
		return paper.Apology{Slip: p.inOwnName(slip, then), Received: then.Received, Due: then.Due, Reason: e.Note, To: then.Promised, Signer: signer}.Sheet()
	case paper.StopForm, paper.RejectionForm:
		before := &p.past[max(at-1, 0)]
		return paper.Notice{
			Slip: p.inOwnName(slip, then), Form: i.Form.Kind, AtRequest: e.Act == "withdraw", Reason: vntext.Capital(e.Note), Stage: p.stage(before),
			Money: moneyWords(then), Back: "Giấy tờ đã nộp được trả lại tại " + p.unitThen(then.Desk, i) + ".", Signer: signer,
		}.Sheet()
	case paper.HandOverForm:
		return p.handedOver(i, then, slip, e)
	}
	return p.control(slip, at)
}

// slip is what every paper says.
func (p *printing) slip(i paper.Issued, then *dossier.Dossier, size paper.Size) paper.Slip {
	s := paper.Slip{
		Giver: giverThen(p.Units, then.Desk, i.At), Size: size, At: i.At, Number: i.Number(p.file), Code: p.file.Code, Person: p.person,
		Content: p.content(then), Hotline: p.Site.Phone, Check: p.mint.Address(paper.Reference(p.file), i, ""), Again: p.again(i.Version - 1),
	}
	s.Clerk = p.names[account.ID(i.By)]
	return s
}

// inOwnName is a slip that the office with competence writes, not the desk.
func (p *printing) inOwnName(s paper.Slip, then *dossier.Dossier) paper.Slip {
	clerk := s.Clerk
	s.Giver = giverThen(p.Units, then.Unit, s.At)
	s.Desk, s.Clerk, s.Above = "", clerk, above(p.Units, then.Unit, s.At)
	return s
}

// receipt is form 01. Its QR code also carries the secret with which its holder follows the
// dossier.
func (p *printing) receipt(i paper.Issued, then *dossier.Dossier, size paper.Size) (paper.Sheet, error) {
	giver := giverThen(p.Units, then.Desk, i.At)
	giver.Clerk = p.names[account.ID(i.By)]
	r := paper.Receipt{Size: size, Person: p.person, Giver: giver, Hotline: p.Site.Phone, Site: p.site, Again: p.again(i.Version - 1)}
	secret := ""
	if p.file.Seal != audit.ErasedSeal {
		secret = dossier.TrackingSecret(p.file)
	}
	r.Track = p.mint.Address(paper.Reference(p.file), i, secret)
	if r.Track == "" && secret != "" {
		r.Track = strings.TrimSuffix(p.mint.Base, "/") + "/track/" + url.PathEscape(p.file.Code) + "?s=" + secret
	}
	fillReceipt(&r, p.rules, then)
	return r.Sheet()
}

func (p *printing) handedOver(i paper.Issued, then *dossier.Dossier, slip paper.Slip, e audit.Event) (paper.Sheet, error) {
	taker := e.Note
	if taker == "" {
		taker = p.person.Name
	}
	what := map[dossier.Outcome]string{dossier.WasRefused: "Thông báo và giấy tờ trả lại: ", dossier.WasStopped: "Thông báo và giấy tờ trả lại: ", dossier.WasWithdrawn: "Giấy tờ trả lại: "}[then.Outcome]
	if what == "" {
		what = "Kết quả giải quyết: "
	}
	return paper.HandOver{
		Giver: slip.Giver, Size: slip.Size, Title: i.Form.Title, Number: slip.Number, At: i.At, Check: slip.Check, Again: slip.Again,
		From: paper.Party{Unit: p.unitThen(then.Desk, i), Person: slip.Clerk}, To: paper.Party{Unit: "Người nhận kết quả", Person: taker},
		Rows: []paper.HandOverRow{{Code: p.file.Code, Subject: what + slip.Content, Person: p.person.Name, Papers: "01 bộ", Note: then.ResultBy.Title()}},
	}.Sheet()
}

// content is what is asked for: in the person's words, or as the procedure is called.
func (p *printing) content(then *dossier.Dossier) string {
	if p.person.Content != "" {
		return p.person.Content
	}
	if v := p.rules.Procedure(then.Procedure); v != nil {
		return contentOf(v, then.Case)
	}
	return ""
}

// stage is the steps that were open.
func (p *printing) stage(then *dossier.Dossier) string {
	var list []string
	for _, w := range then.Open {
		list = append(list, p.stepTitle(w.Step))
	}
	return strings.Join(list, "; ")
}

func (p *printing) unitThen(id orgunit.ID, i paper.Issued) string { return nameThen(p.Units, id, i.At) }

// moneyWords is what became of the fee.
func moneyWords(d *dossier.Dossier) string {
	switch amount := vntext.Number(d.Fee) + " đồng"; d.Finance {
	case dossier.FeePaid:
		return "Phí, lệ phí: " + amount + ", đã nộp"
	case dossier.FeeDue:
		return "Phí, lệ phí: " + amount + ", chưa nộp, không phải nộp nữa nếu pháp luật không quy định khác"
	case dossier.Refunded:
		return "Phí, lệ phí: " + amount + ", đã hoàn lại"
	}
	return "Phí, lệ phí: không thu"
}

// fillReceipt says on the receipt what the dossier promises.
func fillReceipt(p *paper.Receipt, rules Rules, d *dossier.Dossier) {
	p.Code, p.Received, p.Limit, p.Due = d.Code, d.Received, d.Limit, d.FirstDue()
	p.Fee, p.Finance, p.ResultBy = d.Fee, d.Finance, d.ResultBy
	version := rules.Procedure(d.Procedure)
	if version == nil {
		return
	}
	p.Procedure = fmt.Sprintf("%s, bản %d, có hiệu lực từ %s", version.Code, version.Number, version.From.Vietnamese())
	p.Content = p.Person.Content
	if p.Content == "" {
		p.Content = contentOf(version, d.Case)
	}
	p.Papers = documents(version.Case(d.Case), d.Papers)
}

func contentOf(version *procedure.Version, no int) string {
	if c := version.Case(no); c != nil && len(version.Cases) > 1 {
		return version.Name + " (" + c.Name + ")"
	}
	return version.Name
}
