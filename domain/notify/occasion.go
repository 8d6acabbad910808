package notify

import (
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

// Occasion is something that happened to a dossier and that its person is told of.
type Occasion string

const (
	Received           Occasion = "received"
	SupplementAsked    Occasion = "supplement_asked"
	SupplementReminder Occasion = "supplement_reminder"
	PaymentAsked       Occasion = "payment_asked"
	Paid               Occasion = "paid"
	Apology            Occasion = "apology"
	ResultReady        Occasion = "result_ready"
	HandedOver         Occasion = "handed_over"
	Posted             Occasion = "posted"
	Refused            Occasion = "refused"
	Stopped            Occasion = "stopped"
	Withdrawn          Occasion = "withdrawn"
	StaffNotice        Occasion = "staff_notice" // to an officer, not to a citizen
)

// Occasions in the order of a dossier's life.
var Occasions = []Occasion{
	Received, SupplementAsked, SupplementReminder, PaymentAsked, Paid, Apology, ResultReady,
	HandedOver, Posted, Refused, Stopped, Withdrawn, StaffNotice,
}

// Title is the occasion on pages.
func (o Occasion) Title() string { return occasionTitles[o] }

var occasionTitles = map[Occasion]string{
	Received: "Đã tiếp nhận", SupplementAsked: "Yêu cầu bổ sung", SupplementReminder: "Nhắc bổ sung",
	PaymentAsked: "Yêu cầu nộp phí, lệ phí", Paid: "Đã nộp phí, lệ phí", Apology: "Xin lỗi, hẹn lại ngày trả",
	ResultReady: "Đã có kết quả", HandedOver: "Đã trả kết quả", Posted: "Đã gửi kết quả qua bưu chính",
	Refused: "Từ chối giải quyết", Stopped: "Dừng giải quyết", Withdrawn: "Đã rút hồ sơ", StaffNotice: "Thông báo nội bộ",
}

// Consequence is what an act upon a dossier means for its messages: what is told, and
// which messages that still wait have lost their sense.
type Consequence struct {
	Acts        []string
	Tell        Occasion // "" for nothing
	Cancel      []Occasion
	From, Until calendar.Day // in force; 0 for open
}

// everything but what the act itself tells of.
var earlier = []Occasion{Received, SupplementAsked, SupplementReminder, PaymentAsked, Paid, Apology, ResultReady}

// Consequences is the table. Who hands papers in is told of the receipt and the date
// (NĐ 61/2018, Điều 17); of what is missing and why (Điều 19.4); of a delay with an apology
// and the new date (Điều 19.9).
var Consequences = []Consequence{
	{Acts: []string{"receive"}, Tell: Received},
	{Acts: []string{"request_supplement", "request_supplement_late"}, Tell: SupplementAsked, Cancel: []Occasion{Received}},
	{Acts: []string{"supply"}, Cancel: []Occasion{SupplementAsked, SupplementReminder}},
	{Acts: []string{"pause_for_payment"}, Tell: PaymentAsked, Cancel: []Occasion{Received}},
	{Acts: []string{"resume", "take_fee"}, Tell: Paid, Cancel: []Occasion{PaymentAsked}},
	{Acts: []string{"extend", "extend_late"}, Tell: Apology},
	{Acts: []string{"finish"}, Tell: ResultReady, Cancel: earlier[:6]},
	{Acts: []string{"refuse"}, Tell: Refused, Cancel: earlier},
	{Acts: []string{"stop"}, Tell: Stopped, Cancel: earlier},
	{Acts: []string{"withdraw"}, Tell: Withdrawn, Cancel: earlier},
	{Acts: []string{"hand_over"}, Tell: HandedOver, Cancel: earlier},
}

// After is what follows from an act on a day; ok is false when nothing does. A result that
// goes by post is told as such.
func After(act string, d *dossier.Dossier, on calendar.Day) (c Consequence, ok bool) {
	for _, c := range Consequences {
		if on >= c.From && (c.Until == 0 || on < c.Until) && slices.Contains(c.Acts, act) {
			if c.Tell == HandedOver && d.ResultBy == dossier.ByPost {
				c.Tell = Posted
			}
			return c, true
		}
	}
	return Consequence{}, false
}
