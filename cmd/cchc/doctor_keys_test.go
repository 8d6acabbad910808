package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheDoctorLooksAtKeysAsTheirOwnersMust(t *testing.T) {
	file := migrated(t)
	if _, of := visit(t, file); of["Khóa giấy tờ"].State != well {
		t.Errorf("before the first paper: %+v", of["Khóa giấy tờ"])
	}
	key := filepath.Join(t.TempDir(), "pay.key")
	t.Setenv("CCHC_PAY_KEY_FILE", key)
	if code, of := visit(t, file); code == exitOK || of["Khóa cổng thanh toán"].State != wrong {
		t.Errorf("no key: %d, %+v", code, of["Khóa cổng thanh toán"])
	}
	for mode, want := range map[os.FileMode]state{0o644: wrong, 0o600: well} {
		if err := os.WriteFile(key, []byte("x"), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(key, mode); err != nil {
			t.Fatal(err)
		}
		if _, of := visit(t, file); of["Khóa cổng thanh toán"].State != want {
			t.Errorf("with %o: %+v", mode, of["Khóa cổng thanh toán"])
		}
	}
}
