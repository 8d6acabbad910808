package audit

import (
	"cmp"
	"errors"
	"iter"
	"maps"
	"slices"
)

// RollCall brings leaves into the order of the log. They are recomputed subject by
// subject, while Verify wants them by position, and twenty million do not fit in
// memory: so a leaf that its stored tile has as well is only ticked off, one bit,
// and only the others are held.
type RollCall struct {
	tiles   Tiles
	cache   map[int64][]byte
	present map[int64]*page
	differs map[int64]Hash // held: not what the tile has
	again   []Leaf         // held: the position was taken
}

// page has a bit for each of 65,536 positions. Pages are made where leaves claim to
// be, so that an absurd position costs one page.
type page [pageBits / 64]uint64

const (
	pageBits   = 1 << 16
	cacheTiles = 2048 // 16 MB; a subject's events lie in few tiles, near the last subject's
)

// NewRollCall compares with these tiles; the same must be given to Verify.
func NewRollCall(tiles Tiles) *RollCall {
	return &RollCall{
		tiles:   tiles,
		cache:   map[int64][]byte{},
		present: map[int64]*page{},
		differs: map[int64]Hash{},
	}
}

// Answer takes the next leaf, in any order. It tells whether the stored log has the
// same at its position and nobody else answered for it; when not, Verify will say which of the two is wrong. The
// error is about reading.
func (r *RollCall) Answer(leaf Leaf) (same bool, err error) {
	stored, ok, err := r.stored(leaf.Index)
	if err != nil {
		return false, err
	}
	same = ok && stored == leaf.Hash
	if leaf.Index < 0 || !r.tick(leaf.Index) {
		r.repeat(leaf, same)
		return false, nil
	}
	if !same {
		r.differs[leaf.Index] = leaf.Hash
	}
	return same, nil
}

// tick marks a position as taken, false when it was.
func (r *RollCall) tick(index int64) bool {
	p := r.present[index/pageBits]
	if p == nil {
		p = new(page)
		r.present[index/pageBits] = p
	}
	if p.has(index % pageBits) {
		return false
	}
	p[index%pageBits/64] |= 1 << (index % 64)
	return true
}

// repeat holds the second leaf at a position, or the first when the second is the
// one that was sealed.
func (r *RollCall) repeat(leaf Leaf, same bool) {
	if first, differs := r.differs[leaf.Index]; differs && same {
		delete(r.differs, leaf.Index)
		leaf.Hash = first
	}
	r.again = append(r.again, leaf)
}

func (p *page) has(bit int64) bool { return p[bit/64]>>(bit%64)&1 == 1 }

// stored is the leaf that the tiles have at a position, false when they have none.
func (r *RollCall) stored(index int64) (Hash, bool, error) {
	if index < 0 {
		return Hash{}, false, nil
	}
	hashes, ok := r.cache[index/tileWidth]
	if !ok {
		var err error
		if hashes, err = r.tiles.ReadTile(0, index/tileWidth); err != nil {
			return Hash{}, false, err
		}
		if len(r.cache) >= cacheTiles {
			clear(r.cache)
		}
		r.cache[index/tileWidth] = hashes
	}
	tile := Tile{Hashes: hashes}
	within := int(index % tileWidth)
	if within >= tile.Width() {
		return Hash{}, false, nil
	}
	return tile.hash(within), true, nil
}

// Leaves is every leaf that answered, by position, for Stored.
func (r *RollCall) Leaves() iter.Seq2[Leaf, error] {
	return func(yield func(Leaf, error) bool) {
		again := slices.SortedFunc(slices.Values(r.again), func(a, b Leaf) int { return cmp.Compare(a.Index, b.Index) })
		for index := range r.positions {
			for ; len(again) > 0 && again[0].Index < index; again = again[1:] {
				if !yield(again[0], nil) {
					return
				}
			}
			if !yield(r.leaf(index)) {
				return
			}
		}
		for _, leaf := range again {
			if !yield(leaf, nil) {
				return
			}
		}
	}
}

// positions goes through those taken, in ascending order.
func (r *RollCall) positions(yield func(int64) bool) {
	for _, number := range slices.Sorted(maps.Keys(r.present)) {
		p, first := r.present[number], number*pageBits
		for i := range int64(pageBits) {
			if p.has(i) && !yield(first+i) {
				return
			}
		}
	}
}

func (r *RollCall) leaf(index int64) (Leaf, error) {
	if hash, ok := r.differs[index]; ok {
		return Leaf{index, hash}, nil
	}
	hash, ok, err := r.stored(index)
	if err == nil && !ok {
		err = errors.New("audit: a tile changed while the log was verified")
	}
	return Leaf{index, hash}, err
}
