package audit

import (
	"errors"
	"iter"
)

// Leaf is a sealed event as a leaf: its position and the Leaf of its Head.
type Leaf struct {
	Index int64
	Hash  Hash
}

// SignedCheckpoint is a stored checkpoint and the size under which it is filed.
type SignedCheckpoint struct {
	Size int64
	Text []byte
}

// Stored is the log as it lies there. All three are read side by side, once, and
// never held: a log of twenty million leaves needs a few megabytes.
type Stored struct {
	Leaves      iter.Seq2[Leaf, error]             // recomputed from the events, by Index; see RollCall
	Tiles       iter.Seq2[Tile, error]             // by Level, then Index
	Checkpoints iter.Seq2[SignedCheckpoint, error] // by Size
	Held        []Checkpoint                       // checkpoints kept elsewhere: only they show a log cut short
}

// Verify recomputes the log from its leaves, compares it with what is stored and
// names what differs. It returns the last checkpoint that is signed well. The error
// is about reading only; a log that was tampered with is findings, not an error.
func Verify(v *Verifier, s Stored, found func(Finding)) (Checkpoint, error) {
	c := &check{
		verifier: v,
		out:      findings{found: found},
		leaves:   newCursor(s.Leaves),
		tiles:    newCursor(s.Tiles),
		points:   newCursor(s.Checkpoints),
		held:     s.Held,
		tree:     &Tree{noBase: true},
	}
	defer c.leaves.stop()
	defer c.tiles.stop()
	defer c.points.stop()
	c.run()
	c.out.flush()
	return c.last, c.err()
}

// check is one run of Verify. When an event and the stored tile disagree about a
// leaf, two trees are grown: tree believes the events, other the tiles. The next
// checkpoint says which is right, and that one goes on alone.
type check struct {
	verifier *Verifier
	out      findings
	leaves   *cursor[Leaf]
	tiles    *cursor[Tile]
	points   *cursor[SignedCheckpoint]
	held     []Checkpoint
	last     Checkpoint
	forged   int64 // checkpoints refused since last

	base  Tile // the tile of level 0 that holds the next leaf
	short bool // base was found wanting
	tree  *Tree
	other *Tree
	apart []int64 // leaves over which they disagree, since last
	lost  bool    // a checkpoint fitted neither tree: from then on none can

	upper      []Tile         // full tiles above level 0, as they should be
	upperOther map[place]Tile // when lost: as the stored leaves make them
}

func (c *check) run() {
	for ; c.points.ok && c.err() == nil; c.points.next() {
		point, ok := c.open(c.points.row)
		if !ok {
			c.out.add(CheckpointForged, 0, c.points.row.Size)
			c.forged++
			continue
		}
		for n := c.last.Number + c.forged + 1; n < point.Number; n++ {
			c.out.add(CheckpointMissing, 0, n)
		}
		for c.tree.Size() < point.Size && c.err() == nil {
			c.step(c.tree.Size())
		}
		if c.err() == nil { // half a reading proves nothing
			c.arrive(point)
		}
	}
	if c.err() == nil {
		c.finish()
	}
}

func (c *check) err() error { return errors.Join(c.leaves.err, c.tiles.err, c.points.err) }

// open refuses what is not signed well, is filed under another size, or does not
// come after the last one.
func (c *check) open(row SignedCheckpoint) (Checkpoint, bool) {
	point, err := c.verifier.Open(row.Text)
	ok := err == nil && point.Size == row.Size && point.Size > c.last.Size && point.Number > c.last.Number
	return point, ok
}

// step reads leaf i twice, from the events and from the tiles. What one of them
// lacks is taken from the other, and the next checkpoint judges it.
func (c *check) step(i int64) {
	event, haveEvent := c.fromEvents(i)
	tile, haveTile := c.fromTiles(i)
	if !haveEvent {
		event = tile
	}
	if !haveTile {
		tile = event
	}
	if event != tile {
		c.apart = append(c.apart, i)
		if c.other == nil {
			c.other = c.tree.clone()
		}
	}
	c.tree.Add(event)
	if c.other != nil {
		c.other.Add(tile)
	}
}

func (c *check) fromEvents(i int64) (Hash, bool) {
	for ; c.leaves.ok && c.leaves.row.Index < i; c.leaves.next() {
		c.out.add(LeafExtra, 0, c.leaves.row.Index)
	}
	if !c.leaves.ok || c.leaves.row.Index > i {
		if c.leaves.err == nil {
			c.out.add(LeafMissing, 0, i)
		}
		return Hash{}, false
	}
	h := c.leaves.row.Hash
	c.leaves.next()
	return h, true
}

// arrive compares the tree with a checkpoint and settles what was apart.
func (c *check) arrive(point Checkpoint) {
	for _, h := range c.held {
		if h.Number == point.Number && (h.Size != point.Size || h.Root != point.Root) {
			c.out.add(CheckpointBroken, 0, point.Size)
		}
	}
	switch {
	case c.tree.Root() == point.Root:
		c.settle(TileChanged)
		c.other = nil
	case c.other != nil && c.other.Root() == point.Root:
		c.settle(LeafChanged)
		c.tree, c.other = c.other, nil
	default:
		c.settle(LeafUnclear)
		if !c.lost {
			c.out.add(CheckpointBroken, 0, point.Size)
		}
		c.lost = true
	}
	c.keepUpper()
	c.last, c.forged = point, 0
}

func (c *check) settle(what What) {
	for _, leaf := range c.apart {
		if what == TileChanged {
			leaf /= tileWidth
		}
		c.out.add(what, 0, leaf)
	}
	c.apart = c.apart[:0]
}

// finish looks at what lies beyond the last checkpoint, and at the upper tiles.
func (c *check) finish() {
	for ; c.leaves.ok; c.leaves.next() {
		c.out.add(LeafExtra, 0, c.leaves.row.Index)
	}
	for _, h := range c.held {
		if h.Number > c.last.Number {
			c.out.add(CheckpointMissing, 0, h.Number)
		}
	}
	c.finishBase()
	c.finishUpper()
}
