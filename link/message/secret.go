package message

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// secrets reads files named beside the file of providers, and keeps the first failure.
type secrets struct {
	folder string
	err    error
}

func (s *secrets) path(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.folder, name)
}

// read is the secret in a file, nothing where no file is named.
func (s *secrets) read(name string) []byte {
	if name == "" {
		return nil
	}
	text, err := os.ReadFile(s.path(name))
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("không đọc được tệp khóa %s", name)
	}
	return bytes.TrimSpace(text)
}

// must is read of a secret that has to be there.
func (s *secrets) must(name string) []byte {
	text := s.read(name)
	if len(text) == 0 && s.err == nil {
		s.err = fmt.Errorf("thiếu tệp khóa, hoặc tệp trống")
	}
	return text
}

// tokenFile holds the refresh token of Zalo, which changes with each use: it is written
// anew beside the old one and takes its name, so that a crash leaves one of the two whole.
type tokenFile string

func (f tokenFile) read() (string, error) {
	text, err := os.ReadFile(string(f))
	return strings.TrimSpace(string(text)), err
}

func (f tokenFile) write(token string) error {
	beside, err := os.CreateTemp(filepath.Dir(string(f)), ".token-*") // readable by the owner only
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name())
	if _, err = beside.WriteString(token + "\n"); err == nil {
		err = beside.Sync()
	}
	if closed := beside.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(beside.Name(), string(f))
}

// ReadKey reads a secret from a file, "" where no file is named.
func ReadKey(file string) (string, error) {
	s := secrets{folder: "."}
	key := s.read(file)
	return string(key), s.err
}
