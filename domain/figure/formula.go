package figure

import (
	"fmt"

	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Formula is a way to say what share is on time. Four are met in the field; every figure
// carries the name of its own.
type Formula string

const (
	// FormulaFinished is A, the default: form II.06a of TT 01/2020/TT-VPCP.
	FormulaFinished Formula = "finished"
	// FormulaDue is B: of those whose due date fell into the period.
	FormulaDue Formula = "due"
	// FormulaWorkload is C: how much of all that was on the tables is not late.
	FormulaWorkload Formula = "workload"
)

// Formulas in the order of lists.
var Formulas = []Formula{FormulaFinished, FormulaDue, FormulaWorkload}

// ParseFormula reads a name, "" for the default.
func ParseFormula(s string) (Formula, error) {
	if s == "" {
		return FormulaFinished, nil
	}
	for _, f := range Formulas {
		if string(f) == s {
			return f, nil
		}
	}
	return "", refusal.Wrong("formula", "Công thức “%s” không có; dùng finished, due hoặc workload.", s)
}

// Title names the formula as papers do.
func (f Formula) Title() string {
	return map[Formula]string{
		FormulaFinished: "A. Đã giải quyết trong kỳ (II.06a)",
		FormulaDue:      "B. Đến hạn trong kỳ",
		FormulaWorkload: "C. Theo khối lượng",
	}[f]
}

// Rule is the formula in words.
func (f Formula) Rule() string {
	return map[Formula]string{
		FormulaFinished: "(trước hạn + đúng hạn) / đã giải quyết trong kỳ; không gồm hồ sơ rút, từ chối, dừng",
		FormulaDue:      "giải quyết xong trong hạn / đến hạn trong kỳ; không gồm hồ sơ rút, từ chối, dừng",
		FormulaWorkload: "100 % − (giải quyết trễ + đang quá hạn) / (tồn đầu kỳ + tiếp nhận + nhận bàn giao − bàn giao đi)",
	}[f]
}

// NeedsStock says whether the formula asks for what was carried over and what is open.
func (f Formula) NeedsStock() bool { return f == FormulaWorkload }

// Share of a tally by the formula.
func (f Formula) Share(t Tally) Share {
	switch f {
	case FormulaDue:
		return Share{t.DueMet, t.Due()}
	case FormulaWorkload:
		return Share{t.Load() - t.Late - t.OpenOverdue, t.Load()}
	}
	return Share{t.OnTime(), t.Finished()}
}

// Lists are the conditions behind numerator and denominator, and behind what is missing
// between them; "" where no single list is the number.
func (f Formula) Lists() (num, den, missing Condition) {
	switch f {
	case FormulaDue:
		return DueMet, Due, DueMissed
	case FormulaWorkload:
		return NotLate, Load, AnyLate
	}
	return OnTime, Finished, Late
}

// Explain says how a printed share came about: formula, numbers, rounding, period, instant.
func (f Formula) Explain(t Tally, r Rounding, p Period) string {
	share := f.Share(t)
	return fmt.Sprintf("Công thức %s: %s. %s / %s = %s (làm tròn: %s, %d số lẻ). Kỳ %s, số liệu đến %s.",
		f.Title(), f.Rule(), vntext.Number(share.Num), vntext.Number(share.Den), r.Words(share),
		r.Title(), r.Decimals, p.Title(), vntext.Instant(p.LastSecond().In(zone)))
}
