package audit

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// grown is a log sealed in batches, with all its checkpoints.
type grown struct {
	leaves []Hash
	tiles  shelf
	points []Checkpoint
	texts  [][]byte
}

func grow(t testing.TB, signer *Signer, batches ...int) *grown {
	t.Helper()
	g := &grown{tiles: shelf{}}
	sealer := NewSealer(signer)
	for _, n := range batches {
		from := len(g.leaves)
		for i := range n {
			g.leaves = append(g.leaves, leafNo(int64(from+i)))
		}
		batch, err := sealer.Seal(g.leaves[from:], noon)
		if err != nil {
			t.Fatal(err)
		}
		g.tiles.put(batch.Tiles)
		g.points = append(g.points, batch.Checkpoint)
		g.texts = append(g.texts, batch.Text)
	}
	return g
}

func TestEveryLeafIsProvedAndNoOther(t *testing.T) {
	g := grow(t, testSigner(t), 1, 255, 1, 400, 43)
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.SampledFrom(g.points).Draw(t, "checkpoint")
		leaf := rapid.Int64Range(0, point.Size-1).Draw(t, "leaf")
		proof, err := point.ProveLeaf(leaf, g.tiles)
		if err != nil {
			t.Fatal(err)
		}
		if err := point.CheckLeaf(leaf, g.leaves[leaf], proof); err != nil {
			t.Fatal(err)
		}
		if point.CheckLeaf(leaf, leafNo(-1), proof) == nil {
			t.Fatal("another event is proved")
		}
		if point.Size > 1 && point.CheckLeaf((leaf+1)%point.Size, g.leaves[leaf], proof) == nil {
			t.Fatal("another position is proved")
		}
		if len(proof) > 0 {
			refuses(t, proof, func(p []Hash) error { return point.CheckLeaf(leaf, g.leaves[leaf], p) })
		}
	})
}

func TestGrowthIsProvedAndNoOther(t *testing.T) {
	g := grow(t, testSigner(t), 1, 255, 1, 400, 43)
	forked := grow(t, testSigner(t), 300, 400)
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(g.points)-2).Draw(t, "older")
		older, newer := g.points[i], g.points[rapid.IntRange(i+1, len(g.points)-1).Draw(t, "newer")]
		proof, err := newer.ProveGrowth(older, g.tiles)
		if err != nil {
			t.Fatal(err)
		}
		if err := newer.CheckGrowth(older, proof); err != nil {
			t.Fatal(err)
		}
		other := older
		other.Root = forked.points[0].Root
		if newer.CheckGrowth(other, proof) == nil {
			t.Fatal("growth from another log is proved")
		}
		refuses(t, proof, func(p []Hash) error { return newer.CheckGrowth(older, p) })
	})
}

// refuses alters one bit of a proof, cuts it and lengthens it.
func refuses(t *rapid.T, proof []Hash, check func([]Hash) error) {
	altered := slices.Clone(proof)
	at := rapid.IntRange(0, len(proof)-1).Draw(t, "altered hash")
	altered[at][rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
	for what, p := range map[string][]Hash{
		"altered": altered, "cut": proof[1:], "lengthened": append(slices.Clone(proof), Hash{}),
	} {
		if check(p) == nil {
			t.Fatalf("a proof that was %s is accepted", what)
		}
	}
}

func TestNothingIsProvedOrGrownOnAlteredTiles(t *testing.T) {
	signer := testSigner(t)
	g := grow(t, signer, 700)
	last := g.points[0]
	g.tiles[[2]int64{0, 2}][40] ^= 1 // leaf 513, on the right edge
	if _, err := last.ProveLeaf(513, g.tiles); err == nil {
		t.Error("a leaf is proved from an altered tile")
	}
	if _, err := ResumeSealer(signer, last, g.tiles); err == nil {
		t.Error("the log grows on an altered tile")
	}
	delete(g.tiles, [2]int64{0, 2})
	if _, err := ResumeSealer(signer, last, g.tiles); err == nil {
		t.Error("the log grows on a missing tile")
	}
}
