package demo

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/kit/job"
	"cchc/store"
	"cchc/store/notify"
	"cchc/store/review"
)

// postman is a mail server of the demo: it takes everything but one address, and sends
// nothing anywhere.
type postman struct{}

func (postman) Send(_ context.Context, l domain.Letter) domain.Answer {
	if strings.Contains(l.Address, "5@") {
		return domain.Answer{Outcome: domain.Rejected, Says: "Không có hộp thư này."}
	}
	return domain.Answer{Outcome: domain.Arrived, Says: "Đã vào hộp thư."}
}

// patience is how long the jobs of the morning may take.
const patience = time.Minute

// post has the messages of the morning delivered and the map drawn; what is done after it
// waits in the queue.
func (t *town) post() error {
	if err := t.jobs(); err != nil {
		return err
	}
	for _, i := range []int{0, 6} {
		if _, err := t.house.Dossiers.Do(t.ctx, t.received[i].ID, dossier.RequestSupplement{Missing: pick(t.r, missingPapers)}, store.Moment(t.by(official))); err != nil {
			return err
		}
	}
	return nil
}

// jobs does what waits in the queue, until nothing does.
func (t *town) jobs() error {
	now := t.clock
	at := func() time.Time { return now }
	quiet := slog.New(slog.DiscardHandler)
	delivery := &notify.Delivery{
		Messages: t.letters, Log: quiet, BaseURL: "https://motcua.anson.example",
		Lines: []*domain.Line{{Name: "thu-ban-mau", Channel: domain.Email, About: "bản mẫu, không gửi đi đâu", Provider: postman{}}},
	}
	reviews := review.Open(t.house)
	worker := &job.Worker{DB: t.house.DB, Log: quiet, Clock: at, Lease: patience, Poll: 20 * time.Millisecond, Handlers: map[string]job.Handler{
		notify.Deliver: delivery.Step,
		review.DrawMap: func(ctx context.Context, j *job.Leased) error { return reviews.Draw(ctx, j.Payload, at) },
	}}
	ctx, stop := context.WithTimeout(t.ctx, patience)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- worker.Run(ctx) }()
	for ctx.Err() == nil {
		waits, err := t.waits(reviews)
		if err != nil || !waits {
			stop()
		}
		time.Sleep(10 * time.Millisecond)
	}
	return <-ended
}

// waits reports whether a message or a map is on its way.
func (t *town) waits(reviews review.Reviews) (bool, error) {
	list, err := t.letters.Backlog(t.ctx)
	for _, b := range list {
		if b.State == domain.Queued || b.State == domain.Sending {
			return true, err
		}
	}
	if err != nil {
		return false, err
	}
	maps, err := reviews.Maps(t.ctx, 1)
	return len(maps) > 0 && maps[0].Done.IsZero() && maps[0].Failure == "", err
}
