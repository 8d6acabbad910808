package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"cchc/domain/refusal"
	"cchc/kit/blob"
)

// copiesList names every file of a copy with its length and SHA-256 as it lies there,
// sealed: whoever keeps the copy can check it without the keys.
const copiesList = "list.txt"

// copyPapers copies the files as they lie there, sealed, after the database: what the
// copied database refers to is there by then. The keys are not copied.
func copyPapers(a *app, from, to string) error {
	if !exists(from) {
		return nil
	}
	part := to + ".part"
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o700)); err != nil {
		return err
	}
	err := copyEach(a, from, part)
	if err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	return os.Rename(part, to)
}

func copyEach(a *app, from, to string) error {
	list, err := os.OpenFile(filepath.Join(to, copiesList), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer list.Close()
	source := &blob.Folder{Dir: from}
	for info, err := range source.Each(a.ctx) {
		if err != nil {
			return err
		}
		n, sum, err := copySealed(from, to, string(info.Name))
		if errors.Is(err, fs.ErrNotExist) { // destroyed meanwhile
			continue
		}
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(list, "%s %d %s\n", info.Name, n, sum); err != nil {
			return err
		}
	}
	return list.Sync()
}

func copySealed(from, to, name string) (n int64, sum string, err error) {
	in, err := os.Open(filepath.Join(from, name[:2], name))
	if err != nil {
		return 0, "", err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Join(to, name[:2]), 0o700); err != nil {
		return 0, "", err
	}
	out, err := os.OpenFile(filepath.Join(to, name[:2], name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, "", err
	}
	digest := sha256.New()
	n, err = io.Copy(io.MultiWriter(out, digest), in)
	return n, hex.EncodeToString(digest.Sum(nil)), errors.Join(err, out.Sync(), out.Close())
}

// restorePapers brings the files of a copy back. A copy that is not what its list says is
// refused, and nothing is left of it.
func restorePapers(from, to string) error {
	if !exists(from) {
		return nil
	}
	list, err := os.Open(filepath.Join(from, copiesList))
	if err != nil {
		return refusal.Wrong("file", "Bản sao giấy tờ %s không có danh sách %s: bản sao chưa xong.", from, copiesList)
	}
	defer list.Close()
	part := to + ".part"
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o700)); err != nil {
		return err
	}
	lines := bufio.NewScanner(list)
	for err == nil && lines.Scan() {
		err = restoreOne(from, part, lines.Text())
	}
	if err = errors.Join(err, lines.Err()); err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	return os.Rename(part, to)
}

func restoreOne(from, to, line string) error {
	var name, want string
	var size int64
	if n, _ := fmt.Sscanf(line, "%s %d %s", &name, &size, &want); n != 3 || !blob.Name(name).Valid() {
		return refusal.Wrong("file", "Danh sách bản sao giấy tờ có dòng không đọc được: %s.", line)
	}
	n, sum, err := copySealed(from, to, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refusal.Missing("Bản sao thiếu tệp giấy tờ %s.", name)
	case err == nil && (n != size || sum != want):
		return refusal.Wrong("file", "Tệp giấy tờ %s trong bản sao đã bị thay đổi.", name)
	}
	return err
}
