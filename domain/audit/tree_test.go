package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

// shelf is stored tiles in memory.
type shelf map[[2]int64][]byte

func (s shelf) ReadTile(level int, index int64) ([]byte, error) {
	return s[[2]int64{int64(level), index}], nil
}

func (s shelf) put(tiles []Tile) {
	for _, t := range tiles {
		s[[2]int64{int64(t.Level), t.Index}] = t.Hashes
	}
}

func leafNo(i int64) Hash {
	return sha256.Sum256(binary.BigEndian.AppendUint64(nil, uint64(i)))
}

func leavesTo(n int64) []Hash {
	leaves := make([]Hash, n)
	for i := range leaves {
		leaves[i] = leafNo(int64(i))
	}
	return leaves
}

// reference grows a tree with tlog alone.
type reference struct{ hashes []tlog.Hash }

func (r *reference) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		out[i] = r.hashes[x]
	}
	return out, nil
}

func (r *reference) add(t testing.TB, n int64, leaf Hash) {
	t.Helper()
	more, err := tlog.StoredHashesForRecordHash(n, leaf, r)
	if err != nil {
		t.Fatal(err)
	}
	r.hashes = append(r.hashes, more...)
}

func (r *reference) tiles(t testing.TB, size int64) shelf {
	t.Helper()
	s := shelf{}
	for _, tile := range tlog.NewTiles(TileHeight, 0, size) {
		data, err := tlog.ReadTileData(tile, r)
		if err != nil {
			t.Fatal(err)
		}
		key := [2]int64{int64(tile.L), tile.N}
		if len(data) > len(s[key]) {
			s[key] = data
		}
	}
	return s
}

func TestRootAndTilesOfEverySizeAreThoseOfTlog(t *testing.T) {
	var tree Tree
	var ref reference
	stored := shelf{}
	for n := range int64(1000) {
		tree.Add(leafNo(n))
		ref.add(t, n, leafNo(n))
		stored.put(tree.Take())
		want, err := tlog.TreeHash(n+1, &ref)
		if err != nil {
			t.Fatal(err)
		}
		if tree.Root() != want {
			t.Fatalf("root of %d leaves: %v, tlog says %v", n+1, tree.Root(), want)
		}
		if !maps.EqualFunc(stored, ref.tiles(t, n+1), slices.Equal) {
			t.Fatalf("tiles of %d leaves are not those of tlog", n+1)
		}
	}
}

func TestRootOfNothingIsTheHashOfNothing(t *testing.T) {
	if got := new(Tree).Root(); got != sha256.Sum256(nil) {
		t.Errorf("got %v", got)
	}
}

func TestLargeTreesHaveTheTilesOfTlog(t *testing.T) {
	const size = 66_000 // beyond 256 × 256: a third level
	var tree Tree
	var ref reference
	for n := range int64(size) {
		tree.Add(leafNo(n))
		ref.add(t, n, leafNo(n))
	}
	stored := shelf{}
	stored.put(tree.Take())
	if !maps.EqualFunc(stored, ref.tiles(t, size), slices.Equal) {
		t.Fatal("tiles differ")
	}
	resumed, err := ResumeTree(size, tree.Root(), HashesIn(stored, size, tree.Root()))
	if err != nil {
		t.Fatal(err)
	}
	for n := range int64(600) {
		tree.Add(leafNo(n))
		resumed.Add(leafNo(n))
	}
	if tree.Root() != resumed.Root() {
		t.Error("a resumed tree grows differently")
	}
}

func TestAnyPartitionIntoBatchesGivesTheSameLog(t *testing.T) {
	signer := testSigner(t)
	leaves := leavesTo(3000)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, len(leaves)).Draw(t, "size")
		whole, parts := shelf{}, shelf{}
		all, err := NewSealer(signer).Seal(leaves[:size], noon)
		if err != nil {
			t.Fatal(err)
		}
		whole.put(all.Tiles)
		sealer, err := ResumeSealer(signer, Checkpoint{}, parts)
		if err != nil {
			t.Fatal(err)
		}
		for from := 0; from < size; {
			to := min(size, from+rapid.IntRange(1, 700).Draw(t, "batch"))
			batch, err := sealer.Seal(leaves[from:to], noon)
			if err != nil {
				t.Fatal(err)
			}
			if batch.First != int64(from) {
				t.Fatalf("batch begins at %d, not %d", batch.First, from)
			}
			parts.put(batch.Tiles)
			from = to
			if rapid.Bool().Draw(t, "resume") {
				if sealer, err = ResumeSealer(signer, sealer.Last(), parts); err != nil {
					t.Fatal(err)
				}
			}
		}
		if sealer.Last().Root != all.Checkpoint.Root || !maps.EqualFunc(whole, parts, slices.Equal) {
			t.Fatal("root or tiles depend on the batches")
		}
	})
}

var noon = time.Date(2026, 1, 8, 5, 0, 0, 0, time.UTC)

func testSigner(t testing.TB) *Signer {
	t.Helper()
	seed := sha256.Sum256([]byte("a key for tests"))
	signer, err := NewSigner("anson.example/cchc", seed[:])
	if err != nil {
		t.Fatal(err)
	}
	return signer
}
