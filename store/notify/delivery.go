package notify

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"cchc/domain/calendar"
	domain "cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/kit/secret"
	"cchc/store/book"
)

// Delivery hands messages to providers. For each step there are two transactions: one
// decides and writes the attempt down, one writes down how it ended; the provider is
// called between them. When the program dies in between, the attempt is found open, and
// the message counts as perhaps sent.
type Delivery struct {
	*Messages
	Lines   []*domain.Line // in the order of preference
	BaseURL string         // of the pages, for links in messages
	Pause   time.Duration  // after a first failure; 0 is half a minute
	Hurry   time.Duration  // divides the pauses between questions, for tests; 0 is 1
	Log     *slog.Logger

	pace pace
}

// turn is one step of one message.
type turn struct {
	m       message
	line    *domain.Line
	attempt attempt
	letter  domain.Letter
	ask     bool
}

// Step is the handler of jobs of the kind Deliver.
func (d *Delivery) Step(ctx context.Context, j *job.Leased) error {
	id, err := strconv.ParseInt(j.Payload, 10, 64)
	if err != nil {
		return fmt.Errorf("payload %q: %w", j.Payload, err)
	}
	var t *turn
	err = d.DB.Write(ctx, func(tx *db.Tx) error {
		t, err = d.begin(ctx, tx, domain.ID(id))
		if err != nil || t != nil {
			return err
		}
		return j.Finish(ctx, tx)
	})
	if err != nil || t == nil {
		return err
	}
	answer := t.call(ctx)
	d.Log.Info("message", "id", id, "provider", t.line.Name, "attempt", t.attempt.No, "asked", t.ask, "outcome", string(answer.Outcome))
	ctx = context.WithoutCancel(ctx) // what the provider said is kept even when the program stops
	return d.DB.Write(ctx, func(tx *db.Tx) error {
		if err := d.end(ctx, tx, t, answer); err != nil {
			return err
		}
		return j.Finish(ctx, tx)
	})
}

// longestCall is when a call is cut off, underway how long an attempt is left alone by
// everybody else: shorter than the lease after which it counts as abandoned.
const (
	longestCall = 45 * time.Second
	underway    = 50 * time.Second
)

func (t *turn) call(ctx context.Context) domain.Answer {
	ctx, cancel := context.WithTimeout(ctx, longestCall)
	defer cancel()
	if t.ask {
		return t.line.Provider.(domain.Asker).Ask(ctx, t.attempt)
	}
	return t.line.Provider.Send(ctx, t.letter)
}

// begin decides the next step. A nil turn means that no provider is to be called now.
func (d *Delivery) begin(ctx context.Context, tx *db.Tx, id domain.ID) (*turn, error) {
	m, err := load(ctx, tx, id)
	if refusal.KindOf(err) == refusal.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	now := book.Whole(d.Now())
	switch {
	case m.Next.IsZero() && m.State != domain.Sending, m.Next.After(now):
		return nil, nil // settled meanwhile, or another job comes for it
	case m.State == domain.Queued && now.After(m.Expires):
		m.End(domain.Expired, "Không gửi được trong thời hạn.", now)
		return nil, save(ctx, tx, &m)
	case m.State == domain.Queued:
		return d.send(ctx, tx, m, now)
	case m.State == domain.Sending:
		return nil, d.abandoned(ctx, tx, m, now)
	case m.State == domain.Unknown || m.State == domain.Sent:
		return d.question(ctx, tx, m)
	}
	return nil, nil
}

// abandoned takes over from a program that died, or was cut off, during a call. Two jobs may
// come for one message; the one that finds a call that may still be under way looks again
// later, lest a message that is just being taken is doubted.
func (d *Delivery) abandoned(ctx context.Context, tx *db.Tx, m message, now time.Time) error {
	list, err := attempts(ctx, tx, m.ID)
	if err != nil || len(list) == 0 {
		return err
	}
	last := list[len(list)-1]
	if over := last.Started.Add(underway); over.After(now) {
		return job.Put(ctx, tx, jobFor(&m, over))
	}
	last.Ended, last.Outcome, last.Says = now, domain.Unsure, "Chương trình dừng khi đang gửi; chưa rõ nơi gửi đã nhận hay chưa."
	if err := ended(ctx, tx, m.ID, last); err != nil {
		return err
	}
	line := d.line(last.Provider)
	m.Settle(domain.Answer{Outcome: domain.Unsure, Says: last.Says}, line != nil && line.Asks(), now, d.hurry())
	return d.keep(ctx, tx, &m)
}

func (d *Delivery) keep(ctx context.Context, tx *db.Tx, m *message) error {
	if err := save(ctx, tx, m); err != nil {
		return err
	}
	return later(ctx, tx, m)
}

// question prepares to ask a provider what became of a message.
func (d *Delivery) question(ctx context.Context, tx *db.Tx, m message) (*turn, error) {
	list, err := attempts(ctx, tx, m.ID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	t := &turn{m: m, attempt: list[len(list)-1], ask: true}
	if t.line = d.line(t.attempt.Provider); t.line == nil || !t.line.Asks() {
		m.Next = time.Time{}
		return nil, save(ctx, tx, &m)
	}
	t.m.Asked++
	return t, save(ctx, tx, &t.m)
}

// send decides by which provider, and writes the attempt down.
func (d *Delivery) send(ctx context.Context, tx *db.Tx, m message, now time.Time) (*turn, error) {
	c, err := d.context(ctx, tx, &m, now)
	if err != nil {
		return nil, err
	}
	step := c.Next()
	if step.Via != nil {
		if at := d.pace.take(step.Via, now); at.After(now) {
			step = domain.Step{Wait: at, Says: "Chờ đến lượt: nơi gửi nhận có hạn mỗi phút."}
		}
	}
	switch {
	case step.Over != "":
		m.End(step.Over, step.Says, now)
		return nil, save(ctx, tx, &m)
	case step.Via == nil:
		m.Next, m.Says = ceil(step.Wait), step.Says
		return nil, d.keep(ctx, tx, &m)
	}
	return d.attempt(ctx, tx, m, c, step)
}

// attempt writes the words and the attempt down, before the provider is called.
func (d *Delivery) attempt(ctx context.Context, tx *db.Tx, m message, c *pending, step domain.Step) (*turn, error) {
	token, stop := "", ""
	if step.Via.Channel == domain.Email && m.Dossier != 0 {
		token = secret.Token()
		stop = secret.Digest(token)
	}
	words, facts := d.write(&m, c, step.Via.Channel, token)
	if err := written(ctx, tx, &m, stop); err != nil {
		return nil, err
	}
	a := attempt{No: c.made + 1, Request: cmp.Or(step.Request, rand.Text()), Provider: step.Via.Name, Channel: step.Via.Channel, Started: c.Now}
	if err := begun(ctx, tx, m.ID, a); err != nil {
		return nil, err
	}
	m.State, m.Provider, m.Next, m.Says = domain.Sending, step.Via.Name, time.Time{}, ""
	letter := domain.Letter{Text: m.Text, Request: a.Request, Params: words.Params(facts), At: c.Now}
	return &turn{m: m, line: step.Via, attempt: a, letter: letter}, save(ctx, tx, &m)
}

// ceil is the whole second at which, or after which, an instant is over.
func ceil(at time.Time) time.Time {
	if whole := book.Whole(at); whole.Before(at) {
		return whole.Add(time.Second)
	}
	return book.Whole(at)
}

func (d *Delivery) line(name string) *domain.Line {
	for _, l := range d.Lines {
		if l.Name == name {
			return l
		}
	}
	return nil
}

func (d *Delivery) hurry() time.Duration { return max(d.Hurry, 1) }

// today is the local day by the delivery's clock.
func (d *Delivery) today() calendar.Day { return calendar.DayOf(d.Now()) }
