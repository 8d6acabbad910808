package audit

import (
	"bytes"
	"cmp"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// place is where a tile belongs.
type place struct {
	level int
	index int64
}

func (t Tile) place() place { return place{t.Level, t.Index} }

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.level, q.level), cmp.Compare(p.index, q.index))
}

// fromTiles is leaf i as the stored tiles of level 0 have it.
func (c *check) fromTiles(i int64) (Hash, bool) {
	within := int(i % tileWidth)
	if within == 0 {
		c.base, c.short = c.seek(place{0, i / tileWidth})
	}
	if within < c.base.Width() {
		return c.base.hash(within), true
	}
	if !c.short {
		c.out.add(TileChanged, 0, c.base.Index)
		c.short = true
	}
	return Hash{}, false
}

// seek goes on to the stored tile at p. A tile that is missing or no row of hashes
// is found and comes back empty, so that nothing is said about it twice.
func (c *check) seek(p place) (tile Tile, wanting bool) {
	empty := Tile{Level: p.level, Index: p.index}
	for ; c.tiles.ok && c.tiles.row.place().compare(p) < 0; c.tiles.next() {
		c.out.add(TileExtra, c.tiles.row.Level, c.tiles.row.Index)
	}
	if !c.tiles.ok || c.tiles.row.place() != p {
		if c.tiles.err == nil {
			c.out.add(TileMissing, p.level, p.index)
		}
		return empty, true
	}
	tile = c.tiles.row
	c.tiles.next()
	if len(tile.Hashes)%tlog.HashSize != 0 || tile.Width() == 0 || tile.Width() > tileWidth {
		c.out.add(TileChanged, p.level, p.index)
		return empty, true
	}
	return tile, false
}

// finishBase looks for hashes and tiles of level 0 beyond the last leaf.
func (c *check) finishBase() {
	if wanted := c.tree.Size() - c.base.Index*tileWidth; int64(c.base.Width()) > wanted {
		c.out.add(TileChanged, 0, c.base.Index)
	}
	for ; c.tiles.ok && c.tiles.row.Level <= 0; c.tiles.next() {
		c.out.add(TileExtra, c.tiles.row.Level, c.tiles.row.Index)
	}
}

// keepUpper moves the tiles that a checkpoint has confirmed out of the tree. When
// lost, those of the other tree are kept too: a stored tile may follow either.
func (c *check) keepUpper() {
	c.upper = append(c.upper, c.tree.full...)
	c.tree.full = nil
	if c.other != nil {
		c.keepOther(c.other.full)
		c.other.full = nil
	}
}

func (c *check) keepOther(tiles []Tile) {
	if c.upperOther == nil {
		c.upperOther = map[place]Tile{}
	}
	for _, t := range tiles {
		c.upperOther[t.place()] = t
	}
}

// finishUpper compares the tiles above level 0 with those recomputed.
func (c *check) finishUpper() {
	wanted := append(c.upper, c.tree.Take()...)
	slices.SortFunc(wanted, func(s, t Tile) int { return s.place().compare(t.place()) })
	if c.other != nil {
		c.keepOther(c.other.Take())
	}
	for _, want := range wanted {
		got, wanting := c.seek(want.place())
		if !wanting && !c.follows(got, want) {
			c.out.add(TileChanged, want.Level, want.Index)
		}
	}
	for ; c.tiles.ok; c.tiles.next() {
		c.out.add(TileExtra, c.tiles.row.Level, c.tiles.row.Index)
	}
}

// follows tells whether each hash is as the events or as the stored leaves make it.
func (c *check) follows(got, want Tile) bool {
	other, both := c.upperOther[want.place()]
	if !both {
		return bytes.Equal(got.Hashes, want.Hashes)
	}
	if got.Width() != want.Width() {
		return false
	}
	for i := range got.Width() {
		if h := got.hash(i); h != want.hash(i) && h != other.hash(i) {
			return false
		}
	}
	return true
}
