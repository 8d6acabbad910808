package store_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/store"
)

// What many people did to one dossier at the same time must be explained by doing it one
// after the other: each act was kept or refused as the dossier stood in that moment. The
// model is written anew here, and knows nothing of the package that it judges.

// try is what somebody wanted: look, or one of the verbs.
type try struct {
	verb string
	by   account.ID
}

// reply is what came of it. A refusal tells the version that it was decided by.
type reply struct {
	refused bool
	version int
	state   dossier.State
	// saw is how many others looked at, or were refused by, the version that an act ended:
	// in every order they come before it. Without the number the search tries them all.
	saw int
}

// stand is all that decides about a further act.
type stand struct {
	version int
	state   dossier.State
	step    int
	holder  account.ID
	asked   bool
	seen    int // how many have looked at this version, or were refused by it
}

func (s stand) atWork() bool { return s.state == dossier.Received || s.state == dossier.Processing }

// next tells whether a verb is allowed, and what it leaves.
func (s stand) next(t try) (stand, bool) {
	free := s.atWork() && (s.holder == 0 || s.holder == t.by)
	allowed := false
	switch t.verb {
	case "take over":
		if allowed = free; allowed {
			s.holder, s.state = t.by, dossier.Processing
		}
	case "complete":
		if allowed = free && s.step < 3; allowed {
			s.step, s.holder, s.state = s.step+1, 0, dossier.Processing
		}
	case "send back":
		if allowed = s.atWork() && s.step > 1; allowed {
			s.step, s.holder, s.state = 1, 0, dossier.Processing
		}
	case "request":
		if allowed = s.atWork() && !s.asked; allowed {
			s.asked, s.state = true, dossier.WaitSupplement
		}
	case "supply":
		if allowed = s.state == dossier.WaitSupplement; allowed {
			s.state = dossier.Processing
		}
	case "pause":
		if allowed = s.atWork(); allowed {
			s.state = dossier.WaitPayment
		}
	case "resume":
		if allowed = s.state == dossier.WaitPayment; allowed {
			s.state = dossier.Processing
		}
	}
	if allowed {
		s.version, s.seen = s.version+1, 0
	}
	return s, allowed
}

var verbs = map[string]dossier.Act{
	"take over": dossier.TakeOver{},
	"complete":  dossier.CompleteStep{},
	"send back": dossier.SendBack{To: 1, Reason: "thiếu ý kiến"},
	"request":   dossier.RequestSupplement{Missing: "bản vẽ"},
	"supply":    dossier.Supply{},
	"pause":     dossier.PauseForPayment{Amount: 1000, Basis: "thông báo thuế"},
	"resume":    dossier.Resume{Receipt: "BL1"},
}

var oneAfterTheOther = porcupine.Model{
	Init: func() any { return stand{version: 1, state: dossier.Received, step: 1} },
	Step: func(state, input, output any) (bool, any) {
		s, t, r := state.(stand), input.(try), output.(reply)
		after, allowed := s.next(t)
		if allowed {
			return !r.refused && r.version == after.version && r.state == after.state && r.saw == s.seen, after
		}
		fits := r.version == s.version && (r.refused || t.verb == "look" && r.state == s.state)
		s.seen++
		return fits, s
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v → %+v", input, output) },
}

func TestTwoHundredActsAtOnceOnOneDossierFitOneOrder(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := receive(t, s, "2024-03-04T09:30")
		history := together(t, 250, func(i int) (any, any) {
			wanted := wish(i)
			return wanted, attempt(t, s, d.ID, wanted)
		})
		countSeen(history)
		if result := porcupine.CheckOperationsTimeout(oneAfterTheOther, history, time.Minute); result != porcupine.Ok {
			t.Errorf("the history is %s", result)
			for _, op := range history {
				t.Logf("%d–%d %+v → %+v", op.Call, op.Return, op.Input, op.Output)
			}
		}
		kept, refused := 0, 0
		for _, op := range history {
			switch {
			case op.Input.(try).verb == "look":
			case op.Output.(reply).refused:
				refused++
			default:
				kept++
			}
		}
		if kept+refused != 200 || kept < 5 || refused < 5 {
			t.Errorf("%d kept and %d refused", kept, refused)
		}
		events, err := s.Trace.Of(t.Context(), int64(d.ID))
		if err != nil || len(events) != kept+1 {
			t.Errorf("%d events for %d acts kept, %v", len(events), kept, err)
		}
		verified(t, s)
	})
}

// countSeen fills in reply.saw.
func countSeen(history []porcupine.Operation) {
	seen := map[int]int{}
	for _, op := range history {
		if r := op.Output.(reply); r.refused || op.Input.(try).verb == "look" {
			seen[r.version]++
		}
	}
	for i, op := range history {
		if r := op.Output.(reply); !r.refused && op.Input.(try).verb != "look" {
			r.saw = seen[r.version-1]
			history[i].Output = r
		}
	}
}

// wish is what person i wants: four of five act, the others look.
func wish(i int) try {
	if i%5 == 0 {
		return try{verb: "look"}
	}
	common := []string{"take over", "take over", "complete", "complete", "send back", "request", "supply", "pause", "resume", "resume"}
	return try{common[rand.N(len(common))], account.ID(1 + i%3)}
}

// attempt does what is wanted. A no must be a refusal with a sentence.
func attempt(t *testing.T, s *store.Store, id dossier.ID, wanted try) reply {
	if wanted.verb == "look" {
		d, err := s.Dossiers.Get(t.Context(), id)
		if err != nil {
			t.Error(err)
		}
		return reply{version: d.Version, state: d.State}
	}
	m := moment("2024-03-04T10:00")
	m.By = wanted.by
	d, err := s.Dossiers.Do(t.Context(), id, verbs[wanted.verb], m)
	if err == nil {
		return reply{version: d.Version, state: d.State}
	}
	if refusal.KindOf(err) != refusal.NotNow && refusal.KindOf(err) != refusal.Invalid || err.Error() == "" {
		t.Errorf("%s: %v", wanted.verb, err)
	}
	return reply{refused: true, version: d.Version}
}

// together runs n acts, all released at the same moment, and notes when each began and ended.
func together(t *testing.T, n int, act func(i int) (input, output any)) []porcupine.Operation {
	t.Helper()
	history := make([]porcupine.Operation, n)
	begin := make(chan struct{})
	var people sync.WaitGroup
	for i := range n {
		people.Go(func() {
			<-begin
			called := time.Now()
			input, output := act(i)
			history[i] = porcupine.Operation{ClientId: i, Input: input, Call: called.UnixNano(), Output: output, Return: time.Now().UnixNano()}
		})
	}
	close(begin)
	people.Wait()
	return history
}

// verified demands that everything stored agrees with the trace.
func verified(t *testing.T, s *store.Store) {
	t.Helper()
	r, err := store.Verify(t.Context(), s, store.Verification{Verifier: errandSigner().Verifier()})
	if err != nil {
		t.Error(err)
	}
	for _, f := range r.Findings {
		t.Errorf("%s %s: %s", f.Table, f.Row, f.Text)
	}
}

// The check would be worth nothing if it let a lost act pass.
func TestALostActFitsNoOrder(t *testing.T) {
	op := func(from, to int64, t try, r reply) porcupine.Operation {
		return porcupine.Operation{Input: t, Output: r, Call: from, Return: to}
	}
	took := op(1, 2, try{"take over", 1}, reply{version: 2, state: dossier.Processing})
	for name, history := range map[string][]porcupine.Operation{
		"two owners":    {took, op(3, 4, try{"take over", 2}, reply{version: 3, state: dossier.Processing})},
		"one version":   {took, op(1, 4, try{"take over", 1}, reply{version: 2, state: dossier.Processing})},
		"an old look":   {took, op(3, 4, try{verb: "look"}, reply{version: 1, state: dossier.Received})},
		"no reason":     {took, op(3, 4, try{"complete", 1}, reply{refused: true, version: 2})},
		"a gap between": {took, op(3, 4, try{"complete", 1}, reply{version: 4, state: dossier.Processing})},
	} {
		if porcupine.CheckOperations(oneAfterTheOther, history) {
			t.Errorf("%s passes", name)
		}
	}
}
