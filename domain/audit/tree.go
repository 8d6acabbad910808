package audit

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// TileHeight is how many levels of the tree one level of tiles covers.
const TileHeight = 8

const (
	tileWidth = 1 << TileHeight
	tileRows  = 64 / TileHeight // levels of tiles that a size of 63 bits can need
)

// Tile is a stored piece of the log's tree. Level 0 holds leaves; a hash of level
// l+1 is the root of a full tile of level l. One row per level and index: while the
// tile at the right edge grows, its row is replaced by a wider one that begins the same.
type Tile struct {
	Level  int
	Index  int64
	Hashes []byte // 1 to 256 hashes of 32 bytes
}

// Width is the number of hashes.
func (t Tile) Width() int { return len(t.Hashes) / tlog.HashSize }

func (t Tile) hash(i int) Hash { return Hash(t.Hashes[i*tlog.HashSize:]) }

// Tree is a tree of RFC 6962 that grows leaf by leaf. It holds only its right edge,
// so its memory does not grow with it. The zero Tree is empty and ready.
type Tree struct {
	size   int64
	edge   [64]Hash         // by height: the full subtree there, where size has that bit
	open   [tileRows][]byte // by level: the tile that is not full yet
	fresh  [tileRows]bool   // open has hashes that Take has not handed out
	full   []Tile           // became full since the last Take
	noBase bool             // no tiles of level 0: the verifier has them already
}

// Size is the number of leaves.
func (t *Tree) Size() int64 { return t.size }

// Add appends a leaf.
func (t *Tree) Add(leaf Hash) {
	if !t.noBase {
		t.put(0, leaf)
	}
	height := 0
	for t.size>>height&1 == 1 {
		leaf = tlog.NodeHash(t.edge[height], leaf)
		height++
		if height%TileHeight == 0 {
			t.put(height/TileHeight, leaf)
		}
	}
	t.edge[height] = leaf
	t.size++
}

func (t *Tree) put(level int, h Hash) {
	tile := append(t.open[level], h[:]...)
	if len(tile) < tileWidth*tlog.HashSize {
		t.open[level], t.fresh[level] = tile, true
		return
	}
	last := (t.size+1)>>(TileHeight*level) - 1
	t.full = append(t.full, Tile{level, last / tileWidth, tile})
	t.open[level], t.fresh[level] = nil, false
}

// Root is the tree hash, for an empty tree the SHA-256 of nothing.
func (t *Tree) Root() Hash {
	root, _ := tlog.TreeHash(0, nil)
	for height, first := 0, true; t.size>>height != 0; height++ {
		switch {
		case t.size>>height&1 == 0:
		case first:
			root, first = t.edge[height], false
		default:
			root = tlog.NodeHash(t.edge[height], root)
		}
	}
	return root
}

// Take hands out the tiles that are new or wider since the last Take: those to store.
func (t *Tree) Take() []Tile {
	tiles := t.full
	t.full = nil
	for level, hashes := range t.open {
		if t.fresh[level] {
			index := t.size >> (TileHeight * level) / tileWidth
			tiles = append(tiles, Tile{level, index, slices.Clone(hashes)})
			t.fresh[level] = false
		}
	}
	return tiles
}

func (t *Tree) clone() *Tree {
	c := *t
	c.full = slices.Clone(t.full)
	for level := range t.open {
		c.open[level] = slices.Clone(t.open[level])
	}
	return &c
}

// Hashes reads nodes of the tree by tlog.StoredHashIndex.
type Hashes = tlog.HashReader

// ResumeTree reads back the right edge of a tree. It fails when the hashes stored
// do not give the root: then something was changed, and nothing may grow on it.
func ResumeTree(size int64, root Hash, stored Hashes) (*Tree, error) {
	t := &Tree{size: size}
	if size > 0 {
		if err := t.readEdge(stored); err != nil {
			return nil, fmt.Errorf("audit: log of %d leaves: %w", size, err)
		}
	}
	if t.Root() != root {
		return nil, fmt.Errorf("audit: the stored hashes of %d leaves do not give the root %v", size, root)
	}
	return t, nil
}

func (t *Tree) readEdge(stored Hashes) error {
	var want []int64
	for height := 0; t.size>>height != 0; height++ {
		if t.size>>height&1 == 1 {
			want = append(want, tlog.StoredHashIndex(height, t.size>>height-1))
		}
	}
	corners := len(want)
	for level := range t.open {
		count := t.size >> (TileHeight * level)
		for i := count / tileWidth * tileWidth; i < count; i++ {
			want = append(want, tlog.StoredHashIndex(TileHeight*level, i))
		}
	}
	hashes, err := stored.ReadHashes(want)
	if err != nil {
		return err
	}
	for i, index := range want {
		height, _ := tlog.SplitStoredHashIndex(index)
		if i < corners {
			t.edge[height] = hashes[i]
		} else {
			level := height / TileHeight
			t.open[level] = append(t.open[level], hashes[i][:]...)
		}
	}
	return nil
}
