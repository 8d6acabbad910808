package notify

import (
	"testing"
	"time"
)

func situation(attempts ...Attempt) *Situation {
	for i := range attempts {
		attempts[i].No, attempts[i].Ended = i+1, noon.Add(-time.Minute)
	}
	return &Situation{
		Wish: Wish{Way: "sms"}, Addresses: Addresses{Phone: "0903123456", Email: "an@anson.example"},
		Stopped: func(Channel) bool { return false }, Words: func(c Channel) bool { return c != Zalo },
		Lines:  []*Line{{Name: "thu", Channel: Email}, {Name: "sms1", Channel: SMS}, {Name: "sms2", Channel: SMS}},
		Health: map[string]Health{}, Attempts: attempts, Pause: 30 * time.Second, Now: noon,
	}
}

func failed(line string, n int, o Outcome) (list []Attempt) {
	channel := SMS
	if line == "thu" {
		channel = Email
	}
	for range n {
		list = append(list, Attempt{Provider: line, Channel: channel, Request: "r1", Outcome: o})
	}
	return list
}

func join(lists ...[]Attempt) (all []Attempt) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func TestTheNextStepOfAMessage(t *testing.T) {
	shut := func(s *Situation) { s.Health["sms1"] = Health{Shut: noon.Add(time.Minute)} }
	for name, c := range map[string]struct {
		s    *Situation
		with func(*Situation)
		want string
	}{
		"the wished way and its first provider":  {s: situation(), want: "sms1"},
		"another provider after a failure":       {s: situation(failed("sms1", 1, Busy)...), want: "sms2"},
		"a provider that is shut is passed over": {s: situation(), with: shut, want: "sms2"},
		"a refused address ends the way":         {s: situation(failed("sms1", 1, Rejected)...), want: "thu"},
		"the other way when one is used up":      {s: situation(join(failed("sms1", 4, Busy), failed("sms2", 4, Busy))...), want: "thu"},
		"a provider without the message gets it": {s: situation(failed("sms2", 1, NotThere)...), want: "sms2 r1"},
		"everything was tried":                   {s: situation(join(failed("sms1", 1, Rejected), failed("thu", 1, Rejected))...), want: "failed"},
		"the person wants nothing":               {s: situation(), with: func(s *Situation) { s.Wish.Way = NoWay }, want: "cancelled"},
		"opting out of one way leaves the other": {s: situation(), with: func(s *Situation) { s.Stopped = func(c Channel) bool { return c == SMS } }, want: "thu"},
		"no provider set up: it waits":           {s: situation(), with: func(s *Situation) { s.Lines = nil }, want: "wait 15m0s"},
		"all shut: it waits for the first": {s: situation(), with: func(s *Situation) {
			shut(s)
			s.Health["sms2"] = Health{Shut: noon.Add(2 * time.Minute)}
			s.Lines = s.Lines[1:]
		}, want: "wait 1m0s"},
		"a pause after the third failure of one":     {s: situation(failed("sms1", 3, Busy)...), with: func(s *Situation) { s.Lines = s.Lines[1:2] }, want: "wait 1m0s"},
		"at night it waits for seven in the morning": {s: situation(), with: func(s *Situation) { s.Now = noon.Add(10 * time.Hour) }, want: "wait 9h0m0s"},
	} {
		if c.with != nil {
			c.with(c.s)
		}
		step := c.s.Next()
		got := string(step.Over)
		switch {
		case step.Via != nil && step.Request != "":
			got = step.Via.Name + " " + step.Request
		case step.Via != nil:
			got = step.Via.Name
		case !step.Wait.IsZero():
			got = "wait " + step.Wait.Sub(c.s.Now).String()
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestWordsOfAProviderMayComeTwiceAndInAnyOrder(t *testing.T) {
	m := Message{State: Sending}
	say := func(o Outcome, latest bool) { m.Hear(Answer{Outcome: o}, latest, noon) }
	for _, c := range []struct {
		word   Outcome
		latest bool
		want   State
	}{
		{Accepted, true, Sent}, {Accepted, true, Sent}, {Rejected, false, Sent}, {Arrived, true, Delivered},
		{Accepted, true, Delivered}, {Rejected, true, Delivered}, {Arrived, true, Delivered},
	} {
		if say(c.word, c.latest); m.State != c.want {
			t.Errorf("%s: %s, want %s", c.word, m.State, c.want)
		}
	}
}

func TestWhatMayHaveBeenTakenIsAskedForAndThenLeftToAPerson(t *testing.T) {
	m := Message{State: Sending}
	for i := range len(asks) + 1 {
		m.Settle(Answer{Outcome: Unsure}, true, noon, 1)
		if waits := !m.Next.IsZero(); m.State != Unknown || waits != (i < len(asks)) {
			t.Fatalf("%d: %s %s", i, m.State, m.Next)
		}
		m.Asked++
	}
	if err := m.Retry("", noon); err == nil {
		t.Error("without a reason")
	}
	m.Facts = Facts{Code: "x"}
	if err := m.Retry("Người dân báo chưa nhận được", noon); err != nil || m.State != Queued {
		t.Error(err)
	}
	never := Message{State: Sending}
	if never.Settle(Answer{Outcome: Unsure}, false, noon, 1); !never.Next.IsZero() || never.State != Unknown {
		t.Error("a provider that cannot be asked is asked")
	}
}

func TestABreakerShutsAfterFailuresAndOpensWithASuccess(t *testing.T) {
	var h Health
	for i := range failuresToShut {
		if !h.Shut.IsZero() {
			t.Fatalf("shut after %d", i)
		}
		h = h.After(Answer{Outcome: Busy, Says: "hỏng"}, noon)
	}
	if h.Shut != noon.Add(shutFirst) {
		t.Error(h.Shut)
	}
	for range 20 {
		h = h.After(Answer{Outcome: Unsure}, noon)
	}
	if h.Shut != noon.Add(shutLongest) {
		t.Error(h.Shut)
	}
	if h = h.After(Answer{Outcome: Accepted}, noon); !h.Shut.IsZero() || h.Failures != 0 {
		t.Errorf("%+v", h)
	}
}
