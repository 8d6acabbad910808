package blob

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func folder(t testing.TB) *Folder {
	t.Helper()
	keys, err := ParseKeys(NewKeys())
	if err != nil {
		t.Fatal(err)
	}
	f := &Folder{Dir: filepath.Join(t.TempDir(), "papers"), Keys: keys}
	if err := f.Prepare(); err != nil {
		t.Fatal(err)
	}
	return f
}

func put(t testing.TB, f *Folder, text []byte) Info {
	t.Helper()
	info, err := f.Put(t.Context(), bytes.NewReader(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func read(t testing.TB, f *Folder, name Name) ([]byte, error) {
	c, err := f.Open(t.Context(), name)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return io.ReadAll(io.NewSectionReader(c, 0, c.Size()))
}

func noise(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

func files(t testing.TB, f *Folder) (n int) {
	t.Helper()
	filepath.WalkDir(f.Dir, func(_ string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	})
	return n
}

func TestWhatIsPutIsReadBackAtEverySizeAroundAChunk(t *testing.T) {
	f := folder(t)
	for _, n := range []int{0, 1, 15, chunkBytes - 1, chunkBytes, chunkBytes + 1, 2 * chunkBytes, 2*chunkBytes + 17, 5*chunkBytes - 1} {
		text := noise(n)
		info := put(t, f, text)
		back, err := read(t, f, info.Name)
		if err != nil || !bytes.Equal(back, text) || info.Size != int64(n) {
			t.Errorf("%d bytes: %d back, %v", n, len(back), err)
		}
		if err := Check(t.Context(), f, f.Keys, info.Name); err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for info, err := range f.Each(t.Context()) {
		c, failed := f.Open(t.Context(), info.Name)
		if err != nil || failed != nil || c.Size() != info.Size {
			t.Errorf("listed as %+v, %v, %v", info, err, failed)
		}
	}
}

func TestTheSameContentIsKeptOnceAndNoOtherInstallationNamesItSo(t *testing.T) {
	f, g := folder(t), folder(t)
	text := noise(100_000)
	a, b := put(t, f, text), put(t, f, text)
	if a.Name != b.Name || files(t, f) != 1 {
		t.Errorf("%s and %s, %d files", a.Name, b.Name, files(t, f))
	}
	if put(t, g, text).Name == a.Name {
		t.Error("two installations give one name: whoever sees both knows that they hold the same paper")
	}
}

func TestNothingOfTheContentStandsOnTheDisk(t *testing.T) {
	f := folder(t)
	text := []byte(strings.Repeat("căn cước 001086012345 ", 10_000))
	raw, err := os.ReadFile(f.path(put(t, f, text).Name))
	if err != nil || bytes.Contains(raw, []byte("001086")) {
		t.Errorf("the content can be read on the disk (%v)", err)
	}
}

func TestEveryChangedByteCutAndSwapIsFound(t *testing.T) {
	f := folder(t)
	info := put(t, f, noise(2*chunkBytes+100))
	path := f.path(info.Name)
	whole, _ := os.ReadFile(path)
	attack := func(what string, bad []byte) {
		t.Helper()
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := read(t, f, info.Name); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNoKey) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for at := 0; at < len(whole); at += max(1, min(len(whole)-1-at, 997)) {
		bad := bytes.Clone(whole)
		bad[at] ^= 1
		attack("a changed byte", bad)
	}
	for _, n := range []int{0, headBytes - 1, headBytes, headBytes + sealedBytes, len(whole) - 1} {
		attack("cut short", whole[:n])
	}
	attack("longer", append(bytes.Clone(whole), 0))
	first, second := whole[headBytes:headBytes+sealedBytes], whole[headBytes+sealedBytes:headBytes+2*sealedBytes]
	attack("swapped parts", bytes.Join([][]byte{whole[:headBytes], second, first, whole[headBytes+2*sealedBytes:]}, nil))
	other, _ := os.ReadFile(f.path(put(t, f, noise(2*chunkBytes+100)).Name))
	attack("another file under this name", other)
	put(t, f, nil)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := read(t, f, info.Name); !errors.Is(err, ErrMissing) {
		t.Errorf("gone: %v", err)
	}
}

func TestPuttingAgainHealsADamagedFile(t *testing.T) {
	f := folder(t)
	text := noise(3000)
	info := put(t, f, text)
	os.WriteFile(f.path(info.Name), []byte("rot"), 0o600)
	put(t, f, text)
	if back, err := read(t, f, info.Name); err != nil || !bytes.Equal(back, text) {
		t.Error(err)
	}
}

func TestARotatedKeyStillOpensWhatTheOldOneSealed(t *testing.T) {
	old := NewKeys()
	f := folder(t)
	f.Keys, _ = ParseKeys(old)
	text := noise(1000)
	before := put(t, f, text)
	f.Keys, _ = ParseKeys(Rotated(old))
	if back, err := read(t, f, before.Name); err != nil || !bytes.Equal(back, text) {
		t.Error(err)
	}
	if after := put(t, f, text); after.Name != before.Name {
		t.Error("the name changed with the key")
	}
	f.Keys, _ = ParseKeys(old)
	if _, err := read(t, f, before.Name); !errors.Is(err, ErrNoKey) {
		t.Errorf("sealed with a newer key: %v", err)
	}
}

func TestARefusedOrBrokenContentLeavesNothing(t *testing.T) {
	f := folder(t)
	no := errors.New("no")
	_, err := f.Put(t.Context(), bytes.NewReader(noise(200_000)), func(c io.ReaderAt, size int64) error {
		if b := make([]byte, 10); size != 200_000 {
			t.Errorf("judge sees %d bytes", size)
		} else if _, err := c.ReadAt(b, size-10); err != nil {
			t.Error(err)
		}
		return no
	})
	if !errors.Is(err, no) {
		t.Error(err)
	}
	if _, err := f.Put(t.Context(), io.MultiReader(bytes.NewReader(noise(90_000)), broken{}), nil); err == nil {
		t.Error("half a content was kept")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Put(ctx, bytes.NewReader(nil), nil); err == nil {
		t.Error("kept after the visitor left")
	}
	if n := files(t, f); n != 0 {
		t.Errorf("%d files left", n)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("connection cut") }

func TestOnlyOldContentsAreRemoved(t *testing.T) {
	f := folder(t)
	info := put(t, f, noise(10))
	ago := time.Now().Add(-time.Hour)
	if err := f.Remove(t.Context(), info.Name, ago); err != nil || files(t, f) != 1 {
		t.Errorf("a young content went: %v", err)
	}
	if err := f.Remove(t.Context(), info.Name, time.Now().Add(time.Hour)); err != nil || files(t, f) != 0 {
		t.Errorf("an old content stayed: %v", err)
	}
	if err := f.Remove(t.Context(), "../../etc/passwd", time.Now()); err == nil {
		t.Error("took a path for a name")
	}
}

func TestAKeyFileIsForItsOwnerOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "k")
	for range 2 { // the second finds the first's
		if err := MakeKeys(file); err != nil {
			t.Fatal(err)
		}
	}
	info, _ := os.Stat(file)
	if _, err := ReadKeys(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", err, info.Mode())
	}
	os.Chmod(file, 0o644)
	if _, err := ReadKeys(file); err == nil {
		t.Error("took a key that everybody could read")
	}
	for _, bad := range []string{"", "name x\n", "data " + drawn(), NewKeys() + "name " + drawn(), "name " + drawn(), "what " + drawn()} {
		if _, err := ParseKeys(bad); err == nil {
			t.Errorf("took %q", bad)
		}
	}
}

func TestAHundredMegabytesTakeTheMemoryOfAChunk(t *testing.T) {
	f := folder(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	info, err := f.Put(t.Context(), io.LimitReader(zeros{}, 100<<20), nil)
	if err == nil {
		err = Check(t.Context(), f, f.Keys, info.Name)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; err != nil || used > 4<<20 {
		t.Errorf("%d bytes allocated, %v", used, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// The child puts contents until it is killed.
func TestMain(m *testing.M) {
	dir := os.Getenv("BLOB_CHILD")
	if dir == "" {
		os.Exit(m.Run())
	}
	keys, err := ReadKeys(dir + ".key")
	f := &Folder{Dir: dir, Keys: keys}
	for err == nil {
		_, err = f.Put(context.Background(), bytes.NewReader(noise(3_000_000)), nil)
	}
	os.Exit(1)
}

func TestAKilledProcessLeavesOnlyWholeContents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "papers")
	if err := MakeKeys(dir + ".key"); err != nil {
		t.Fatal(err)
	}
	keys, _ := ReadKeys(dir + ".key")
	f := &Folder{Dir: dir, Keys: keys}
	if err := f.Prepare(); err != nil {
		t.Fatal(err)
	}
	for round := range 5 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "BLOB_CHILD="+dir)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+37*round) * time.Millisecond)
		child.Process.Kill()
		child.Wait()
	}
	kept := 0
	for info, err := range f.Each(t.Context()) {
		if kept++; err != nil || Check(t.Context(), f, keys, info.Name) != nil {
			t.Errorf("%+v: %v, %v", info, err, Check(t.Context(), f, keys, info.Name))
		}
	}
	f.Now = func() time.Time { return time.Now().Add(24 * time.Hour) }
	if err := f.Prepare(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, parts)); kept == 0 || len(left) != 0 {
		t.Errorf("%d kept, %d parts left", kept, len(left))
	}
}

func FuzzAnyFileUnderANameIsReadWithoutHarm(f *testing.F) {
	keys, _ := ParseKeys(NewKeys())
	var sum = keys.naming()
	var whole bytes.Buffer
	head, _, _ := seal(&whole, strings.NewReader("a paper"), keys, sum)
	keys.sign(head, nameOf(sum))
	f.Add(append(head, whole.Bytes()[headBytes:]...))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := unseal(bytes.NewReader(raw), int64(len(raw)), keys, nameOf(sum))
		if err == nil {
			io.Copy(io.Discard, io.NewSectionReader(c, 0, c.Size()))
		}
	})
}
