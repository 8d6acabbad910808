package rehearsal

import (
	"context"
	"fmt"
	"slices"
	"time"

	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/rehearsal"
	"cchc/domain/workflow"
	"cchc/store"
)

// together is how many dossiers are read at a time; after each such part the progress is told.
const together = 200

// Play does the job that Ask put: it may run again from the beginning at any time.
func (s Rehearsals) Play(ctx context.Context, payload string, now func() time.Time) error {
	var id workflow.ID
	var month rehearsal.Month
	if _, err := fmt.Sscanf(payload, "%d %s", &id, &month); err != nil {
		return fmt.Errorf("rehearsal %q: %w", payload, err)
	}
	asked, refs, err := s.wanted(ctx, id, month)
	if err != nil || asked == nil {
		return err
	}
	draft := refs.Workflow(id)
	ids, err := s.Store.Dossiers.Finished(ctx, versionsOf(refs, draft.Procedure), month.First().Start(), month.Next().First().Start())
	if err != nil {
		return err
	}
	play, err := rehearsal.New(refs, draft, asked.Mapping)
	if err != nil {
		return err
	}
	asked.Steps, asked.Total = rehearsal.Fingerprint(draft), len(ids)
	for part := range slices.Chunk(ids, together) {
		if err := s.add(ctx, refs, draft, play, part); err != nil {
			return err
		}
		asked.Done += len(part)
		if err := s.keep(ctx, asked); err != nil {
			return err
		}
	}
	if asked.Result, err = play.Result(); err != nil {
		return err
	}
	asked.Ended = now().UTC().Truncate(time.Second)
	return s.keep(ctx, asked)
}

// wanted is the row of a payload; nil when the draft, or the wish, is gone.
func (s Rehearsals) wanted(ctx context.Context, id workflow.ID, month rehearsal.Month) (*rehearsal.Asked, *store.Picture, error) {
	refs, err := s.Store.References.Now(ctx)
	if err != nil || refs.Workflow(id) == nil {
		return nil, nil, err
	}
	list, err := s.Of(ctx, id)
	i := slices.IndexFunc(list, func(a rehearsal.Asked) bool { return a.Month == month })
	if err != nil || i < 0 {
		return nil, nil, err
	}
	return &list[i], refs, nil
}

func versionsOf(refs *store.Picture, code string) (ids []procedure.ID) {
	for _, v := range refs.Procedures {
		if v.Code == code {
			ids = append(ids, v.ID)
		}
	}
	return ids
}

// add plays some dossiers: of a draft for one case, those of the case.
func (s Rehearsals) add(ctx context.Context, refs *store.Picture, draft *workflow.Version, play *rehearsal.Rehearsal, ids []int64) error {
	list, events, err := s.Store.Dossiers.Lives(ctx, ids)
	if err != nil {
		return err
	}
	for _, d := range list {
		if draft.Case != 0 && d.Case != draft.Case {
			continue
		}
		spans, err := dossier.Spans(events[d.ID])
		if err != nil {
			return err
		}
		play.Add(rehearsal.Past{Dossier: *d, Flow: refs.Workflow(d.Workflow), Spans: spans})
	}
	return nil
}
