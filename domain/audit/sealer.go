package audit

import (
	"errors"
	"time"
)

// Sealer appends batches of leaves to the log and signs what comes out. When a batch
// could not be saved, throw the sealer away and Resume from what is stored.
type Sealer struct {
	signer *Signer
	tree   *Tree
	last   Checkpoint
}

// NewSealer begins an empty log.
func NewSealer(signer *Signer) *Sealer {
	return &Sealer{signer: signer, tree: &Tree{}}
}

// ResumeSealer goes on after the last checkpoint, zero when there is none. It fails when the tiles at the
// log's right edge no longer lead to the checkpoint's root.
func ResumeSealer(signer *Signer, last Checkpoint, stored Tiles) (*Sealer, error) {
	if last == (Checkpoint{}) {
		return NewSealer(signer), nil
	}
	tree, err := ResumeTree(last.Size, last.Root, HashesIn(stored, last.Size, last.Root))
	if err != nil {
		return nil, err
	}
	return &Sealer{signer, tree, last}, nil
}

// Batch is what one sealing has to save, all in one commit.
type Batch struct {
	First      int64 // the leaves' positions are First, First+1, …
	Tiles      []Tile
	Checkpoint Checkpoint
	Text       []byte // the checkpoint, signed
}

// Seal appends the leaves in their order, at least one.
func (s *Sealer) Seal(leaves []Hash, at time.Time) (Batch, error) {
	if len(leaves) == 0 {
		return Batch{}, errors.New("audit: nothing to seal")
	}
	first := s.tree.Size()
	for _, leaf := range leaves {
		s.tree.Add(leaf)
	}
	next := Checkpoint{s.last.Number + 1, s.tree.Size(), s.tree.Root(), at.UTC().Truncate(time.Second)}
	text, err := s.signer.Sign(next)
	if err != nil {
		return Batch{}, err
	}
	s.last = next
	return Batch{first, s.tree.Take(), next, text}, nil
}

// Last is the checkpoint of the last batch, zero when there was none.
func (s *Sealer) Last() Checkpoint { return s.last }
