package post

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"slices"

	"cchc/domain/postal"
)

// Receiver answers the post's notices. The same notice again gets the same answer.
type Receiver struct {
	Key Key
	// Take keeps a notice and says what became of it, now or the first time.
	Take func(context.Context, postal.Notice) (postal.Verdict, error)
	Log  *slog.Logger
}

// answers by verdict: each tells the post that the notice was kept.
var answers = map[postal.Verdict]Answer{
	postal.Applied: {Done, "Đã ghi nhận"},
	postal.Stale:   {Done, "Đã biết"},
	postal.Unknown: {Parked, "Không rõ đơn, đã lưu để đối chiếu"},
	postal.Clashes: {Parked, "Trái với sổ, đã lưu để đối chiếu"},
}

// ServeHTTP reads a notice, checks its sign, has it taken and answers.
func (v *Receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := json.Marshal(v.answer(r))
	if err != nil {
		panic(err) // impossible: two texts
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(text)
}

func (v *Receiver) answer(r *http.Request) Answer {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostBytes))
	if err != nil {
		return Answer{BadMessage, "Bản tin không đọc được"}
	}
	if !v.Key.Check(NoticePath, body, r.Header.Get(SignHeader)) {
		v.Log.Warn("postal notice with a wrong sign") // nothing of it is believed, so nothing is told
		return Answer{WrongSign, "Sai mã xác thực"}
	}
	n, ok := read(body)
	if !ok {
		return Answer{BadMessage, "Bản tin không đọc được, thiếu số hoặc trạng thái lạ"}
	}
	verdict, err := v.Take(r.Context(), n)
	if err != nil {
		v.Log.Error("postal notice", "reference", n.Reference, "err", err)
		return Answer{OutOfService, "Tạm thời chưa ghi nhận được, hãy gửi lại"}
	}
	return answers[verdict]
}

// read makes a notice of a body; ok is false for one that says nothing.
func read(body []byte) (n postal.Notice, ok bool) {
	var m Notice
	if json.Unmarshal(body, &m) != nil || m.NoticeNumber == "" {
		return n, false
	}
	e, err := EntryOf(m.Standing)
	if err != nil || e.At.IsZero() || !slices.Contains(postal.Statuses, e.State) {
		return n, false
	}
	return postal.Notice{Reference: m.NoticeNumber, Number: e.Number, Tracking: e.Tracking, Status: e.State, At: e.At, Taker: e.Taker, Reason: e.Reason, Collected: e.Collected}, true
}
