package pay

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"

	"cchc/domain/payment"
)

// Receiver answers the platform's notices. The same notice again gets the same answer.
type Receiver struct {
	Partner string
	Key     Key
	// Take keeps a notice and says what became of it, now or the first time.
	Take func(context.Context, payment.Notice) (payment.Verdict, error)
	Log  *slog.Logger
}

// answers by verdict: each tells the platform that the notice was kept.
var answers = map[payment.Verdict]Answer{
	payment.Applied:     {MaLoi: Done, MoTaLoi: "Đã ghi nhận"},
	payment.Unknown:     {MaLoi: UnknownBill, MoTaLoi: "Không rõ mã tham chiếu, đã lưu để đối soát"},
	payment.WrongAmount: {MaLoi: OtherAmount, MoTaLoi: "Số tiền khác lệnh thu, đã lưu để đối soát"},
	payment.AfterCancel: {MaLoi: BillOver, MoTaLoi: "Lệnh thu đã hủy, đã lưu để đối soát"},
	payment.Twice:       {MaLoi: BillOver, MoTaLoi: "Lệnh thu đã nộp bằng giao dịch khác, đã lưu để đối soát"},
	payment.NotOwed:     {MaLoi: BillOver, MoTaLoi: "Hồ sơ không còn nợ, đã lưu để đối soát"},
}

// ServeHTTP reads a notice, checks its sign, has it taken and answers.
func (v *Receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := v.answer(r)
	text, err := json.Marshal(answer)
	if err != nil {
		panic(err) // impossible: three texts
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(text)
}

func (v *Receiver) answer(r *http.Request) Answer {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostBytes))
	var n Notice
	if err != nil || json.Unmarshal(body, &n) != nil {
		return Answer{MaLoi: BadMessage, MoTaLoi: "Bản tin không đọc được"}
	}
	if n.MaDoiTac != v.Partner || !v.Key.Check(&n) {
		v.Log.Warn("payment notice with a wrong sign") // nothing of it is believed, so nothing is told
		return Answer{MaLoi: WrongSign, MoTaLoi: "Sai mã xác thực"}
	}
	answer, err := v.take(r.Context(), n)
	if err != nil {
		v.Log.Error("payment notice", "reference", n.MaGiaoDich, "err", err)
		answer = Answer{MaLoi: OutOfService, MoTaLoi: "Tạm thời chưa ghi nhận được, hãy gửi lại"}
	}
	answer.MaThamChieu = n.MaThamChieu
	return answer
}

func (v *Receiver) take(ctx context.Context, n Notice) (Answer, error) {
	if n.LoaiBanTin != KindNotify || n.MaTienTe != currency || n.MaGiaoDich == "" {
		return Answer{MaLoi: BadMessage, MoTaLoi: "Bản tin không đúng loại hoặc không phải VND"}, nil
	}
	if n.MaLoi != Done { // on its way, or refused by the payer: the order waits on
		return Answer{MaLoi: Done, MoTaLoi: "Đã nhận"}, nil
	}
	amount, err := Dong(n.SoTien)
	if err != nil {
		return Answer{MaLoi: BadMessage, MoTaLoi: "Số tiền không đọc được"}, nil
	}
	at, err := ParseStamp(n.ThoiGianGD)
	if err != nil {
		return Answer{MaLoi: BadMessage, MoTaLoi: "Thời gian giao dịch không đọc được"}, nil
	}
	verdict, err := v.Take(ctx, payment.Notice{Source: payment.FromPlatform, Reference: n.MaGiaoDich, Code: n.MaThamChieu, Amount: amount, At: at})
	return answers[verdict], err
}
