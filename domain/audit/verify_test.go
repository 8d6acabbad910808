package audit

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// lying is a stored log that a test may tamper with before it is verified.
type lying struct {
	leaves []Leaf
	tiles  []Tile
	points []SignedCheckpoint
	held   []Checkpoint
}

func (g *grown) lie() *lying {
	l := &lying{}
	for i, h := range g.leaves {
		l.leaves = append(l.leaves, Leaf{int64(i), h})
	}
	for at, hashes := range g.tiles {
		l.tiles = append(l.tiles, Tile{int(at[0]), at[1], bytes.Clone(hashes)})
	}
	for i, p := range g.points {
		l.points = append(l.points, SignedCheckpoint{p.Size, bytes.Clone(g.texts[i])})
	}
	return l
}

func rows[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range list {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// findings reads the log in the order in which a database would give it.
func (l *lying) findings(t testing.TB, signer *Signer) []Finding {
	t.Helper()
	slices.SortStableFunc(l.leaves, func(a, b Leaf) int { return cmp.Compare(a.Index, b.Index) })
	slices.SortStableFunc(l.tiles, func(a, b Tile) int { return a.place().compare(b.place()) })
	slices.SortStableFunc(l.points, func(a, b SignedCheckpoint) int { return cmp.Compare(a.Size, b.Size) })
	var all []Finding
	stored := Stored{rows(l.leaves), rows(l.tiles), rows(l.points), l.held}
	if _, err := Verify(signer.Verifier(), stored, func(f Finding) { all = append(all, f) }); err != nil {
		t.Fatal(err)
	}
	return all
}

// drawLog has a few batches, small and large, up to three levels of tiles high.
func drawLog(t *rapid.T, tb testing.TB, signer *Signer) *grown {
	sizes := rapid.SliceOfN(rapid.OneOf(rapid.IntRange(1, 5), rapid.IntRange(1, 700), rapid.Just(256)), 1, 6)
	return grow(tb, signer, sizes.Draw(t, "batches")...)
}

func TestAnUntouchedLogVerifies(t *testing.T) {
	signer := testSigner(t)
	rapid.Check(t, func(rt *rapid.T) {
		g := drawLog(rt, t, signer)
		l := g.lie()
		l.held = g.points
		if found := l.findings(t, signer); found != nil {
			rt.Fatalf("found %v", found)
		}
	})
	large := grow(t, signer, 60_000, 5_536, 464).lie()
	if found := large.findings(t, signer); found != nil {
		t.Fatalf("found %v", found)
	}
	if found := new(lying).findings(t, signer); found != nil {
		t.Fatalf("in an empty log: %v", found)
	}
}

// tamper does one thing to the log and says what must be found: that and no more.
type tamper func(t *rapid.T, g *grown, l *lying) Finding

var tampers = map[string]tamper{
	"an event is altered": func(t *rapid.T, _ *grown, l *lying) Finding {
		i := pick(t, l.leaves)
		flip(t, l.leaves[i].Hash[:])
		return Finding{LeafChanged, 0, int64(i), int64(i)}
	},
	"an event is removed": func(t *rapid.T, _ *grown, l *lying) Finding {
		i := pick(t, l.leaves)
		l.leaves = slices.Delete(l.leaves, i, i+1)
		return Finding{LeafMissing, 0, int64(i), int64(i)}
	},
	"an event claims a position that is taken": func(t *rapid.T, _ *grown, l *lying) Finding {
		i := int64(pick(t, l.leaves))
		l.leaves = append(l.leaves, Leaf{i, leafNo(-1)})
		return Finding{LeafExtra, 0, i, i}
	},
	"an event claims a position beyond the end": func(t *rapid.T, _ *grown, l *lying) Finding {
		i := int64(len(l.leaves)) + rapid.Int64Range(0, 300).Draw(t, "beyond")
		l.leaves = append(l.leaves, Leaf{i, leafNo(-1)})
		return Finding{LeafExtra, 0, i, i}
	},
	"a tile is altered": func(t *rapid.T, _ *grown, l *lying) Finding {
		tile := &l.tiles[pick(t, l.tiles)]
		flip(t, tile.Hashes)
		return Finding{TileChanged, tile.Level, tile.Index, tile.Index}
	},
	"a tile is cut": func(t *rapid.T, _ *grown, l *lying) Finding {
		tile := &l.tiles[pick(t, l.tiles)]
		tile.Hashes = tile.Hashes[:rapid.IntRange(0, len(tile.Hashes)-1).Draw(t, "cut")]
		return Finding{TileChanged, tile.Level, tile.Index, tile.Index}
	},
	"a tile is lengthened": func(t *rapid.T, _ *grown, l *lying) Finding {
		tile := &l.tiles[pick(t, l.tiles)]
		tile.Hashes = append(tile.Hashes, make([]byte, rapid.SampledFrom([]int{1, 32, 64, 9000}).Draw(t, "more"))...)
		return Finding{TileChanged, tile.Level, tile.Index, tile.Index}
	},
	"a tile is removed": func(t *rapid.T, _ *grown, l *lying) Finding {
		i := pick(t, l.tiles)
		tile := l.tiles[i]
		l.tiles = slices.Delete(l.tiles, i, i+1)
		return Finding{TileMissing, tile.Level, tile.Index, tile.Index}
	},
	"a tile is put in": func(t *rapid.T, _ *grown, l *lying) Finding {
		level := rapid.IntRange(-1, 9).Draw(t, "level")
		index := rapid.Int64Range(1000, 1<<60).Draw(t, "index") * rapid.SampledFrom([]int64{-1, 1}).Draw(t, "side")
		l.tiles = append(l.tiles, Tile{level, index, make([]byte, 32)})
		return Finding{TileExtra, level, index, index}
	},
	"a checkpoint is altered": func(t *rapid.T, g *grown, l *lying) Finding {
		i := rapid.IntRange(0, len(l.points)-2).Draw(t, "checkpoint")
		flip(t, l.points[i].Text)
		return Finding{CheckpointForged, 0, l.points[i].Size, l.points[i].Size}
	},
	"a checkpoint is removed": func(t *rapid.T, g *grown, l *lying) Finding {
		i := rapid.IntRange(0, len(l.points)-2).Draw(t, "checkpoint")
		l.points = slices.Delete(l.points, i, i+1)
		return Finding{CheckpointMissing, 0, g.points[i].Number, g.points[i].Number}
	},
	"a checkpoint is put in": func(t *rapid.T, g *grown, l *lying) Finding {
		i := pick(t, l.points)
		size := rapid.Int64Range(0, 10_000).Filter(func(n int64) bool {
			return !slices.ContainsFunc(g.points, func(p Checkpoint) bool { return p.Size == n })
		}).Draw(t, "size")
		l.points = append(l.points, SignedCheckpoint{size, l.points[i].Text})
		return Finding{CheckpointForged, 0, size, size}
	},
}

func pick[T any](t *rapid.T, from []T) int { return rapid.IntRange(0, len(from)-1).Draw(t, "which") }

func flip(t *rapid.T, b []byte) {
	b[pick(t, b)] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
}

func TestEveryTamperingIsFoundAndTheRightThingNamed(t *testing.T) {
	signer := testSigner(t)
	for name, do := range tampers {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				g := drawLog(rt, t, signer)
				if len(g.points) < 2 && strings.Contains(name, "checkpoint") {
					return // the last checkpoint is another matter, below
				}
				l := g.lie()
				want := do(rt, g, l)
				if found := l.findings(t, signer); !slices.Equal(found, []Finding{want}) {
					rt.Fatalf("found %v, want %v", found, want)
				}
				l.leaves = l.called(rt)
				if found := l.findings(t, signer); !slices.Equal(found, []Finding{want}) {
					rt.Fatalf("after a roll call: found %v, want %v", found, want)
				}
			})
		})
	}
}

func TestManyTamperingsAtOnceAreAllNamed(t *testing.T) {
	signer := testSigner(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := grow(t, signer, 300, 500, 900).lie()
		slices.SortFunc(l.tiles, func(a, b Tile) int { return a.place().compare(b.place()) })
		var want []Finding
		for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, 1699), 1, 40, rapid.ID).Draw(rt, "leaves") {
			l.leaves[i].Hash = leafNo(-1) // no flipped bit: event and tile must not become the same
			want = append(want, Finding{LeafChanged, 0, int64(i), int64(i)})
		}
		for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(l.tiles)-1), 0, 4, rapid.ID).Draw(rt, "tiles") {
			flip(rt, l.tiles[i].Hashes)
			want = append(want, Finding{TileChanged, l.tiles[i].Level, l.tiles[i].Index, l.tiles[i].Index})
		}
		found := l.findings(t, signer)
		for _, w := range want {
			if !slices.ContainsFunc(found, w.namedBy) {
				rt.Fatalf("%v is not among %v", w, found)
			}
		}
	})
}

// namedBy allows what no checkpoint could settle: then event and tile are both named.
func (f Finding) namedBy(by Finding) bool {
	if by.What == LeafUnclear && f.What == TileChanged && f.Level == 0 {
		return by.First/tileWidth <= f.Last && f.First <= by.Last/tileWidth
	}
	same := by.What == f.What || by.What == LeafUnclear && f.What == LeafChanged
	return same && by.Level == f.Level && by.First <= f.First && f.Last <= by.Last
}

func TestEventsAndTilesAlteredTogetherBreakTheCheckpoint(t *testing.T) {
	signer := testSigner(t)
	g := grow(t, signer, 10, 600, 5)
	forged := slices.Clone(g.leaves)
	forged[300] = leafNo(-1)
	batch, err := NewSealer(signer).Seal(forged, noon)
	if err != nil {
		t.Fatal(err)
	}
	g.leaves = forged
	g.tiles.put(batch.Tiles)
	want := []Finding{{CheckpointBroken, 0, 610, 610}}
	if found := g.lie().findings(t, signer); !slices.Equal(found, want) {
		t.Errorf("found %v", found)
	}
}

func TestWithoutItsLastCheckpointTheEndOfTheLogIsNotCovered(t *testing.T) {
	signer := testSigner(t)
	for name, do := range map[string]func(l *lying){
		"removed": func(l *lying) { l.points = l.points[:2] },
		"altered": func(l *lying) { l.points[2].Text[3] ^= 1 },
		"refiled": func(l *lying) { l.points[2].Size++ },
	} {
		l := grow(t, signer, 10, 600, 5).lie()
		do(l)
		if found := l.findings(t, signer); !slices.Contains(found, Finding{LeafExtra, 0, 610, 614}) {
			t.Errorf("%s: found %v", name, found)
		}
	}
}

func TestALogCutShortShowsAgainstACheckpointKeptElsewhere(t *testing.T) {
	signer := testSigner(t)
	long, short := grow(t, signer, 10, 600, 5), grow(t, signer, 10)
	l := short.lie()
	l.held = long.points[:2]
	if found := l.findings(t, signer); !slices.Equal(found, []Finding{{CheckpointMissing, 0, 2, 2}}) {
		t.Errorf("found %v", found)
	}
	l = grow(t, signer, 11).lie()
	l.held = long.points[:1]
	if found := l.findings(t, signer); !slices.Equal(found, []Finding{{CheckpointBroken, 0, 11, 11}}) {
		t.Errorf("in another log: %v", found)
	}
}

func TestAnEmptiedTableIsOneFinding(t *testing.T) {
	signer := testSigner(t)
	l := grow(t, signer, 3000).lie()
	l.leaves = nil
	if found := l.findings(t, signer); !slices.Equal(found, []Finding{{LeafMissing, 0, 0, 2999}}) {
		t.Errorf("found %v", found)
	}
	if got, want := (Finding{LeafMissing, 0, 0, 2999}).String(), "Sự kiện ở vị trí 0–2999 của nhật ký đã bị xóa."; got != want {
		t.Errorf("got %s", got)
	}
	if got, want := (Finding{TileChanged, 1, 5, 5}).String(), "Mảnh 1/5 của cây băm đã bị sửa."; got != want {
		t.Errorf("got %s", got)
	}
}

func TestAFailureToReadIsAnErrorAndNoFinding(t *testing.T) {
	signer := testSigner(t)
	broken := errors.New("the database went away")
	l := grow(t, signer, 400, 300).lie()
	slices.SortFunc(l.tiles, func(a, b Tile) int { return a.place().compare(b.place()) })
	none := func(f Finding) { t.Errorf("found %v", f) }
	for at := range 3 {
		stored := Stored{rows(l.leaves), rows(l.tiles), rows(l.points), nil}
		switch at {
		case 0:
			stored.Leaves = failing(l.leaves[:350], broken)
		case 1:
			stored.Tiles = failing(l.tiles[:1], broken)
		case 2:
			stored.Checkpoints = failing(l.points[:1], broken)
		}
		if _, err := Verify(signer.Verifier(), stored, none); !errors.Is(err, broken) {
			t.Errorf("stream %d: %v", at, err)
		}
	}
}

func failing[T any](list []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row := range rows(list) {
			if !yield(row, nil) {
				return
			}
		}
		var none T
		yield(none, err)
	}
}

func BenchmarkVerify(b *testing.B) {
	signer := testSigner(b)
	const size = 300_000
	l := grow(b, signer, size/3, size/3, size/3).lie()
	for b.Loop() {
		if found := l.findings(b, signer); found != nil {
			b.Fatal(fmt.Sprint(found))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/size, "ns/leaf")
}

func BenchmarkSeal(b *testing.B) {
	sealer := NewSealer(testSigner(b))
	leaves := leavesTo(1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sealer.Seal(leaves, noon); err != nil {
			b.Fatal(err)
		}
	}
}
