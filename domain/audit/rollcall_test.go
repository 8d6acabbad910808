package audit

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// called is the leaves as a roll call returns them that heard them in any order.
func (l *lying) called(t *rapid.T) []Leaf {
	stored := shelf{}
	stored.put(l.tiles)
	r := NewRollCall(stored)
	for _, leaf := range rapid.Permutation(l.leaves).Draw(t, "order") {
		if _, err := r.Answer(leaf); err != nil {
			t.Fatal(err)
		}
	}
	var all []Leaf
	for leaf, err := range r.Leaves() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, leaf)
	}
	return all
}

func TestARollCallReturnsEveryLeafInOrder(t *testing.T) {
	signer := testSigner(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := grow(t, signer, 300, 100).lie()
		for range rapid.IntRange(0, 10).Draw(rt, "alterations") {
			flip(rt, l.leaves[pick(rt, l.leaves)].Hash[:])
		}
		for _, at := range rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(0, 500), rapid.Int64()), 0, 10).Draw(rt, "more") {
			l.leaves = append(l.leaves, Leaf{at, leafNo(at)})
		}
		l.leaves = slices.Delete(l.leaves, 20, 20+rapid.IntRange(0, 300).Draw(rt, "fewer"))
		l.tiles = slices.Delete(l.tiles, 0, rapid.IntRange(0, 2).Draw(rt, "tiles lost"))
		order := func(a, b Leaf) int {
			return cmp.Or(cmp.Compare(a.Index, b.Index), slices.Compare(a.Hash[:], b.Hash[:]))
		}
		got, want := l.called(rt), slices.SortedFunc(slices.Values(l.leaves), order)
		if !slices.IsSortedFunc(got, func(a, b Leaf) int { return cmp.Compare(a.Index, b.Index) }) {
			rt.Fatal("not by position")
		}
		if slices.SortFunc(got, order); !slices.Equal(got, want) {
			rt.Fatalf("%d leaves answered, %d came back", len(want), len(got))
		}
	})
}

func TestARollCallHoldsOnlyWhatDiffers(t *testing.T) {
	g := grow(t, testSigner(t), 1000)
	r := NewRollCall(g.tiles)
	for i, hash := range g.leaves {
		if same, err := r.Answer(Leaf{int64(i), hash}); !same || err != nil {
			t.Fatalf("leaf %d: %v, %v", i, same, err)
		}
	}
	if len(r.differs)+len(r.again) != 0 {
		t.Error("leaves are held that the tiles have")
	}
	if same, _ := r.Answer(Leaf{3, leafNo(3)}); same {
		t.Error("a position taken twice is not told")
	}
}

type noTiles struct{ err error }

func (n noTiles) ReadTile(int, int64) ([]byte, error) { return nil, n.err }

func TestARollCallThatCannotReadSaysSo(t *testing.T) {
	gone := errors.New("the database went away")
	if _, err := NewRollCall(noTiles{gone}).Answer(Leaf{}); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}
