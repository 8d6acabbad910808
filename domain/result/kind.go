package result

import (
	"fmt"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// KindID identifies a kind of result for ever.
type KindID int64

// Kind is a sort of result: how its codes are made, how long it holds, which procedures
// issue it and which components it can stand for. Provinces write these down themselves.
type Kind struct {
	ID         KindID
	Name       string   // "Giấy khai sinh"
	Pattern    string   // of codes: {unit} {yyyy} {yy} {mm} {n}
	Months     int      // it holds, 0 for ever
	Procedures []string // national codes of the procedures that issue it
	Stands     []string // names or forms of components that it stands for
	From       calendar.Day
	Until      calendar.Day // last day on which it is issued and reused, 0 open
	Version    int
}

// InForce says whether the kind is used on a day.
func (k *Kind) InForce(on calendar.Day) bool {
	return on >= k.From && (k.Until == 0 || on <= k.Until)
}

// StandsFor says whether a result of the kind may be used instead of a component: one of
// the names stands in the component's, or is the number of its form.
func (k *Kind) StandsFor(c procedure.Component) bool {
	name := " " + strings.Join(vntext.Words(c.Name), " ") + " "
	return slices.ContainsFunc(k.Stands, func(s string) bool {
		words := strings.Join(vntext.Words(s), " ")
		return words != "" && (strings.Contains(name, " "+words+" ") || c.Form != "" && strings.EqualFold(strings.TrimSpace(c.Form), strings.TrimSpace(s)))
	})
}

// Issues says whether a procedure ends in a result of the kind.
func (k *Kind) Issues(code string) bool { return slices.Contains(k.Procedures, code) }

// Series is the kind's pattern on a day at a unit: everything but the number.
func (k *Kind) Series(unit *orgunit.Unit, on calendar.Day) string {
	year, month, _ := on.Date()
	return strings.NewReplacer("{unit}", unit.Code, "{yyyy}", fmt.Sprintf("%04d", year), "{yy}", fmt.Sprintf("%02d", year%100),
		"{mm}", fmt.Sprintf("%02d", month)).Replace(k.Pattern)
}

// CodeOf is a code of a series.
func CodeOf(series string, n int) string {
	return strings.Replace(series, "{n}", fmt.Sprintf("%05d", n), 1)
}

// Last is the last day of a result that is issued on a day, 0 for ever.
func (k *Kind) Last(issued calendar.Day) calendar.Day {
	if k.Months == 0 {
		return 0
	}
	year, month, day := issued.Date()
	months := year*12 + int(month) - 1 + k.Months
	// The 31st of a month without one is that month's last day (BLDS 2015, Điều 148.3).
	for ; day > 28; day-- {
		if last, err := calendar.ParseDay(fmt.Sprintf("%04d-%02d-%02d", months/12, months%12+1, day)); err == nil {
			return last
		}
	}
	return calendar.MustDay(fmt.Sprintf("%04d-%02d-%02d", months/12, months%12+1, day))
}

// Edit writes a kind anew.
func (k *Kind) Edit(with Kind) error {
	var faults refusal.List
	fault := func(field, format string, args ...any) {
		faults = append(faults, refusal.Wrong(field, format, args...))
	}
	if with.Name == "" {
		fault("name", "Chưa có tên loại kết quả.")
	}
	if strings.Count(with.Pattern, "{n}") != 1 {
		fault("pattern", "Mẫu mã phải có đúng một chỗ {n} cho số thứ tự, như KQ-{unit}-{yyyy}-{n}.")
	} else if rest := strings.NewReplacer("{unit}", "", "{yyyy}", "", "{yy}", "", "{mm}", "", "{n}", "").Replace(with.Pattern); strings.ContainsAny(rest, "{}/\\ ") {
		fault("pattern", "Mẫu mã chỉ dùng chữ, số, dấu chấm, dấu gạch và {unit} {yyyy} {yy} {mm} {n}.")
	}
	if with.Months < 0 || with.Months > 1200 {
		fault("months", "Số tháng có hiệu lực phải từ 0 (vô thời hạn) đến 1200.")
	}
	if with.From == 0 {
		fault("from", "Chưa có ngày bắt đầu áp dụng.")
	}
	if with.Until != 0 && with.Until < with.From {
		fault("until", "Ngày kết thúc trước ngày bắt đầu.")
	}
	if len(faults) > 0 {
		return faults
	}
	with.ID, with.Version = k.ID, k.Version
	*k = with
	return nil
}
