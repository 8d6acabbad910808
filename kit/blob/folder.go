package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"
)

// Folder keeps contents in a folder of this machine: ab/abcdef…, and what is not whole
// yet in "part".
type Folder struct {
	Dir  string
	Keys *Keys
	Now  func() time.Time // nil: time.Now
}

const parts = "part"

// Prepare makes the folder when it is new and removes what a crash left half a day ago.
func (f *Folder) Prepare() error {
	if err := os.MkdirAll(filepath.Join(f.Dir, parts), 0o700); err != nil {
		return err
	}
	left, err := os.ReadDir(filepath.Join(f.Dir, parts))
	for _, e := range left {
		if info, gone := e.Info(); gone == nil && f.now().Sub(info.ModTime()) > 12*time.Hour {
			err = errors.Join(err, os.Remove(filepath.Join(f.Dir, parts, e.Name())))
		}
	}
	return err
}

// Put seals r into a part, lets judge read it back, and gives it its name when all of it
// is on the disk: whoever finds a name finds the whole. A content that is there already is
// replaced, so that it is young again, and whole if it was damaged.
func (f *Folder) Put(ctx context.Context, r io.Reader, judge Judge) (info Info, err error) {
	part, err := os.CreateTemp(filepath.Join(f.Dir, parts), "*")
	if err != nil {
		return info, err
	}
	defer os.Remove(part.Name())
	defer part.Close()
	sum := f.Keys.naming()
	head, size, err := seal(part, stopping{ctx, r}, f.Keys, sum)
	if err != nil {
		return info, err
	}
	if judge != nil {
		if err := f.judged(part, head, size, judge); err != nil {
			return info, err
		}
	}
	info = Info{nameOf(sum), size, f.now()}
	if err := f.Keys.sign(head, info.Name); err != nil {
		return info, err
	}
	if _, err := part.WriteAt(head, 0); err != nil {
		return info, err
	}
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return info, err
	}
	return info, f.place(part.Name(), info.Name)
}

// judged lets judge read a part under a seal that belongs to no name.
func (f *Folder) judged(part *os.File, head []byte, size int64, judge Judge) error {
	if err := f.Keys.sign(head, ""); err != nil {
		return err
	}
	if _, err := part.WriteAt(head, 0); err != nil {
		return err
	}
	c, err := unseal(part, keptBytes(size), f.Keys, "")
	if err != nil {
		return err
	}
	return judge(c, size)
}

// place gives a whole part its name for good.
func (f *Folder) place(part string, name Name) error {
	shelf := filepath.Dir(f.path(name))
	if err := os.MkdirAll(shelf, 0o700); err != nil {
		return err
	}
	if err := os.Rename(part, f.path(name)); err != nil {
		return err
	}
	return errors.Join(syncFolder(shelf), syncFolder(f.Dir))
}

// Open gives a content under its name.
func (f *Folder) Open(_ context.Context, name Name) (Content, error) {
	if !name.Valid() {
		return nil, ErrMissing
	}
	file, err := os.Open(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil {
		var c *content
		if c, err = unseal(file, info.Size(), f.Keys, name); err == nil {
			c.shut = file.Close
			return c, nil
		}
	}
	return nil, errors.Join(err, file.Close())
}

// Each goes through the shelves.
func (f *Folder) Each(ctx context.Context) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		stop := errors.New("stop")
		err := filepath.WalkDir(f.Dir, func(path string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case ctx.Err() != nil:
				return ctx.Err()
			case e.IsDir() && e.Name() == parts:
				return fs.SkipDir
			case e.IsDir() || !Name(e.Name()).Valid():
				return nil
			}
			info, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) { // removed meanwhile
				return nil
			}
			if err == nil && !yield(Info{Name(e.Name()), contentBytes(info.Size()), info.ModTime()}, nil) {
				err = stop
			}
			return err
		})
		if err != nil && err != stop {
			yield(Info{}, err)
		}
	}
}

// contentBytes is the way back from keptBytes; less than 0 for a file that is none.
func contentBytes(kept int64) int64 {
	body := kept - headBytes
	return body - max(1, (body+sealedBytes-1)/sealedBytes)*tagBytes
}

// Remove moves a content out of sight before it looks how old it is: one that was put
// again in between is young, and goes back.
func (f *Folder) Remove(_ context.Context, name Name, before time.Time) error {
	if !name.Valid() {
		return fmt.Errorf("blob: %q is no name", name)
	}
	info, err := os.Stat(f.path(name))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.ModTime().Before(before) {
		return nil
	}
	if err != nil {
		return err
	}
	aside := filepath.Join(f.Dir, parts, string(name)+".gone")
	if err := os.Rename(f.path(name), aside); err != nil {
		return err
	}
	if info, err = os.Stat(aside); err == nil && !info.ModTime().Before(before) {
		return os.Rename(aside, f.path(name))
	}
	return errors.Join(err, os.Remove(aside), syncFolder(filepath.Dir(f.path(name))))
}

func (f *Folder) path(name Name) string { return filepath.Join(f.Dir, string(name[:2]), string(name)) }

func (f *Folder) now() time.Time {
	if f.Now != nil {
		return f.Now()
	}
	return time.Now()
}

// stopping is a reader that ends with its context.
type stopping struct {
	ctx context.Context
	r   io.Reader
}

func (s stopping) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
