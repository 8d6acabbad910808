package portal

import (
	"cchc/domain/dossier"
)

// todo is what the citizen must do now: the answer in a few words, and what belongs to it.
func (s *story) todo() (lead string, more []string) {
	switch d := s.t; {
	case d.Delivery == dossier.HandedOver:
		return s.T("Không phải làm gì thêm."), []string{s.T("Kết quả đã được trả.")}
	case d.State == dossier.WaitSupplement:
		return s.supplement()
	case d.State == dossier.WaitPayment:
		return s.T("Nộp %s theo thông báo.", s.T("%s đ", s.Lang.Number(d.Fee))), []string{
			s.T("Giữ biên lai và báo cho %s. Thời gian chờ nộp tiền không tính vào thời hạn.", s.desk())}
	case d.State == dossier.Approved:
		return s.collect()
	case d.State == dossier.Refused, d.State == dossier.Stopped:
		return s.T("Nhận thông báo và giấy tờ trả lại."), []string{
			s.T("Hồ sơ không được giải quyết tiếp; lý do ghi trong thông báo tại %s. Không đồng ý với lý do thì có quyền khiếu nại.", s.desk())}
	case d.State == dossier.Withdrawn:
		return s.T("Nhận lại giấy tờ."), []string{s.T("Hồ sơ đã rút theo yêu cầu; giấy tờ đã nộp nhận lại tại %s.", s.desk())}
	case d.Finance == dossier.FeeDue:
		return s.T("Nộp phí trước khi nhận kết quả."), []string{s.fee(), s.arrives()}
	}
	return s.T("Không phải làm gì thêm."), []string{s.arrives()}
}

func (s *story) desk() string { return s.rules.Units().Name(s.t.Desk) }

func (s *story) supplement() (string, []string) {
	more := []string{s.T("Nộp tại %s. Trong lúc chờ, thời hạn không chạy.", s.desk())}
	if missing := s.noteOf("request_supplement", "request_supplement_late"); s.full && missing != "" {
		more = append([]string{s.T("Còn thiếu: %s", missing)}, more...)
	} else {
		more = append([]string{s.T("Giấy tờ còn thiếu ghi trong phiếu yêu cầu bổ sung đã gửi.")}, more...)
	}
	return s.T("Bổ sung giấy tờ còn thiếu."), more
}

// collect is how the result gets from the desk to its owner.
func (s *story) collect() (lead string, more []string) {
	switch s.t.ResultBy {
	case dossier.ByPost:
		lead, more = s.T("Chờ bưu tá."), []string{s.T("Kết quả đã có và được gửi qua bưu chính đến địa chỉ trên giấy hẹn.")}
	case dossier.Electronic:
		lead, more = s.T("Xem kết quả điện tử."), []string{s.T("Kết quả đã có và được gửi bằng bản điện tử.")}
	default:
		lead, more = s.T("Đến nhận kết quả."), []string{s.T("Kết quả đang ở %s. Mang theo giấy hẹn và căn cước.", s.desk())}
	}
	if s.t.Finance == dossier.FeeDue {
		more = append(more, s.T("Phí, lệ phí: %s", s.fee()))
	}
	return lead, more
}

// arrives says how the result will come.
func (s *story) arrives() string {
	switch s.t.ResultBy {
	case dossier.ByPost:
		return s.T("Khi có kết quả, bưu chính sẽ mang đến địa chỉ trên giấy hẹn.")
	case dossier.Electronic:
		return s.T("Khi có kết quả, bản điện tử sẽ được gửi đến.")
	}
	return s.T("Khi có kết quả, mang giấy hẹn và căn cước đến %s để nhận.", s.desk())
}

// has says who has the dossier: the unit, what it does there, since when; with the
// receipt's secret also the officer.
func (s *story) has() (list []string) {
	if s.t.Clock == dossier.Paused {
		return []string{s.T("Hồ sơ đang chờ ông/bà, ở %s.", s.desk())}
	}
	if s.t.Delivery == dossier.Ready {
		return []string{s.T("%s đang giữ kết quả.", s.desk())}
	}
	for _, w := range s.t.Open {
		line := s.T("%s: %s", s.rules.Units().Name(w.Unit), s.stepName(w.Step))
		if name := s.t.People[w.Holder]; s.full && name != "" {
			line = s.T("%s, %s: %s", name, s.rules.Units().Name(w.Unit), s.stepName(w.Step))
		}
		list = append(list, line)
	}
	for _, r := range s.t.Waiting() {
		list = append(list, s.T("%s được hỏi ý kiến, hạn trả lời %s", s.rules.Units().Name(r.Unit), r.DueAt().Vietnamese()))
	}
	return list
}

func (s *story) stepName(no int) string {
	if flow := s.rules.Workflow(s.t.Workflow); flow != nil {
		if step := flow.Step(no); step != nil {
			return step.Content
		}
	}
	return s.T("bước %d", no)
}
