package notify

import (
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
)

var noon = time.Date(2026, 3, 3, 12, 0, 0, 0, calendar.Local)

func TestAnSMSIsCountedAsTheNetworksCount(t *testing.T) {
	for _, c := range []struct {
		text string
		want Parts
	}{
		{"", Parts{}},
		{"Ho so da co ket qua", Parts{19, 1, false}},
		{strings.Repeat("a", 160), Parts{160, 1, false}},
		{strings.Repeat("a", 161), Parts{161, 2, false}},
		{strings.Repeat("a", 307), Parts{307, 3, false}},
		{"[1]", Parts{5, 1, false}},
		{"Hồ sơ", Parts{5, 1, true}},
		{strings.Repeat("ạ", 71), Parts{71, 2, true}},
		{"😀", Parts{2, 1, true}},
	} {
		if got := CountSMS(c.text); got != c.want {
			t.Errorf("%.20q: %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestTheWordsThatComeWithTheProgramMayBeSent(t *testing.T) {
	for _, s := range Standard {
		if err := s.Check(); err != nil {
			t.Errorf("%s %s %s: %v", s.Occasion, s.Channel, s.Lang, err)
		}
		if p := CountSMS(s.Write(Samples()).Body); s.Channel == SMS && (p.Parts > 2 || p.Wide) {
			t.Errorf("%s has %+v", s.Occasion, p)
		}
	}
	for _, o := range Occasions {
		if Find(nil, o, Email, English, 0) == nil {
			t.Errorf("no words for %s", o)
		}
	}
}

func TestWordsThatTellStrangersTooMuchAreRefused(t *testing.T) {
	for _, c := range []struct {
		t    Template
		want string
	}{
		{Template{Channel: SMS, Body: "{ho_ten}: {thu_tuc} da xong"}, "họ tên cùng với nội dung"},
		{Template{Channel: SMS, Body: "Ho so bi tu choi: {ly_do}"}, "chữ tự do"},
		{Template{Channel: SMS, Body: "{cccd}"}, "{cccd}"},
		{Template{Channel: SMS, Body: "a } b"}, "đứng lẻ"},
		{Template{Channel: SMS, Body: strings.Repeat("đợi ", 60), Accents: true}, "phần"},
		{Template{Channel: Email, Subject: "x", Body: "y"}, "ngung_nhan"},
		{Template{Channel: Email, Subject: "x\r\nBcc: a@b.c", Body: "{ngung_nhan}"}, "một dòng"},
		{Template{Channel: Zalo, Body: "{ma_ho_so}"}, "mã mẫu ZNS"},
	} {
		if err := c.t.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.t.Body, err)
		}
	}
}

func TestAFactIsNeverReadAsATemplate(t *testing.T) {
	got := Fill("Lý do: {ly_do}", Facts{Reason: "{ho_ten}", Name: "An"})
	if got != "Lý do: {ho_ten}" {
		t.Error(got)
	}
	if got := Fill("Mã vận đơn: {ma_van_don}\nHết", Facts{}); got != "Hết" {
		t.Errorf("a line without its fact stays: %q", got)
	}
}

func TestASecondPersonApproves(t *testing.T) {
	today := calendar.MustDay("2026-03-03")
	draft, err := NewDraft(Received, SMS, Vietnamese, nil, today, 7)
	if err != nil || draft.Body == "" {
		t.Fatal(err, draft)
	}
	if _, err := draft.Approve(nil, today, today, 7); refusal.KindOf(err) != refusal.NotAllowed {
		t.Error(err)
	}
	if _, err := draft.Approve(nil, today, today, 8); err != nil || !draft.InUse(today) {
		t.Error(err)
	}
	if err := draft.Edit(draft, 7); err == nil {
		t.Error("an approved one was edited")
	}
}

func TestTheWishedWayComesFirstAndNoWayIsNoWay(t *testing.T) {
	a := Addresses{Phone: "+84 903 123 456", Email: "an@anson.example"}
	for way, want := range map[string]string{"": "email sms zalo", "sms": "sms email zalo", "zalo": "zalo email sms", NoWay: ""} {
		var got []string
		for _, c := range (Wish{Way: way}).Ways(a) {
			got = append(got, string(c))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v", way, got)
		}
	}
	if list := (Wish{}).Ways(Addresses{Phone: "0236 3821 005", Email: "a@b\r\nBcc:c@d.e"}); list != nil {
		t.Error(list)
	}
}

func TestNobodyIsWoken(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 0, 0, 0, calendar.Local) }
	for _, c := range []struct{ at, want time.Time }{{at(3, 21), at(4, 7)}, {at(3, 23), at(4, 7)}, {at(4, 3), at(4, 7)}, {at(4, 7), at(4, 7)}, {at(4, 20), at(4, 20)}} {
		if got := Awake(SMS, c.at); !got.Equal(c.want) {
			t.Errorf("%s: %s", c.at, got)
		}
		if !Awake(Email, c.at).Equal(c.at) {
			t.Error("an e-mail waits")
		}
	}
}

func TestActsTellAndCancel(t *testing.T) {
	post := &dossier.Dossier{ResultBy: dossier.ByPost}
	if c, ok := After("hand_over", post, 1); !ok || c.Tell != Posted {
		t.Errorf("%+v", c)
	}
	if c, _ := After("withdraw", post, 1); len(c.Cancel) != len(earlier) {
		t.Errorf("%+v", c)
	}
	if _, ok := After("complete_step", post, 1); ok {
		t.Error("a step is told")
	}
}

func TestAddressesAreMasked(t *testing.T) {
	for in, want := range map[string]string{"0903123456": "090•••3456", "nam@anson.example": "n•••@anson.example", "113": "•••"} {
		if got := Mask(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}
