package procedure

import (
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// String is "Lệ phí: Cấp giấy phép: 75.000", as ParseFees reads it.
func (l FeeLine) String() string {
	return l.Kind.Title() + ": " + l.Name + ": " + vntext.Number(l.Amount)
}

// ParseFees reads fees, one in a line. What cannot be read is refused by its line.
func ParseFees(text string) (list []FeeLine, err error) {
	var faults refusal.List
	for line := range filled(text) {
		kind, rest, _ := strings.Cut(line, ":")
		at := strings.LastIndex(rest, ":")
		fee := FeeLine{Kind: feeKind(kind)}
		if at > 0 {
			fee.Name = strings.TrimSpace(rest[:at])
			fee.Amount, err = vntext.ParseNumber(rest[at+1:])
		}
		if at < 1 || err != nil || fee.Kind == "" || fee.Name == "" || fee.Amount < 0 {
			faults = append(faults, refusal.Wrong("lines", "Khoản thu “%s” không đọc được; ví dụ đúng: “Lệ phí: Cấp giấy phép: 75.000”.", line))
			continue
		}
		list = append(list, fee)
	}
	return list, faults.OrNil()
}

func feeKind(word string) FeeKind {
	for _, k := range []FeeKind{ServiceFee, StateCharge} {
		if vntext.Fold(strings.TrimSpace(word)) == vntext.Fold(k.Title()) {
			return k
		}
	}
	return ""
}

// String is "Hộ nghèo | NQ 12/2021/NQ-HĐND | 50 % | 01/01/2026 – 31/12/2026 | Lệ phí A; Phí B",
// as ParseGrounds reads it; the last two stand only where they say something. The days are
// the first and the last one.
func (g *Ground) String() string {
	parts := []string{g.Name, g.Basis, g.OffWords()}
	if g.From != 0 || g.Until != 0 || len(g.Only) > 0 {
		days := ""
		if g.From != 0 || g.Until != 0 {
			days = g.From.Vietnamese() + " –"
			if g.Until != 0 {
				days += " " + (g.Until - 1).Vietnamese()
			}
		}
		parts = append(parts, strings.TrimSpace(days))
	}
	if len(g.Only) > 0 {
		parts = append(parts, strings.Join(g.Only, "; "))
	}
	return strings.Join(parts, " | ")
}

// ParseGrounds reads grounds, one in a line. Their codes follow from their names.
func ParseGrounds(text string) (list []Ground, err error) {
	var faults refusal.List
	for line := range filled(text) {
		part := append(strings.Split(line, "|"), "", "", "", "")
		for i := range part {
			part[i] = strings.TrimSpace(part[i])
		}
		g := Ground{Name: part[0], Basis: part[1], Off: offOf(part[2]), Code: strings.Join(vntext.Words(part[0]), "-")}
		for name := range strings.SplitSeq(part[4], ";") {
			if name = strings.TrimSpace(name); name != "" {
				g.Only = append(g.Only, name)
			}
		}
		var ok bool
		g.From, g.Until, ok = validity(part[3])
		switch twice := slices.ContainsFunc(list, func(o Ground) bool { return o.Code == g.Code }); {
		case g.Code == "" || g.Basis == "" || g.Share() == nil || !ok:
			faults = append(faults, refusal.Wrong("grounds", "Căn cứ “%s” không đọc được; ví dụ đúng: “Người thuộc hộ nghèo | NQ 12/2021/NQ-HĐND | 50 % | 01/01/2026 – 31/12/2026”.", line))
		case twice:
			faults = append(faults, refusal.Wrong("grounds", "Căn cứ “%s” có hai lần.", g.Name))
		}
		list = append(list, g)
	}
	return list, faults.OrNil()
}

// offOf reads a share: "toàn bộ", "50 %", "1/3".
func offOf(word string) string {
	if vntext.Fold(word) == "toan bo" {
		return "1"
	}
	if n, percent := strings.CutSuffix(word, "%"); percent {
		return strings.TrimSpace(n) + "/100"
	}
	return word
}

// validity reads "01/01/2026 – 31/12/2026"; either may be missing, "" is for ever.
func validity(text string) (from, until calendar.Day, ok bool) {
	if text == "" {
		return 0, 0, true
	}
	first, last, found := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	from, ok = dayOf(first)
	if !found || !ok {
		return 0, 0, false
	}
	if until, ok = dayOf(last); ok && until != 0 {
		until++
	}
	return from, until, ok && (until == 0 || until > from)
}

func dayOf(text string) (calendar.Day, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, true
	}
	year, month, day, err := vntext.ParseDate(text)
	if err != nil {
		return 0, false
	}
	return calendar.On(year, month, day), true
}

// filled are the lines of a text in which something stands.
func filled(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}

// FeesText is what an offer's fee is made of, a line for each.
func (o *Offer) FeesText() string { return joined(o.Lines, FeeLine.String) }

// GroundsText is the offer's grounds, a line for each.
func (o *Offer) GroundsText() string {
	return joined(o.Grounds, func(g Ground) string { return g.String() })
}

func joined[T any](list []T, words func(T) string) string {
	var lines []string
	for _, one := range list {
		lines = append(lines, words(one))
	}
	return strings.Join(lines, "\n")
}
