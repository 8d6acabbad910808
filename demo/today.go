package demo

import (
	"math/rand/v2"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/kit/blob"
	"cchc/store"
	"cchc/store/lateness"
	"cchc/store/notify"
	"cchc/store/paper"
	"cchc/store/payment"
)

// Files is where papers are kept, and the keyed digest of identity numbers beside it.
type Files struct {
	Store  blob.Store
	Digest func(idNo string) string
}

// town is a morning in one ward, done through the doors of the rooms. The house is another
// one over the same database, so that what follows its acts ends with the build.
type town struct {
	*build
	house   *store.Store
	letters *notify.Messages
	late    *lateness.Lateness
	money   payment.Payments
	papers  *paper.Papers // nil where no files are kept
	place   orgunit.ID
	clock   time.Time // runs on with every act
	r       *rand.Rand

	received []dossier.Dossier
}

// today furnishes the rooms besides dossiers.
func (b *build) today(r *reorganisation) error {
	b.say("Hôm nay ở " + showcase)
	t := &town{build: b, house: store.New(b.store.DB), r: rand.New(rand.NewPCG(seed, 3))}
	for _, s := range r.seats {
		if s.local == showcase {
			t.place = s.unit
		}
	}
	t.clock = t.session()
	t.letters, t.late, t.money = notify.New(t.house), lateness.New(t.house), payment.Payments{Dossiers: t.house.Dossiers}
	t.letters.Now = func() time.Time { return t.clock }
	follow := t.house.Dossiers.Follow
	follow(t.late.Follow)
	if b.Files != nil {
		t.papers = paper.New(t.house, b.Files.Store, b.Files.Digest)
		follow(t.papers.Follow)
	}
	follow(t.money.Follow)
	follow(t.letters.Follow)
	for _, do := range []func() error{t.copies, t.reception, t.results, t.scans, t.till, t.proposals, t.workflows, t.post, t.apologies, t.hall, t.drafts} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// morning is how long the acts of today may take.
const morning = 100 * time.Minute

// session is when the morning's acts begin: before now in working hours, else in the last
// ones before.
func (t *town) session() time.Time {
	day := calendar.DayOf(t.Now)
	from := t.Now.Add(-morning)
	if opening := day.At(7*60 + 30); t.cal.IsWorking(day) && from.After(opening) {
		if last := day.At(closing).Add(-morning); from.After(last) {
			return last
		}
		return from
	}
	for day--; !t.cal.IsWorking(day); day-- {
	}
	return day.At(closing).Add(-morning)
}

// by is somebody's stamp a little later.
func (t *town) by(login string) account.Stamp {
	a := t.crew.byLogin(login)
	t.clock = t.clock.Add(20 * time.Second)
	return account.Stamp{By: a.ID, Unit: t.unitOf(a), At: t.clock}
}

// unitOf is where somebody sits since the reorganisation.
func (t *town) unitOf(a *account.Account) orgunit.ID {
	if t.crew.at[t.place].has(a.ID) {
		return t.place
	}
	return a.Unit
}

func (s staff) has(id account.ID) bool { return id == s.counter || id == s.official || id == s.leader }

// The people of the ward.
const (
	clerk    = "motcua.anhoi"
	official = "chuyenvien.anhoi"
	leader   = "lanhdao.anhoi"
	designer = "kiemsoat"
	drafter  = "soanthao" // writes what the designer approves
)

// item finds a procedure by its code.
func (b *build) item(code string) *item {
	for i := range b.items {
		if b.items[i].code == code {
			return &b.items[i]
		}
	}
	panic("demo: no procedure " + code)
}
