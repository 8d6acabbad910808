package desk

import (
	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/web/layout"
)

// acts in the order of buttons: the usual way first, what ends it last.
var acts = []*act{
	{slug: "take-over", title: "Nhận xử lý", needs: account.ProcessDossier, on: atSteps,
		open: func(s *scene) bool { return working(s) && len(s.free()) > 0 },
		asks: func(s *scene) []question { return []question{stepOf(s, s.free())} },
		makes: func(s *scene, f layout.Form) (dossier.Act, error) {
			step, err := oneOf(f, s.free())
			return dossier.TakeOver{Step: step}, err
		}},
	{slug: "complete", title: "Chuyển bước", needs: account.ProcessDossier, on: atSteps,
		open: func(s *scene) bool { return working(s) && len(s.passing()) > 0 },
		asks: func(s *scene) []question {
			return []question{stepOf(s, s.passing()), {name: "opinion", label: "Ý kiến xử lý", kind: "area", optional: true}}
		},
		makes: func(s *scene, f layout.Form) (dossier.Act, error) {
			step, err := oneOf(f, s.passing())
			return dossier.CompleteStep{Step: step, Opinion: words(f, "opinion")}, err
		}},
	consultAct, answerAct,
	{slug: "finish", title: "Kết thúc, có kết quả", needs: account.DecideDossier, on: atUnit,
		open: func(s *scene) bool { return working(s) && s.atLast() },
		asks: func(*scene) []question {
			return []question{{name: "result", label: "Số, ký hiệu kết quả", optional: true, hint: "Ví dụ 125/GPXD"}}
		},
		makes: func(_ *scene, f layout.Form) (dossier.Act, error) {
			return dossier.Finish{Result: words(f, "result")}, nil
		}},
	{slug: "supplement", title: "Yêu cầu bổ sung", needs: account.ProcessDossier, on: atSteps,
		open: func(s *scene) bool { return working(s) && s.file.Asked == 0 },
		asks: func(*scene) []question {
			return []question{{name: "reason", label: "Giấy tờ cần bổ sung và lý do", kind: "area"}}
		},
		hint: "Chỉ được yêu cầu một lần, phải ghi đủ (NĐ 61/2018, Điều 19.4). Đồng hồ dừng cho đến khi người nộp bổ sung.",
		makes: func(_ *scene, f layout.Form) (dossier.Act, error) {
			return dossier.RequestSupplement{Missing: words(f, "reason")}, nil
		}},
	{slug: "supply", title: "Nhận bổ sung", needs: account.ReceiveDossier, on: atDesk, open: in(dossier.WaitSupplement),
		asks: func(*scene) []question {
			return []question{{name: "papers", label: "Giấy tờ người nộp bổ sung", kind: "area"}}
		},
		makes: func(_ *scene, f layout.Form) (dossier.Act, error) {
			return dossier.Supply{Papers: words(f, "papers")}, nil
		}},
	{slug: "pause", title: "Tạm dừng chờ nộp tiền", needs: account.ProcessDossier, on: atSteps, open: working,
		asks: func(*scene) []question {
			return []question{{name: "amount", label: "Số tiền phải nộp (đồng)", digits: true}, {name: "reason", label: "Căn cứ", kind: "area"}}
		},
		hint: "Chỉ dùng cho nghĩa vụ tài chính với Nhà nước. Hỏi ý kiến cơ quan khác, lỗi hệ thống, chờ ký: đồng hồ vẫn chạy.",
		makes: func(_ *scene, f layout.Form) (dossier.Act, error) {
			amount, err := dong(f, "amount")
			return dossier.PauseForPayment{Amount: amount, Basis: words(f, "reason")}, err
		}},
	{slug: "resume", title: "Đã nộp tiền, tiếp tục", needs: account.ProcessDossier, on: waiting, open: in(dossier.WaitPayment),
		asks: func(*scene) []question {
			return []question{{name: "receipt", label: "Số biên lai hoặc mã giao dịch"}}
		},
		makes: func(_ *scene, f layout.Form) (dossier.Act, error) {
			return dossier.Resume{Receipt: words(f, "receipt")}, nil
		}},
	feeAct, bringBackAct,
	{slug: "hand-over", title: "Trả kết quả", needs: account.HandOver, on: atHand,
		open: func(s *scene) bool { return s.file.Delivery == dossier.Ready }, asks: handOverAsks, makes: makeHandOver},
	{slug: "send-back", title: "Trả lại bước trước", needs: account.ProcessDossier, on: atSteps,
		open: func(s *scene) bool { return working(s) && len(s.before()) > 0 }, asks: sendBackAsks, makes: makeSendBack},
	remindAct, recallAct, handBackAct, releaseAct, assignAct,
	{slug: "extend", title: "Xin lỗi, hẹn lại", needs: account.DecideDossier, on: atUnit,
		open: func(s *scene) bool { return working(s) && s.file.Promised == 0 },
		asks: func(*scene) []question {
			return []question{{name: "to", label: "Ngày hẹn lại", hint: "Ví dụ 14/08/2026", digits: true}, {name: "reason", label: "Lý do chậm", kind: "area", hint: "Ghi trong phiếu xin lỗi gửi người nộp"}}
		},
		hint: "Chỉ một lần, trước khi hết hạn ít nhất một ngày (NĐ 61/2018, Điều 19.9). Trễ hay đúng vẫn tính theo ngày hẹn của luật.",
		makes: func(_ *scene, f layout.Form) (dossier.Act, error) {
			to, err := dayOf(f, "to")
			return dossier.Extend{To: to, Reason: words(f, "reason")}, err
		}},
	reasoned("refuse", "Từ chối giải quyết", account.DecideDossier, atUnit, in(dossier.Received, dossier.Processing, dossier.WaitSupplement),
		func(why string) dossier.Act { return dossier.Refuse{Reason: why} }),
	reasoned("stop", "Dừng giải quyết", account.DecideDossier, atUnit, in(dossier.Received, dossier.Processing, dossier.WaitSupplement, dossier.WaitPayment),
		func(why string) dossier.Act { return dossier.Stop{Reason: why} }),
	reasoned("withdraw", "Người nộp rút hồ sơ", account.HandOver, atDesk, in(dossier.Received, dossier.Processing, dossier.WaitSupplement, dossier.WaitPayment),
		func(why string) dossier.Act { return dossier.Withdraw{Reason: why} }),
	{slug: "correct", title: "Sửa sai", needs: account.CorrectDossier, on: atUnit,
		open: func(*scene) bool { return true }, asks: correctAsks, makes: makeCorrect,
		hint: "Sửa cái ghi nhầm; cái cũ vẫn còn trong nhật ký. Ngày hẹn, thời điểm và kết quả không sửa được."},
	reasoned("erase", "Xóa dữ liệu cá nhân", account.ErasePerson, atUnit,
		func(s *scene) bool { return !s.file.IsOpen() && s.file.Seal != audit.ErasedSeal },
		func(why string) dossier.Act { return dossier.ErasePerson{Basis: why} }),
}

// reasoned is an act that ends something and asks only why.
func reasoned(slug, title string, needs account.Act, on func(*dossier.Dossier) []orgunit.ID, open func(*scene) bool, of func(string) dossier.Act) *act {
	return &act{slug: slug, title: title, needs: needs, on: on, open: open, risk: true,
		asks:  func(*scene) []question { return []question{{name: "reason", label: "Lý do, căn cứ", kind: "area"}} },
		makes: func(_ *scene, f layout.Form) (dossier.Act, error) { return of(words(f, "reason")), nil }}
}

// waiting is where a payment may be reported: at the desk too.
func waiting(d *dossier.Dossier) []orgunit.ID { return append(atSteps(d), d.Desk) }

// free are the visitor's steps that nobody has taken over.
func (s *scene) free() []dossier.Work {
	var list []dossier.Work
	for _, w := range s.mine() {
		if w.Holder == 0 {
			list = append(list, w)
		}
	}
	return list
}

// atLast reports whether only the step that is decided is open.
func (s *scene) atLast() bool { return len(s.file.Open) == 1 && s.last(s.file.Open[0]) }
