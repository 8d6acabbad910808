// Package postal holds what the public post does for the one-stop shop (QĐ 45/2016/QĐ-TTg):
// lists by which papers and results change hands between a postal point and a desk, orders
// to carry a result to its owner, what the post says became of them, and the comparison of
// both books. It also holds the services of an enterprise that staffs a desk by contract.
package postal

import (
	"fmt"

	"cchc/domain/audit"
	"cchc/domain/refusal"
)

// ID identifies a list, an item, an order, a notice, a run or a service.
type ID int64

// The kinds of subjects in the trace.
const (
	ListKind    audit.Kind = "postal_list"
	ItemKind    audit.Kind = "postal_item"
	OrderKind   audit.Kind = "postal_order"
	NoticeKind  audit.Kind = "postal_notice"
	RunKind     audit.Kind = "postal_run"
	ServiceKind audit.Kind = "desk_service"
)

// Happened is what an act did, for the trace.
type Happened struct {
	Act  string
	Note string
}

// ListNumber is a list's number: the giving unit's own series of a year.
func ListNumber(unit string, year int, serial int64) string {
	return fmt.Sprintf("BK-%s-%d-%04d", unit, year, serial)
}

// OrderNumber is an order's number, by which the post knows it too: two orders with one
// number are one.
func OrderNumber(year int, serial int64) string { return fmt.Sprintf("BC-%d-%07d", year, serial) }

func needReason(reason string) error {
	if reason == "" {
		return refusal.Wrong("reason", "Phải ghi lý do.")
	}
	return nil
}
