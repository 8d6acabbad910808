package paper

// Notice tells that a dossier ends without a result: form 05 of TT 03/2025 (thông báo dừng
// giải quyết hồ sơ), and the notice that it cannot be granted. Leave Desk empty.
type Notice struct {
	Slip
	Form      Kind   // StopForm or RejectionForm
	AtRequest bool   // the person asked for it
	Reason    string // and the legal ground
	Stage     string // the step that the dossier was at
	Money     string // "Phí, lệ phí: …": what was paid and what becomes of it
	Back      string // where the papers are given back
	Signer    Signer // no lines: head of the office
}

// Sheet lays the notice out.
func (n Notice) Sheet() (Sheet, error) {
	form, _ := SetAt(n.At).Form(n.Form)
	what := "dừng giải quyết hồ sơ"
	if n.Form == RejectionForm {
		what = "không giải quyết hồ sơ"
	}
	s := n.begin(form.Title, "THÔNG BÁO\nVề việc "+what)
	you := title(n.Person.Sex)
	s, err := s.beside(n.Check, append([]Para{{regular("Kính gửi " + you + ": "), bold(named(n.Person))}}, contact(n.Person)...))
	s.add(Body{regular("Nội dung yêu cầu giải quyết: " + or(ended(n.Content)))})
	if n.Stage != "" {
		s.add(Body{regular("Giai đoạn giải quyết: " + ended(n.Stage))})
	}
	why := "Qua xem xét, " + n.Office + " thông báo " + what + " nêu trên. Lý do, căn cứ: "
	if n.AtRequest {
		why = "Theo đề nghị của " + you + ", " + n.Office + " thông báo " + what + " nêu trên. Nội dung đề nghị: "
	}
	s.add(Body{regular(why + or(ended(n.Reason)))})
	for _, line := range []string{n.Money, n.Back} {
		if line != "" {
			s.add(Body{regular(ended(line))})
		}
	}
	s.add(Body{regular(n.Office + " thông báo để " + you + " được biết./.")}, n.Signer.closing("- Như trên;", "- Lưu: VT, hồ sơ "+or(n.Code)+"."))
	n.end(&s)
	return s, err
}
