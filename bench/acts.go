package bench

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store"
)

// atOnce is how many people act at the same time.
const atOnce = 64

// Acts measures receipts and completed steps per second, with 64 people at once and full
// durability, beside a bare loop that writes the same rows with the same statements and
// the same grouping: up to 64 to a COMMIT on SQLite, one each on PostgreSQL, there from
// as many connections.
func (b *Bench) Acts(ctx context.Context, e db.Engine) ([]Line, error) {
	ours, err := b.database(ctx, e)
	if err != nil {
		return nil, err
	}
	s, err := furnished(ctx, ours)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	office := &office{s: s}
	if err := office.receive(ctx, 2*atOnce); err != nil { // warm, and the sample of the floor
		return nil, err
	}
	if err := office.complete(ctx, atOnce); err != nil {
		return nil, err
	}
	floor, err := b.newFloor(ctx, e, s)
	if err != nil {
		return nil, err
	}
	defer floor.close()
	return b.compareActs(ctx, office, floor)
}

func (b *Bench) compareActs(ctx context.Context, o *office, f *floor) ([]Line, error) {
	var lines []Line
	for _, act := range []struct {
		name        string
		ours, floor func(context.Context, int) error
		prepare     func(int)
	}{
		{"tiếp nhận", o.receive, f.receive, f.planReceipts},
		{"chuyển bước", o.complete, f.complete, f.planSteps},
	} {
		before := o.s.DB.Stats()
		ours, floor, err := b.alternate(
			turn{work: func() error { return act.ours(ctx, b.Each) }},
			turn{prepare: func() { act.prepare(b.Each) }, work: func() error { return act.floor(ctx, b.Each) }})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", act.name, err)
		}
		after := o.s.DB.Stats()
		line := Line{Name: act.name, Engine: string(o.s.DB.Engine), Unit: "act/s", Ours: perSecond(b.Each, ours), Floor: perSecond(b.Each, floor)}
		line.Note = fmt.Sprintf("%d việc một COMMIT", (after.Writes-before.Writes)/max(after.Commits-before.Commits, 1))
		lines = append(lines, line.atLeast(500))
	}
	return lines, nil
}

func perSecond(n int, took int64) int64 { return int64(n) * 1e9 / max(took, 1) }

// office is the program under measurement: 64 people at its doors.
type office struct {
	s        *store.Store
	mu       sync.Mutex
	received []dossier.ID
	taken    int // receipts so far
	stepped  int // of received, how many had their first step completed
}

// receive takes n dossiers in.
func (o *office) receive(ctx context.Context, n int) error {
	first := o.taken
	o.taken += n
	return people(n, func(i int) error {
		i += first
		act, person := receiptOf(i)
		d, err := o.s.Dossiers.Receive(ctx, act, person, momentOf(i, fmt.Sprintf("r%d", i)))
		o.mu.Lock()
		o.received = append(o.received, d.ID)
		o.mu.Unlock()
		return err
	})
}

// complete completes the first step of n dossiers that were received before.
func (o *office) complete(ctx context.Context, n int) error {
	first := o.stepped
	o.stepped += n
	return people(n, func(i int) error {
		i += first
		_, err := o.s.Dossiers.Do(ctx, o.received[i], dossier.CompleteStep{Opinion: "đủ điều kiện"}, momentOf(i, fmt.Sprintf("c%d", i)))
		return err
	})
}

// people lets 64 at once do n acts.
func people(n int, act func(i int) error) error { return crowd(atOnce, n, act) }

func crowd(size, n int, act func(i int) error) error {
	var next atomic.Int64
	var group errgroup.Group
	for range size {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := act(i); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}
