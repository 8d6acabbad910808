package review

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Order says which map: of which workflow, of dossiers finished in which days.
type Order struct {
	Workflow workflow.ID  `json:"workflow"`
	From     calendar.Day `json:"from"`
	To       calendar.Day `json:"to"` // first day no longer in it
}

// longest is the longest period that a map is drawn of.
const longest = 2 * 366

// Check refuses a period that is none or too long.
func (o Order) Check() error {
	switch {
	case o.From == 0 || o.To <= o.From:
		return refusal.Wrong("from", "Khoảng thời gian không đúng: ngày cuối phải sau ngày đầu.")
	case int(o.To-o.From) > longest:
		return refusal.Wrong("to", "Khoảng thời gian dài quá hai năm.")
	}
	return nil
}

// Drawn is a map that was asked for.
type Drawn struct {
	Order
	Asked       time.Time
	By          account.ID
	Seen, Total int       // dossiers
	Done        time.Time // zero while it is under way
	Failure     string
	Chart       *Chart // nil until it is done
}
