package postal

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
)

// ItemState of one dossier on a list.
type ItemState string

const (
	Listed  ItemState = "listed" // not answered for: on at most one list
	Taken   ItemState = "taken"
	Missing ItemState = "missing"
	Damaged ItemState = "damaged"
	Dropped ItemState = "dropped" // taken off before the list was given
)

// Title on pages.
func (s ItemState) Title() string {
	return map[ItemState]string{Listed: "Chưa nhận", Taken: "Đã nhận đủ", Missing: "Thiếu", Damaged: "Hư hỏng", Dropped: "Đã bỏ"}[s]
}

// Item is one dossier on a list.
type Item struct {
	ID      ID
	List    ID
	No      int
	Dossier dossier.ID
	Order   ID // by which the post carries the result, 0 for papers
	State   ItemState
	Reason  string
	By      account.ID
	At      time.Time
	Version int
}

// Check answers for an item: taken, missing or damaged with the reason.
type Check struct {
	State  ItemState
	Reason string
}

// Apply refuses an item that was answered for, and a fault without its reason.
func (a Check) Apply(i *Item, m account.Stamp) (Happened, error) {
	if i.State != Listed {
		return Happened{}, refusal.TooEarlyOrLate("Hồ sơ này đã được ghi “%s”.", i.State.Title())
	}
	switch a.State {
	case Taken, Dropped:
	case Missing, Damaged:
		if err := needReason(a.Reason); err != nil {
			return Happened{}, err
		}
	default:
		return Happened{}, refusal.Wrong("state", "Chọn đã nhận đủ, thiếu hoặc hư hỏng.")
	}
	i.State, i.Reason, i.By, i.At = a.State, a.Reason, m.By, m.At
	return Happened{string(a.State), a.Reason}, nil
}

// Fits refuses a dossier that a list cannot carry: papers go from the point that helped to
// the desk of official receipt, results from that desk to the post by an order.
func (l *List) Fits(d *dossier.Dossier, o *Order) error {
	switch {
	case l.Way == In && (d.Helped != l.Point || d.Desk != l.Desk):
		return refusal.Wrong("code", "Hồ sơ %s không do điểm này tiếp nhận cho bộ phận Một cửa của bảng kê.", d.Code)
	case l.Way == In && d.Delivery == dossier.HandedOver:
		return refusal.Wrong("code", "Hồ sơ %s đã trả kết quả.", d.Code)
	case l.Way == Out && d.Desk != l.Desk:
		return refusal.Wrong("code", "Kết quả của hồ sơ %s không ở bộ phận Một cửa của bảng kê.", d.Code)
	case l.Way == Out && d.Delivery != dossier.Ready:
		return refusal.Wrong("code", "Hồ sơ %s không có kết quả đang chờ trả.", d.Code)
	case l.Way == Out && (o == nil || !o.OnItsWay()):
		return refusal.Wrong("code", "Hồ sơ %s chưa có đơn gửi bưu chính: lập đơn ở trang Chờ gửi trước.", d.Code)
	}
	return nil
}
