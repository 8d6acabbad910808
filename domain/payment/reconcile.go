package payment

import (
	"cmp"
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Item is one movement in somebody's book of a day: money in above 0, refunds below.
type Item struct {
	Reference string
	Code      string // of the order or refund
	Amount    int64
	At        time.Time
	Order     ID         // ours only
	Unit      orgunit.ID // ours only
}

// Run is one comparison of a day's books, kept as it came out.
type Run struct {
	ID         ID
	Source     Source
	Day        calendar.Day
	At         time.Time
	By         account.ID
	OurCount   int
	OurSum     int64
	TheirCount int
	TheirSum   int64
	Equal      int
	Differ     int // open when the run ended
	Explained  int // settled before
	Version    int
}

// Difference is a disagreement about one reference, open until somebody settles it.
type Difference struct {
	ID        ID
	Source    Source
	Day       calendar.Day
	Reference string
	Kind      Mismatch
	Order     ID
	Unit      orgunit.ID // 0 while the order is unknown
	Code      string
	Ours      int64
	Theirs    int64
	At        time.Time // of the movement, by its source
	Credit    ID        // the notice that it began with, 0 none
	Opened    time.Time
	Settled   time.Time
	By        account.ID
	How       Settlement
	Reason    string
	Version   int
}

// Mismatch says how the books disagree; the verdicts over notices are kinds too.
type Mismatch string

const (
	OnlyOurs   Mismatch = "only_ours"
	OnlyTheirs Mismatch = "only_theirs"
	Amounts    Mismatch = "amount"
)

// Title on pages.
func (k Mismatch) Title() string {
	return map[Mismatch]string{
		OnlyOurs: "Chỉ có ở sổ của ta", OnlyTheirs: "Chỉ có ở sao kê", Amounts: "Số tiền khác nhau",
		Mismatch(Unknown): "Không rõ lệnh thu", Mismatch(WrongAmount): "Báo có với số tiền khác",
		Mismatch(AfterCancel): "Báo có sau khi hủy lệnh", Mismatch(Twice): "Lệnh đã nộp bằng khoản khác",
		Mismatch(NotOwed): "Hồ sơ không còn nợ", Mismatch(Short): "Nộp thiếu", Mismatch(Over): "Nộp thừa",
	}[k]
}

// Settlement is how a difference was settled.
type Settlement string

const (
	ByRecording Settlement = "recorded"  // the missing payment was recorded from the statement
	ByRefund    Settlement = "refunded"  // the money goes back
	ByReason    Settlement = "explained" // nothing to do, for a reason
	ByItself    Settlement = "vanished"  // a later run found the books equal
)

// Title on pages.
func (s Settlement) Title() string {
	return map[Settlement]string{ByRecording: "Đã ghi nhận theo sao kê", ByRefund: "Hoàn lại cho người nộp", ByReason: "Giải trình", ByItself: "Khớp ở lần đối soát sau"}[s]
}

// Settle closes a difference.
type Settle struct {
	How    Settlement
	Reason string
	Code   string // of the order that the money is for, where another one or none was named
}

func (a Settle) Apply(d *Difference, m account.Stamp) (Happened, error) {
	switch {
	case !d.Settled.IsZero():
		return Happened{}, refusal.TooEarlyOrLate("Chênh lệch này đã xử lý xong.")
	case a.How.Title() == "":
		return Happened{}, refusal.Wrong("how", "Chọn cách xử lý chênh lệch.")
	case a.Reason == "":
		return Happened{}, needReason("")
	}
	d.Settled, d.By, d.How, d.Reason = m.At, m.By, a.How, a.Reason
	return Happened{"settle", a.Reason}, nil
}

// Observe keeps what a later statement says of the same reference.
type Observe struct{ Seen Difference }

func (a Observe) Apply(d *Difference, _ account.Stamp) (Happened, error) {
	if !d.Settled.IsZero() {
		return Happened{}, refusal.TooEarlyOrLate("Chênh lệch này đã xử lý xong.")
	}
	d.Ours, d.Theirs, d.At, d.Day = a.Seen.Ours, a.Seen.Theirs, a.Seen.At, a.Seen.Day
	return Happened{Act: "observe"}, nil
}

// Compare sets our book of a day beside theirs, by reference. Equal is how many agree; the
// differences have kind, reference, code, both amounts and, where we know it, our order.
func Compare(ours, theirs []Item) (equal int, differences []Difference) {
	left := map[string]Item{}
	for _, item := range ours {
		left[item.Reference] = item
	}
	for _, item := range theirs {
		mine, ok := left[item.Reference]
		delete(left, item.Reference)
		d := Difference{Reference: item.Reference, Code: item.Code, Order: mine.Order, Unit: mine.Unit, Ours: mine.Amount, Theirs: item.Amount, At: item.At, Kind: Amounts}
		switch {
		case !ok:
			d.Kind = OnlyTheirs
			differences = append(differences, d)
		case mine.Amount != item.Amount:
			differences = append(differences, d)
		default:
			equal++
		}
	}
	for _, mine := range left {
		differences = append(differences, Difference{Reference: mine.Reference, Code: mine.Code, Order: mine.Order, Unit: mine.Unit, Ours: mine.Amount, At: mine.At, Kind: OnlyOurs})
	}
	slices.SortFunc(differences, func(a, b Difference) int { return cmp.Compare(a.Reference, b.Reference) })
	return equal, differences
}
