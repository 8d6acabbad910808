package notify

import (
	"strings"
	"testing"
	"time"
)

func TestALetterOfTwoUnitsIsNeverTornBetweenParts(t *testing.T) {
	for text, want := range map[string]Parts{
		strings.Repeat("a", 160):                                  {Letters: 160, Parts: 1},
		strings.Repeat("a", 158) + "€":                            {Letters: 160, Parts: 1},
		strings.Repeat("a", 306):                                  {Letters: 306, Parts: 2},
		strings.Repeat("a", 152) + "€" + strings.Repeat("a", 152): {Letters: 306, Parts: 3},
		strings.Repeat("ệ", 68) + "😀":                             {Letters: 70, Parts: 1, Wide: true},
		strings.Repeat("ệ", 134):                                  {Letters: 134, Parts: 2, Wide: true},
		strings.Repeat("ệ", 66) + "😀" + strings.Repeat("ệ", 66):   {Letters: 134, Parts: 3, Wide: true},
		"": {},
	} {
		if got := CountSMS(text); got != want {
			t.Errorf("%d letters: %+v, want %+v", len([]rune(text)), got, want)
		}
	}
}

func TestSignsOfPrintDoNotMakeAnSMSWide(t *testing.T) {
	m := &Template{Channel: SMS, Body: "{noi_nhan}: {thu_tuc}"}
	text := m.Write(Facts{Place: "UBND phường “Hòa Lâm” – cơ sở 2", Procedure: "Cấp lại giấy phép…"})
	if p := CountSMS(text.Body); p.Wide {
		t.Error(text.Body)
	}
}

func TestParametersOfZaloAreShortAndOnOneLine(t *testing.T) {
	m := &Template{Channel: Zalo, Body: "{ma_ho_so} {thu_tuc}"}
	got := m.Params(Facts{Code: "H99\r\n1", Procedure: strings.Repeat("rất dài ", 40)})
	if got["ma_ho_so"] != "H99 1" || len([]rune(got["thu_tuc"])) > zaloParameter || len(got) != 2 {
		t.Error(got)
	}
	if m.Channel = SMS; m.Params(Facts{}) != nil {
		t.Error("an SMS has parameters")
	}
}

func TestWhatAFactSaysIsNeverReadAsAName(t *testing.T) {
	if got := Fill("{ho_ten}: {ly_do}", Facts{Name: "{ly_do}", Reason: "{tra_cuu} {{.}}"}); got != "{ly_do}: {tra_cuu} {{.}}" {
		t.Error(got)
	}
}

func TestTheNightIsThatOfVietnam(t *testing.T) {
	for at, want := range map[string]string{
		"2026-03-03T13:59:59Z": "2026-03-03T13:59:59Z", // 20:59:59
		"2026-03-03T14:00:00Z": "2026-03-04T00:00:00Z", // 21:00
		"2026-03-03T23:59:59Z": "2026-03-04T00:00:00Z", // 06:59:59 of the 4th
		"2026-03-04T00:00:00Z": "2026-03-04T00:00:00Z", // 07:00
		"2025-12-31T16:30:00Z": "2026-01-01T00:00:00Z",
	} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := Awake(SMS, instant).UTC().Format(time.RFC3339); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
		if !Awake(Email, instant).Equal(instant) {
			t.Error("an e-mail waits for the morning")
		}
	}
}

func TestAWayThatWasStoppedMeanwhileIsNotRepeated(t *testing.T) {
	s := situation(failed("sms1", 1, NotThere)...)
	s.Stopped = func(c Channel) bool { return c == SMS }
	if step := s.Next(); step.Via == nil || step.Via.Channel != Email {
		t.Errorf("%+v", step)
	}
}

func TestWhatIsTakenBackIntoTheQueueHasNotEnded(t *testing.T) {
	m := Message{State: Unknown, Ended: time.Unix(1, 0)}
	if m.Settle(Answer{Outcome: Busy}, false, time.Unix(2, 0), 1); m.State != Queued || !m.Ended.IsZero() {
		t.Errorf("%+v", m)
	}
}
