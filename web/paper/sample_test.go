package paper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/web/paper"
)

// check is as long as the address of a receipt gets.
const check = "https://dichvucong.motcua.anson.example/verify/H99.28.05-221230-0047?k=Ab3_xY-9kLmN0pQr&p=receipt-1&s=Zx8_wV-7jKlM5nOp"

// What a paper may be filled with: as usual, as long as it can get, and with the person's
// data erased and hardly anything known.
type filling string

const (
	usual   filling = "usual"
	longest filling = "longest"
	erased  filling = "erased"
)

var fillings = []filling{usual, longest, erased}

var (
	in2022 = time.Date(2022, 12, 30, 14, 20, 0, 0, calendar.Local)
	in2026 = time.Date(2026, 2, 5, 8, 5, 0, 0, calendar.Local)
)

// letters is a text of n letters in words that wrap.
func letters(text string, n int) string {
	return string([]rune(strings.Repeat(text+" ", n/len([]rune(text))+1))[:n])
}

func person(f filling) dossier.Person {
	switch f {
	case longest:
		return dossier.Person{
			Name: letters("Công ty trách nhiệm hữu hạn một thành viên Nguyễn Phước Tôn Nữ Quỳnh Tương", 200), Sex: "nam", IDNo: "999186012345",
			Address: letters("thôn Phú Thạnh, xã Hòa Lâm, huyện Tân Bình,", 400), Phone: "0600 000 123, 0600 000 124", Email: strings.Repeat("mot-dia-chi-rat-dai.", 10) + "@anson.example",
		}
	case erased:
		return dossier.Person{}
	}
	return dossier.Person{Name: "Đinh Thị Hồng Nhung", Sex: "nữ", IDNo: "999186012345", Address: "thôn Phú Thạnh, xã Hòa Lâm, huyện Tân Bình, tỉnh An Sơn", Phone: "0600 000 123"}
}

func slip(f filling, at time.Time, size paper.Size) paper.Slip {
	s := paper.Slip{
		Giver: paper.Giver{Office: "UBND huyện Tân Bình", Desk: "Bộ phận Một cửa huyện Tân Bình", Place: "Tân Bình", Clerk: "Nguyễn Thị Kim Oanh"},
		Size:  size, At: at, Number: "221230-0047.5/YCBS", Code: "H99.28-221230-0047", Person: person(f), Hotline: "1800 0000", Check: check,
		Content: "Cấp giấy phép xây dựng nhà ở riêng lẻ (Xây mới)",
	}
	if f == longest {
		s.Office = "UBND thành phố Hồ Chí Minh mở rộng và các xã, phường, đặc khu trực thuộc miền biển đảo phía Đông"
		s.Desk = "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính của Trung tâm Phục vụ hành chính công " + s.Office
		s.Content = letters("Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất;", 500)
		s.Clerk = letters("Tôn Nữ Quỳnh Tương Nguyễn Phước", 60)
		s.Again = "Bản in lại ngày 31/12/2022; thông tin người nộp theo lần sửa ngày 31/12/2022."
	}
	if f == erased {
		s.Clerk, s.Content, s.Hotline = "", "", ""
	}
	return s
}

// office is a slip that the office gives in its own name.
func office(f filling, at time.Time, size paper.Size) paper.Slip {
	s := slip(f, at, size)
	s.Desk, s.Above = "", "UBND tỉnh An Sơn"
	return s
}

func reason(f filling) string {
	if f == longest {
		return letters("thửa đất nằm trong quy hoạch chi tiết đã được phê duyệt, chờ ý kiến của cơ quan có thẩm quyền;", 2000)
	}
	return "cơ quan thuế trả lời chậm"
}

// many is one of a few, or of as many as there can be.
func many(f filling) int {
	return map[filling]int{usual: 3, longest: 30, erased: 0}[f]
}

func receipt(f filling, at time.Time, size paper.Size, papers int) paper.Receipt {
	s := slip(f, at, size)
	r := paper.Receipt{
		Giver: s.Giver, Size: size, Code: s.Code, Received: at, Person: s.Person, Content: s.Content, Procedure: "1.001193, bản 3, có hiệu lực từ 01/07/2022",
		Limit: calendar.Limit{N: 15, Unit: calendar.WorkDays}, Due: calendar.Due{Day: calendar.MustDay("2023-01-30")},
		Fee: 75000, Finance: dossier.FeePaid, ResultBy: dossier.AtCounter, Hotline: s.Hotline, Site: "motcua.anson.example", Track: check, Again: s.Again,
	}
	for i := range papers {
		r.Papers = append(r.Papers, paper.Document{Name: fmt.Sprintf("Giấy tờ thứ %d: văn bản chấp thuận chủ trương đầu tư của cơ quan có thẩm quyền", i+1), Kind: "Bản chính, bản sao", Count: "01, 02"})
	}
	return r
}

// one is a paper of each kind.
type one interface{ Sheet() (paper.Sheet, error) }

// papers are all forms, filled in one way, at one time, in one size.
func papers(f filling, at time.Time, size paper.Size) map[string]one {
	due := calendar.Due{Day: calendar.MustDay("2026-02-20")}
	var missing []string
	var passings []paper.Passing
	var rows []paper.HandOverRow
	for i := range many(f) {
		missing = append(missing, fmt.Sprintf("Giấy tờ thứ %d: %s", i+1, reason(usual)))
		passings = append(passings, paper.Passing{From: paper.Party{Unit: slip(f, at, size).Desk, Person: "Nguyễn Thị Kim Oanh"}, To: paper.Party{Unit: "UBND huyện Tân Bình", Person: slip(f, at, size).Clerk}, At: at, Result: "Đúng hạn", Note: reason(usual)})
		rows = append(rows, paper.HandOverRow{Code: "H99.28-221230-0047", Subject: slip(f, at, size).Content, Person: person(f).Name, Papers: "01 bộ", Tracking: "EB123456789VN"})
	}
	return map[string]one{
		"receipt":    receipt(f, at, size, many(f)),
		"supplement": paper.Supplement{Slip: slip(f, at, size), Missing: missing, Stage: "Thẩm tra hồ sơ", Advisor: "Trần Quốc Bảo"},
		"refusal":    paper.Refusal{Slip: slip(f, at, size), Reason: reason(f)},
		"apology":    paper.Apology{Slip: office(f, at, size), Received: at, Due: due, Reason: reason(f), To: calendar.MustDay("2026-03-02"), Signer: paper.KT("Chủ tịch", "Phó Chủ tịch", "Võ Minh Trí")},
		"stop":       paper.Notice{Slip: office(f, at, size), Form: paper.StopForm, AtRequest: true, Reason: reason(f), Stage: "Thẩm tra", Money: "Phí, lệ phí: 75.000 đồng, đã nộp.", Back: "Giấy tờ trả lại tại quầy.", Signer: paper.Signer{Name: "Võ Minh Trí"}},
		"rejection":  paper.Notice{Slip: office(f, at, size), Form: paper.RejectionForm, Reason: reason(f), Signer: paper.TM("Ủy ban nhân dân", "Chủ tịch", "Võ Minh Trí")},
		"control":    paper.Control{Slip: slip(f, at, size), Unit: "UBND huyện Tân Bình", Others: []string{"Chi cục Thuế Tân Bình", "Sở Xây dựng"}, Received: at, Due: due, Passings: passings},
		"fee": paper.FeeReceipt{Slip: slip(f, at, size), Symbol: "BL/26", TaxCode: "9900123456", Lines: []paper.FeeLine{{Name: "Lệ phí cấp giấy phép xây dựng", Basis: "NQ 12/2021/NQ-HĐND", Amount: 75000}, {Name: slip(f, at, size).Content, Amount: 125000}},
			Total: 200000, Method: "tiền mặt", Paper: "FT26036000001", Cashier: "Nguyễn Thị Kim Oanh", Void: map[filling]string{longest: "thu nhầm"}[f]},
		"hand-over": paper.HandOver{Giver: slip(f, at, size).Giver, Size: size, Title: "Biên bản bàn giao hồ sơ", Number: "12/GGN", At: at, From: paper.Party{Unit: slip(f, at, size).Desk, Person: "Nguyễn Thị Kim Oanh"}, To: paper.Party{Unit: "Bưu điện huyện Tân Bình", Person: "Lê Văn Phát"}, Rows: rows, Check: check},
	}
}

// register is the book with n entries.
func register(f filling, at time.Time, n int) paper.Sheet {
	s := slip(f, at, paper.Wide)
	entry := paper.Entry{Code: s.Code, Procedure: s.Content, Person: s.Person.Name, Contact: s.Person.Address + ", " + s.Person.Phone, Unit: s.Office, Received: at, Due: calendar.Due{Day: calendar.MustDay("2026-02-20")}, Ready: at, Handed: at, How: "tại quầy", State: "Đã trả kết quả"}
	return paper.Register{Giver: s.Giver, At: at, Period: "Từ ngày 01/01/2026 đến ngày 31/01/2026", Entries: func(yield func(paper.Entry) bool) {
		for range n {
			if !yield(entry) {
				return
			}
		}
	}}.Sheet()
}

func sheet(t testing.TB, p one) paper.Sheet {
	t.Helper()
	s, err := p.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// every runs over every form with every filling, in both sets, in the usual size, and in the
// other one with the set in force.
func every(t *testing.T, look func(t *testing.T, name string, s paper.Sheet)) {
	for _, f := range fillings {
		for at, sizes := range map[time.Time][]paper.Size{in2022: {paper.A5}, in2026: {paper.A5, paper.A4}} {
			for _, size := range sizes {
				for kind, p := range papers(f, at, size) {
					name := fmt.Sprintf("%s-%s-%d-%s", kind, f, at.Year(), size)
					t.Run(name, func(t *testing.T) { look(t, name, sheet(t, p)) })
				}
			}
			name := fmt.Sprintf("register-%s-%d", f, at.Year())
			t.Run(name, func(t *testing.T) { look(t, name, register(f, at, 3+5*many(f))) })
		}
	}
}
