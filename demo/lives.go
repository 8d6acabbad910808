package demo

import (
	"context"
	"iter"
	"slices"

	"cchc/store"
)

const (
	together = 256 // lives played by one goroutine at a time
	ahead    = 3   // portions played before they are wanted
)

type portion struct {
	lives []store.Life
	err   error
}

// lives plays scripts side by side and yields them in their order. told hears of each.
func (w *writer) lives(ctx context.Context, refs *store.Picture, list []sketch, told func(int)) iter.Seq2[store.Life, error] {
	return func(yield func(store.Life, error) bool) {
		queue, stop := make(chan chan portion, ahead), make(chan struct{})
		defer close(stop)
		go func() {
			defer close(queue)
			for part := range slices.Chunk(list, together) {
				out := make(chan portion, 1)
				select {
				case queue <- out:
				case <-stop:
					return
				}
				go func() { out <- w.play(refs, part) }()
			}
		}()
		for out := range queue {
			done := <-out
			if err := ctx.Err(); err != nil { // a write once begun is not cut short by itself
				yield(store.Life{}, err)
				return
			}
			for _, life := range done.lives {
				if !yield(life, nil) {
					return
				}
			}
			if done.err != nil {
				yield(store.Life{}, done.err)
				return
			}
			told(len(done.lives))
		}
	}
}

func (w *writer) play(refs *store.Picture, part []sketch) (p portion) {
	p.lives = make([]store.Life, 0, len(part))
	for i := range part {
		life, err := store.Live(refs, w.script(&part[i]))
		if err != nil {
			p.err = err
			return p
		}
		p.lives = append(p.lives, life)
	}
	return p
}
